using System;

namespace Diesis.Platform.Homes;

/// <summary>What carries the standard streams once a driver has taken over from the polled serial port.</summary>
public abstract class ConsoleDevice
{
    /// <summary>Takes all bytes and keeps them together. In any context; waits for room without sleeping.</summary>
    protected internal abstract void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Takes what has arrived. In any context; never waits.</summary>
    /// <returns>The bytes read; 0 when there are none.</returns>
    protected internal abstract int Read(Span<byte> buffer);

    /// <summary>The machine is ending, and whoever holds the device's lock will not come back: opens it by force.</summary>
    protected internal abstract void Seize();

    /// <summary>Returns when everything written has left, interrupts or not.</summary>
    protected internal abstract void Flush();
}

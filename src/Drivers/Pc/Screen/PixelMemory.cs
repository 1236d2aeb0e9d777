using System;

namespace Diesis.Drivers.Pc.Screen;

/// <summary>The memory behind a screen. There is nothing to read it with.</summary>
internal abstract class PixelMemory
{
    /// <param name="offset">In bytes from the top left point.</param>
    internal abstract void Write(uint offset, ReadOnlySpan<uint> points);

    internal abstract void Write(uint offset, ReadOnlySpan<byte> points);
}

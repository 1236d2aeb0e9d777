using System;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Diagnostics;

/// <summary>The port on which Bochs and QEMU (isa-debugcon) take text for a file of the host's. A real machine has nothing there.</summary>
internal static class DebugPort
{
    private const ushort Port = 0xe9;

    private static bool s_isThere;

    internal static bool IsThere => s_isThere;

    /// <summary>The device answers a read with its own number; a port without a device reads as FF.</summary>
    internal static void Detect() => s_isThere = Instructions.PortRead8(Port) == Port;

    internal static void Write(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
            Instructions.PortWrite8(Port, value);
    }
}

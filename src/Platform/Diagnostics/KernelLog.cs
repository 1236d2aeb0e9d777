using System;

namespace Diesis.Platform.Diagnostics;

/// <summary>How much a message matters; numbers as syslog(2) has them.</summary>
public enum LogLevel
{
    Emergency,
    Alert,
    Critical,
    Error,
    Warning,
    Notice,
    Information,
    Debug,
}

/// <summary>The platform's way into the kernel log, from any context: allocates nothing, never blocks.</summary>
public static class KernelLog
{
    private const ushort DebugPort = 0xe9;

    /// <summary>Writes one record.</summary>
    /// <param name="tag">The subsystem, such as "acpi", in UTF-8.</param>
    /// <param name="text">One line without its end, in UTF-8.</param>
    public static void Write(LogLevel level, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> text)
    {
        WriteBytes(tag);
        WriteBytes(": "u8);
        WriteBytes(text);
        WriteBytes("\n"u8);
    }

    private static void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
            Processors.Instructions.PortWrite8(DebugPort, value);
    }
}

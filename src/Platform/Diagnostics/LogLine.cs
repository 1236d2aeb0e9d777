using System;

namespace Diesis.Platform.Diagnostics;

/// <summary>Writes a record's beginning as it stands on consoles and in the log file: "[    1.234567] pci: ".</summary>
/// <remarks>Seconds and microseconds since the start, in a column of its own so that lines can be compared. Nothing allocates.</remarks>
public static class LogLine
{
    /// <summary>A buffer of this size takes any beginning.</summary>
    public const int MaximumPrefix = 24 + LogRing.MaximumTag + 12;

    private const int SecondsWidth = 5;

    /// <returns>The bytes written.</returns>
    public static int WritePrefix(Span<byte> buffer, LogLevel level, long timeNanoseconds, ReadOnlySpan<byte> tag)
    {
        int at = WriteTime(buffer, timeNanoseconds);
        buffer[at++] = (byte)' ';
        ReadOnlySpan<byte> name = NameOf(level);
        name.CopyTo(buffer.Slice(at));
        at += name.Length;
        tag.CopyTo(buffer.Slice(at));
        at += tag.Length;
        if (!tag.IsEmpty)
        {
            buffer[at++] = (byte)':';
            buffer[at++] = (byte)' ';
        }
        return at;
    }

    /// <summary>Writes seconds and microseconds in brackets.</summary>
    /// <returns>The bytes written.</returns>
    public static int WriteTime(Span<byte> buffer, long timeNanoseconds)
    {
        ulong microseconds = (ulong)Math.Max(timeNanoseconds, 0) / 1000;
        int at = 0;
        buffer[at++] = (byte)'[';
        at += WriteNumber(buffer.Slice(at), microseconds / 1_000_000, SecondsWidth, (byte)' ');
        buffer[at++] = (byte)'.';
        at += WriteNumber(buffer.Slice(at), microseconds % 1_000_000, 6, (byte)'0');
        buffer[at++] = (byte)']';
        return at;
    }

    /// <summary>Only what is out of the ordinary is named.</summary>
    private static ReadOnlySpan<byte> NameOf(LogLevel level) => level switch
    {
        LogLevel.Emergency or LogLevel.Alert or LogLevel.Critical => "critical: "u8,
        LogLevel.Error => "error: "u8,
        LogLevel.Warning => "warning: "u8,
        _ => default,
    };

    private static int WriteNumber(Span<byte> buffer, ulong value, int width, byte fill)
    {
        int length = width;
        for (ulong rest = value; length < 20 && rest >= PowerOfTen(width); rest /= 10)
            length++;
        for (int i = length - 1; i >= 0; i--)
        {
            buffer[i] = value == 0 && i != length - 1 ? fill : (byte)('0' + (int)(value % 10));
            value /= 10;
        }
        return length;
    }

    private static ulong PowerOfTen(int exponent)
    {
        ulong power = 1;
        while (exponent-- > 0)
            power *= 10;
        return power;
    }
}

using System;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using Diesis.Platform.Diagnostics;

namespace Diesis.Core.Logging;

/// <summary>The kernel log as drivers and subsystems write it: <c>Log.Warning("pci", $"{device} has no interrupt")</c>.</summary>
/// <remarks>From any context. The tag names the subsystem in at most 15 letters. A text of several lines becomes several records.</remarks>
public static class Log
{
    /// <summary>Whether records of a level are kept at all.</summary>
    public static bool IsOn(LogLevel level) => KernelLog.IsOn(level);

    public static void Error(string tag, LogMessage message) => message.Write(LogLevel.Error, tag);

    public static void Warning(string tag, LogMessage message) => message.Write(LogLevel.Warning, tag);

    public static void Notice(string tag, LogMessage message) => message.Write(LogLevel.Notice, tag);

    public static void Information(string tag, LogMessage message) => message.Write(LogLevel.Information, tag);

    /// <summary>Only with <c>loglevel=debug</c>; otherwise not even formatted.</summary>
    public static void Debug(string tag, DebugLogMessage message) => message.Write(tag);

    public static void Write(LogLevel level, string tag, [InterpolatedStringHandlerArgument(nameof(level))] LogMessage message)
    {
        if (IsOn(level))
            message.Write(level, tag);
    }

    public static void Write(LogLevel level, string tag, ReadOnlySpan<char> text)
    {
        const int LongestTag = 15;
        const int LongestLine = 1024;
        Span<byte> tagBytes = stackalloc byte[LongestTag];
        Utf8.FromUtf16(tag, tagBytes, out _, out int tagLength);
        tagBytes = tagBytes.Slice(0, tagLength);
        Span<byte> line = stackalloc byte[LongestLine];
        while (true)
        {
            int end = text.IndexOf('\n');
            Utf8.FromUtf16(end < 0 ? text : text.Slice(0, end), line, out _, out int length);
            KernelLog.Write(level, tagBytes, line.Slice(0, length));
            if (end < 0 || end + 1 == text.Length)
                return;
            text = text.Slice(end + 1);
        }
    }
}

using System;
using Diesis.Abi;

namespace Diesis.Core.Loading;

/// <summary>The first line of a script: "#!", the path of its interpreter, and at most one argument (execve(2)).</summary>
internal static class ScriptLine
{
    /// <summary>So much of the file is looked at, and a longer line is cut off or refused.</summary>
    internal const int MaximumBytes = 256;

    internal static bool IsScript(ReadOnlySpan<byte> start) => start.Length > 2 && start[0] == (byte)'#' && start[1] == (byte)'!';

    /// <param name="start">The file's first bytes, at most <see cref="MaximumBytes"/>.</param>
    /// <param name="argument">All that follows the path and spaces, without those at its end; empty for none.</param>
    /// <returns>ENOEXEC when there is no path, or its end cannot be seen.</returns>
    internal static Errno TryParse(ReadOnlySpan<byte> start, out ReadOnlySpan<byte> interpreter, out ReadOnlySpan<byte> argument)
    {
        interpreter = default;
        argument = default;
        ReadOnlySpan<byte> line = start[2..];
        int zero = line.IndexOf((byte)0);
        if (zero >= 0)
            line = line[..zero];
        int end = line.IndexOf((byte)'\n');
        bool isCut = end < 0 && zero < 0 && start.Length == MaximumBytes;
        if (end >= 0)
            line = line[..end];
        line = TrimStart(line);
        int space = line.IndexOfAny((byte)' ', (byte)'\t');
        // A path that the cut goes through would be another one.
        if (line.IsEmpty || (isCut && space < 0))
            return Errno.ENOEXEC;
        interpreter = space < 0 ? line : line[..space];
        if (space >= 0)
            argument = TrimEnd(TrimStart(line[space..]));
        return Errno.None;
    }

    private static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t')
            at++;
        return text[at..];
    }

    private static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> text)
    {
        int length = text.Length;
        while (length > 0 && text[length - 1] is (byte)' ' or (byte)'\t')
            length--;
        return text[..length];
    }
}

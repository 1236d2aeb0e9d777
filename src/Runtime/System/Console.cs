using Internal.Runtime;

namespace System;

/// <summary>The standard streams, in UTF-8. Each call writes at once: what a crash follows is not lost.</summary>
public static unsafe partial class Console
{
    private const int ChunkSize = 512;

    public static void Write(string? value) => WriteText(value, endLine: 0);

    public static void WriteLine(string? value) => WriteText(value, endLine: 1);

    public static void WriteLine() => WriteText(null, endLine: 1);

    private static void WriteText(ReadOnlySpan<char> text, int endLine)
    {
        byte* chunk = stackalloc byte[ChunkSize];
        // SAFETY: Encode writes at most the capacity it is told, which leaves room for the newline.
        while (true)
        {
            int used = Utf8String.Encode(text, chunk, ChunkSize - 1, out int consumed);
            text = text.Slice(consumed, text.Length - consumed);
            bool last = text.IsEmpty;
            if (last && endLine != 0)
                chunk[used++] = (byte)'\n';
            if (used != 0)
                Home.Write(Home.StandardOutput, chunk, (nuint)used);
            if (last)
                return;
        }
    }
}

using System.IO;
using Internal.Runtime;

namespace System;

/// <summary>The standard streams, in UTF-8. Each call writes at once: what a crash follows is not lost.</summary>
/// <remarks>
/// As long as a program has not asked for <see cref="Out"/>, no writer exists, and programs that only write strings stay small.
/// Locks: one for both streams, so that lines of several threads do not mix.
/// </remarks>
public static unsafe partial class Console
{
    private const int ChunkSize = 1024;

    private static TextWriter? s_out;
    private static TextWriter? s_error;
    private static TextReader? s_in;
    private static BlockingLock s_lock;

    public static TextWriter Out => s_out ??= new ConsoleWriter(Home.StandardOutput);

    public static TextWriter Error => s_error ??= new ConsoleWriter(Home.StandardError);

    public static TextReader In => s_in ??= new ConsoleReader();

    public static void SetOut(TextWriter newOut)
    {
        ArgumentNullException.ThrowIfNull(newOut);
        s_out = newOut;
    }

    public static void SetError(TextWriter newError)
    {
        ArgumentNullException.ThrowIfNull(newError);
        s_error = newError;
    }

    public static void SetIn(TextReader newIn)
    {
        ArgumentNullException.ThrowIfNull(newIn);
        s_in = newIn;
    }

    /// <summary>The next character of standard input; -1 at its end.</summary>
    public static int Read() => In.Read();

    /// <summary>The next line of standard input without its end; null at the end of the input.</summary>
    public static string? ReadLine() => In.ReadLine();

    public static void Write(string? value)
    {
        if (s_out is TextWriter writer)
            writer.Write(value);
        else
            WriteText(Home.StandardOutput, value, endLine: 0);
    }

    public static void WriteLine(string? value)
    {
        if (s_out is TextWriter writer)
            writer.WriteLine(value);
        else
            WriteText(Home.StandardOutput, value, endLine: 1);
    }

    public static void WriteLine() => WriteLine((string?)null);

    public static void Write(ReadOnlySpan<char> value)
    {
        if (s_out is TextWriter writer)
            writer.Write(value);
        else
            WriteText(Home.StandardOutput, value, endLine: 0);
    }

    public static void WriteLine(ReadOnlySpan<char> value)
    {
        if (s_out is TextWriter writer)
            writer.WriteLine(value);
        else
            WriteText(Home.StandardOutput, value, endLine: 1);
    }

    internal static void WriteText(int stream, ReadOnlySpan<char> text, int endLine)
    {
        byte* chunk = stackalloc byte[ChunkSize];
        s_lock.Acquire();
        // SAFETY: Encode writes at most the capacity it is told, which leaves room for the newline.
        while (true)
        {
            int used = Utf8String.Encode(text, chunk, ChunkSize - 1, out int consumed);
            text = text.Slice(consumed, text.Length - consumed);
            bool last = text.IsEmpty;
            if (last && endLine != 0)
                chunk[used++] = (byte)'\n';
            if (used != 0)
                Home.Write(stream, chunk, (nuint)used);
            if (last)
                break;
        }
        s_lock.Release();
    }
}

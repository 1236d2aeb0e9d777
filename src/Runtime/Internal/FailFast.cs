using System;
using System.Diagnostics.CodeAnalysis;

namespace Internal.Runtime;

/// <summary>The end of a program whose runtime is broken: a message and a trace on standard error, then an abort. Allocates nothing.</summary>
internal static unsafe class FailFast
{
    [DoesNotReturn]
    internal static void Abort(string message)
    {
        UnhandledException.EnterReport();
        RawConsole.WriteError("Diesis runtime: ");
        RawConsole.WriteError(message);
        RawConsole.WriteError("\n");
        // SAFETY: the frame is that of this method, which does not return.
        UnwindFrame frame = default;
        StackWalk.Capture(&frame);
        StackReport.Write(in frame);
        Home.Abort();
        while (true)
        {
        }
    }
}

/// <summary>Writes to standard error without allocating: for the runtime's last words.</summary>
internal static unsafe class RawConsole
{
    /// <summary>Writes text as UTF-8.</summary>
    internal static void WriteError(string text)
    {
        const int ChunkSize = 256;
        byte* chunk = stackalloc byte[ChunkSize];
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            int used = Utf8String.Encode(rest, chunk, ChunkSize, out int consumed);
            Home.Write(Home.StandardError, chunk, (nuint)used);
            rest = rest.Slice(consumed, rest.Length - consumed);
        }
    }

    internal static void WriteErrorBytes(ReadOnlySpan<byte> utf8)
    {
        fixed (byte* bytes = utf8)
            Home.Write(Home.StandardError, bytes, (nuint)utf8.Length);
    }

    internal static void WriteErrorDecimal(long value)
    {
        // SAFETY: 19 digits and a sign fit the buffer.
        byte* digits = stackalloc byte[20];
        int at = 20;
        ulong rest = value < 0 ? (ulong)-value : (ulong)value;
        do
        {
            digits[--at] = (byte)('0' + (int)(rest % 10));
            rest /= 10;
        }
        while (rest != 0);
        if (value < 0)
            digits[--at] = (byte)'-';
        Home.Write(Home.StandardError, digits + at, (nuint)(20 - at));
    }

    internal static void WriteErrorHex(ulong value)
    {
        byte* digits = stackalloc byte[16];
        for (int i = 0; i < 16; i++)
        {
            int digit = (int)(value >> (60 - 4 * i)) & 15;
            digits[i] = (byte)(digit < 10 ? '0' + digit : 'a' + digit - 10);
        }
        Home.Write(Home.StandardError, digits, 16);
    }
}

/// <summary>Entered from assembly when a method finds its stack canary changed.</summary>
internal static class StackCanary
{
    [System.Runtime.RuntimeExport("StackCanaryDied")]
    private static void Died() => FailFast.Abort("a stack buffer was overrun");
}

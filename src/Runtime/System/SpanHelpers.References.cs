using System.Runtime.CompilerServices;

namespace System;

internal static unsafe partial class SpanHelpers
{
    /// <summary>Copies whole words, each by one 8-byte access and in the direction that overlap asks for.</summary>
    /// <remarks>
    /// SAFETY: the collector may look between any two instructions. A reference is never torn, and one that is moved within overlapping
    /// ranges is, at each moment, in the source, the destination or a register.
    /// </remarks>
    internal static void MemmoveReferences(ref byte destination, ref byte source, nuint byteCount)
    {
        ref nint to = ref Unsafe.As<byte, nint>(ref destination);
        ref nint from = ref Unsafe.As<byte, nint>(ref source);
        nint words = (nint)(byteCount / (nuint)sizeof(nint));
        nuint distance = (nuint)Unsafe.ByteOffset(ref from, ref to);
        if (distance >= byteCount)
        {
            nint i = 0;
            for (; i + 4 <= words; i += 4)
            {
                nint a = Unsafe.Add(ref from, i);
                nint b = Unsafe.Add(ref from, i + 1);
                nint c = Unsafe.Add(ref from, i + 2);
                nint d = Unsafe.Add(ref from, i + 3);
                Unsafe.Add(ref to, i) = a;
                Unsafe.Add(ref to, i + 1) = b;
                Unsafe.Add(ref to, i + 2) = c;
                Unsafe.Add(ref to, i + 3) = d;
            }
            for (; i < words; i++)
                Unsafe.Add(ref to, i) = Unsafe.Add(ref from, i);
        }
        else
        {
            for (nint i = words - 1; i >= 0; i--)
                Unsafe.Add(ref to, i) = Unsafe.Add(ref from, i);
        }

        // A struct may end in bytes that are no references.
        for (nuint i = byteCount & ~(nuint)(sizeof(nint) - 1); i < byteCount; i++)
            Unsafe.Add(ref destination, (nint)i) = Unsafe.Add(ref source, (nint)i);
    }
}

using System.Runtime.CompilerServices;

namespace System.Runtime.Intrinsics.X86;

/// <summary>The instructions of SSE42; the compiler replaces each call by its instruction.</summary>
// SAFETY: the bodies are never run as calls; the compiler expands each inside itself. Pointers are the caller's affair.
[Intrinsic]
public abstract class Sse42 : Sse41
{
    public static new bool IsSupported { [Intrinsic] get => IsSupported; }

    [Intrinsic] public static Vector128<long> CompareGreaterThan(Vector128<long> left, Vector128<long> right) => CompareGreaterThan(left, right);
    [Intrinsic] public static uint Crc32(uint crc, byte data) => Crc32(crc, data);
    [Intrinsic] public static uint Crc32(uint crc, ushort data) => Crc32(crc, data);
    [Intrinsic] public static uint Crc32(uint crc, uint data) => Crc32(crc, data);

    /// <summary>The forms that need 64-bit registers.</summary>
    [Intrinsic]
    public new abstract class X64 : Sse41.X64
    {
        public static new bool IsSupported { [Intrinsic] get => IsSupported; }

        [Intrinsic] public static ulong Crc32(ulong crc, ulong data) => Crc32(crc, data);
    }
}

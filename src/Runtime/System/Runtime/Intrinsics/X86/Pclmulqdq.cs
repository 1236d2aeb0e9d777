using System.Runtime.CompilerServices;

namespace System.Runtime.Intrinsics.X86;

/// <summary>The instructions of PCLMULQDQ; the compiler replaces each call by its instruction.</summary>
// SAFETY: the bodies are never run as calls; the compiler expands each inside itself. Pointers are the caller's affair.
[Intrinsic]
public abstract class Pclmulqdq : Sse2
{
    public static new bool IsSupported { [Intrinsic] get => IsSupported; }

    [Intrinsic] public static Vector128<long> CarrylessMultiply(Vector128<long> left, Vector128<long> right, byte control) => CarrylessMultiply(left, right, control);
    [Intrinsic] public static Vector128<ulong> CarrylessMultiply(Vector128<ulong> left, Vector128<ulong> right, byte control) => CarrylessMultiply(left, right, control);

    /// <summary>The forms that need 64-bit registers.</summary>
    [Intrinsic]
    public new abstract class X64 : Sse2.X64
    {
        public static new bool IsSupported { [Intrinsic] get => IsSupported; }
    }
}

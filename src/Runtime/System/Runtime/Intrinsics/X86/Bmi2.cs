using System.Runtime.CompilerServices;

namespace System.Runtime.Intrinsics.X86;

/// <summary>The instructions of BMI2; the compiler replaces each call by its instruction.</summary>
// SAFETY: the bodies are never run as calls; the compiler expands each inside itself. Pointers are the caller's affair.
[Intrinsic]
public abstract class Bmi2 : X86Base
{
    public static new bool IsSupported { [Intrinsic] get => IsSupported; }

    [Intrinsic] public static uint ZeroHighBits(uint value, uint index) => ZeroHighBits(value, index);
    [Intrinsic] public static unsafe uint MultiplyNoFlags(uint left, uint right, uint* low) => MultiplyNoFlags(left, right, low);
    [Intrinsic] public static uint ParallelBitDeposit(uint value, uint mask) => ParallelBitDeposit(value, mask);
    [Intrinsic] public static uint ParallelBitExtract(uint value, uint mask) => ParallelBitExtract(value, mask);

    /// <summary>The forms that need 64-bit registers.</summary>
    [Intrinsic]
    public new abstract class X64 : X86Base.X64
    {
        public static new bool IsSupported { [Intrinsic] get => IsSupported; }

        [Intrinsic] public static ulong ZeroHighBits(ulong value, ulong index) => ZeroHighBits(value, index);
        [Intrinsic] public static unsafe ulong MultiplyNoFlags(ulong left, ulong right, ulong* low) => MultiplyNoFlags(left, right, low);
        [Intrinsic] public static ulong ParallelBitDeposit(ulong value, ulong mask) => ParallelBitDeposit(value, mask);
        [Intrinsic] public static ulong ParallelBitExtract(ulong value, ulong mask) => ParallelBitExtract(value, mask);
    }
}

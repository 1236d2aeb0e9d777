using System.Runtime.CompilerServices;

namespace System.Runtime.Intrinsics.X86;

/// <summary>The instructions of BMI1; the compiler replaces each call by its instruction.</summary>
// SAFETY: the bodies are never run as calls; the compiler expands each inside itself. Pointers are the caller's affair.
[Intrinsic]
public abstract class Bmi1 : X86Base
{
    public static new bool IsSupported { [Intrinsic] get => IsSupported; }

    [Intrinsic] public static uint AndNot(uint left, uint right) => AndNot(left, right);
    [Intrinsic] public static uint BitFieldExtract(uint value, ushort control) => BitFieldExtract(value, control);
    [Intrinsic] public static uint ExtractLowestSetBit(uint value) => ExtractLowestSetBit(value);
    [Intrinsic] public static uint GetMaskUpToLowestSetBit(uint value) => GetMaskUpToLowestSetBit(value);
    [Intrinsic] public static uint ResetLowestSetBit(uint value) => ResetLowestSetBit(value);
    [Intrinsic] public static uint TrailingZeroCount(uint value) => TrailingZeroCount(value);

    /// <summary>The forms that need 64-bit registers.</summary>
    [Intrinsic]
    public new abstract class X64 : X86Base.X64
    {
        public static new bool IsSupported { [Intrinsic] get => IsSupported; }

        [Intrinsic] public static ulong AndNot(ulong left, ulong right) => AndNot(left, right);
        [Intrinsic] public static ulong BitFieldExtract(ulong value, ushort control) => BitFieldExtract(value, control);
        [Intrinsic] public static ulong ExtractLowestSetBit(ulong value) => ExtractLowestSetBit(value);
        [Intrinsic] public static ulong GetMaskUpToLowestSetBit(ulong value) => GetMaskUpToLowestSetBit(value);
        [Intrinsic] public static ulong ResetLowestSetBit(ulong value) => ResetLowestSetBit(value);
        [Intrinsic] public static ulong TrailingZeroCount(ulong value) => TrailingZeroCount(value);
    }
}

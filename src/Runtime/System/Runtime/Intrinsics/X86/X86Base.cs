using System.Runtime.CompilerServices;

namespace System.Runtime.Intrinsics.X86;

/// <summary>The instructions of the x86 base set; the compiler replaces each call by its instruction.</summary>
// SAFETY: the bodies are never run as calls; the compiler expands each inside itself. Pointers are the caller's affair.
[Intrinsic]
public abstract class X86Base
{
    public static bool IsSupported { [Intrinsic] get => IsSupported; }

    /// <summary>The registers EAX, EBX, ECX and EDX after CPUID.</summary>
    public static (int Eax, int Ebx, int Ecx, int Edx) CpuId(int functionId, int subFunctionId) => Internal.Runtime.ProcessorHints.Info(functionId, subFunctionId);

    [Intrinsic] public static (uint, uint) DivRem(uint lower, uint upper, uint divisor) => DivRem(lower, upper, divisor);
    [Intrinsic] public static (int, int) DivRem(uint lower, int upper, int divisor) => DivRem(lower, upper, divisor);
    [Intrinsic] public static (nuint, nuint) DivRem(nuint lower, nuint upper, nuint divisor) => DivRem(lower, upper, divisor);
    [Intrinsic] public static (nint, nint) DivRem(nuint lower, nint upper, nint divisor) => DivRem(lower, upper, divisor);
    [Intrinsic] public static void Pause() => Pause();

    /// <summary>bsf and bsr: the place of the lowest or highest set bit; the value must not be zero.</summary>
    [Intrinsic] internal static uint BitScanForward(uint value) => BitScanForward(value);
    [Intrinsic] internal static uint BitScanReverse(uint value) => BitScanReverse(value);

    /// <summary>The forms that need 64-bit registers.</summary>
    [Intrinsic]
    public abstract class X64
    {
        public static bool IsSupported { [Intrinsic] get => IsSupported; }

        [Intrinsic] public static (ulong, ulong) DivRem(ulong lower, ulong upper, ulong divisor) => DivRem(lower, upper, divisor);
        [Intrinsic] public static (long, long) DivRem(ulong lower, long upper, long divisor) => DivRem(lower, upper, divisor);
        [Intrinsic] internal static ulong BitScanForward(ulong value) => BitScanForward(value);
        [Intrinsic] internal static ulong BitScanReverse(ulong value) => BitScanReverse(value);
    }
}

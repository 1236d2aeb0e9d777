using System.Runtime.CompilerServices;

namespace System.Runtime.Intrinsics.X86;

/// <summary>The instructions of POPCNT; the compiler replaces each call by its instruction.</summary>
// SAFETY: the bodies are never run as calls; the compiler expands each inside itself. Pointers are the caller's affair.
[Intrinsic]
public abstract class Popcnt : Sse42
{
    public static new bool IsSupported { [Intrinsic] get => IsSupported; }

    [Intrinsic] public static uint PopCount(uint value) => PopCount(value);

    /// <summary>The forms that need 64-bit registers.</summary>
    [Intrinsic]
    public new abstract class X64 : Sse42.X64
    {
        public static new bool IsSupported { [Intrinsic] get => IsSupported; }

        [Intrinsic] public static ulong PopCount(ulong value) => PopCount(value);
    }
}

using System.Runtime.CompilerServices;

namespace System.Runtime.Intrinsics.X86;

/// <summary>The instructions of LZCNT; the compiler replaces each call by its instruction.</summary>
// SAFETY: the bodies are never run as calls; the compiler expands each inside itself. Pointers are the caller's affair.
[Intrinsic]
public abstract class Lzcnt : X86Base
{
    public static new bool IsSupported { [Intrinsic] get => IsSupported; }

    [Intrinsic] public static uint LeadingZeroCount(uint value) => LeadingZeroCount(value);

    /// <summary>The forms that need 64-bit registers.</summary>
    [Intrinsic]
    public new abstract class X64 : X86Base.X64
    {
        public static new bool IsSupported { [Intrinsic] get => IsSupported; }

        [Intrinsic] public static ulong LeadingZeroCount(ulong value) => LeadingZeroCount(value);
    }
}

using System.Runtime.CompilerServices;
namespace System.Runtime.Intrinsics.X86;
[Intrinsic] public abstract class X86Base { public static bool IsSupported { [Intrinsic] get => IsSupported; } [Intrinsic] public static void Pause() => Pause(); }

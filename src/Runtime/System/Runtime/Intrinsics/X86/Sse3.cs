using System.Runtime.CompilerServices;

namespace System.Runtime.Intrinsics.X86;

/// <summary>The instructions of SSE3; the compiler replaces each call by its instruction.</summary>
// SAFETY: the bodies are never run as calls; the compiler expands each inside itself. Pointers are the caller's affair.
[Intrinsic]
public abstract class Sse3 : Sse2
{
    public static new bool IsSupported { [Intrinsic] get => IsSupported; }

    [Intrinsic] public static Vector128<float> AddSubtract(Vector128<float> left, Vector128<float> right) => AddSubtract(left, right);
    [Intrinsic] public static Vector128<double> AddSubtract(Vector128<double> left, Vector128<double> right) => AddSubtract(left, right);
    [Intrinsic] public static Vector128<float> HorizontalAdd(Vector128<float> left, Vector128<float> right) => HorizontalAdd(left, right);
    [Intrinsic] public static Vector128<double> HorizontalAdd(Vector128<double> left, Vector128<double> right) => HorizontalAdd(left, right);
    [Intrinsic] public static Vector128<float> HorizontalSubtract(Vector128<float> left, Vector128<float> right) => HorizontalSubtract(left, right);
    [Intrinsic] public static Vector128<double> HorizontalSubtract(Vector128<double> left, Vector128<double> right) => HorizontalSubtract(left, right);
    [Intrinsic] public static unsafe Vector128<double> LoadAndDuplicateToVector128(double* address) => LoadAndDuplicateToVector128(address);
    [Intrinsic] public static unsafe Vector128<sbyte> LoadDquVector128(sbyte* address) => LoadDquVector128(address);
    [Intrinsic] public static unsafe Vector128<byte> LoadDquVector128(byte* address) => LoadDquVector128(address);
    [Intrinsic] public static unsafe Vector128<short> LoadDquVector128(short* address) => LoadDquVector128(address);
    [Intrinsic] public static unsafe Vector128<ushort> LoadDquVector128(ushort* address) => LoadDquVector128(address);
    [Intrinsic] public static unsafe Vector128<int> LoadDquVector128(int* address) => LoadDquVector128(address);
    [Intrinsic] public static unsafe Vector128<uint> LoadDquVector128(uint* address) => LoadDquVector128(address);
    [Intrinsic] public static unsafe Vector128<long> LoadDquVector128(long* address) => LoadDquVector128(address);
    [Intrinsic] public static unsafe Vector128<ulong> LoadDquVector128(ulong* address) => LoadDquVector128(address);
    [Intrinsic] public static Vector128<double> MoveAndDuplicate(Vector128<double> source) => MoveAndDuplicate(source);
    [Intrinsic] public static Vector128<float> MoveHighAndDuplicate(Vector128<float> source) => MoveHighAndDuplicate(source);
    [Intrinsic] public static Vector128<float> MoveLowAndDuplicate(Vector128<float> source) => MoveLowAndDuplicate(source);

    /// <summary>The forms that need 64-bit registers.</summary>
    [Intrinsic]
    public new abstract class X64 : Sse2.X64
    {
        public static new bool IsSupported { [Intrinsic] get => IsSupported; }
    }
}

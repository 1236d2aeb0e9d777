using System.Runtime.CompilerServices;

namespace System.Numerics
{
    public static class BitOperations
    {
        [Intrinsic] public static int TrailingZeroCount(uint v) => v == 0 ? 32 : (int)System.Runtime.Intrinsics.X86.X86Base.BitScanForward(v);
        [Intrinsic] public static int TrailingZeroCount(ulong v) => v == 0 ? 64 : (int)System.Runtime.Intrinsics.X86.X86Base.X64.BitScanForward(v);
        [Intrinsic] public static int PopCount(ulong v) => (int)System.Runtime.Intrinsics.X86.Popcnt.X64.PopCount(v);
        [Intrinsic] public static int PopCount(uint v) => (int)System.Runtime.Intrinsics.X86.Popcnt.PopCount(v);
        public static int Log2(uint v) => (int)System.Runtime.Intrinsics.X86.X86Base.BitScanReverse(v | 1);
        [Intrinsic] public static ulong RotateLeft(ulong v, int n) => (v << n) | (v >> (64 - n));
    }
}
namespace System
{
    public readonly struct ArraySegment<T> { public ArraySegment(T[] a, int o, int n) { Array = a; Offset = o; Count = n; } public T[]? Array { get; } public int Offset { get; } public int Count { get; } }
    public struct ValueTuple<T1, T2, T3, T4> { public T1 Item1; public T2 Item2; public T3 Item3; public T4 Item4; public ValueTuple(T1 a, T2 b, T3 c, T4 d) { Item1 = a; Item2 = b; Item3 = c; Item4 = d; } }
}

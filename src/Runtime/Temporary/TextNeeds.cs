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

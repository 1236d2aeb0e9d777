using System.Runtime.CompilerServices;

namespace System.Runtime.Intrinsics.X86;

/// <summary>The instructions of SSE41; the compiler replaces each call by its instruction.</summary>
// SAFETY: the bodies are never run as calls; the compiler expands each inside itself. Pointers are the caller's affair.
[Intrinsic]
public abstract class Sse41 : Ssse3
{
    public static new bool IsSupported { [Intrinsic] get => IsSupported; }

    [Intrinsic] public static Vector128<short> Blend(Vector128<short> left, Vector128<short> right, byte control) => Blend(left, right, control);
    [Intrinsic] public static Vector128<ushort> Blend(Vector128<ushort> left, Vector128<ushort> right, byte control) => Blend(left, right, control);
    [Intrinsic] public static Vector128<float> Blend(Vector128<float> left, Vector128<float> right, byte control) => Blend(left, right, control);
    [Intrinsic] public static Vector128<double> Blend(Vector128<double> left, Vector128<double> right, byte control) => Blend(left, right, control);
    [Intrinsic] public static Vector128<sbyte> BlendVariable(Vector128<sbyte> left, Vector128<sbyte> right, Vector128<sbyte> mask) => BlendVariable(left, right, mask);
    [Intrinsic] public static Vector128<byte> BlendVariable(Vector128<byte> left, Vector128<byte> right, Vector128<byte> mask) => BlendVariable(left, right, mask);
    [Intrinsic] public static Vector128<short> BlendVariable(Vector128<short> left, Vector128<short> right, Vector128<short> mask) => BlendVariable(left, right, mask);
    [Intrinsic] public static Vector128<ushort> BlendVariable(Vector128<ushort> left, Vector128<ushort> right, Vector128<ushort> mask) => BlendVariable(left, right, mask);
    [Intrinsic] public static Vector128<int> BlendVariable(Vector128<int> left, Vector128<int> right, Vector128<int> mask) => BlendVariable(left, right, mask);
    [Intrinsic] public static Vector128<uint> BlendVariable(Vector128<uint> left, Vector128<uint> right, Vector128<uint> mask) => BlendVariable(left, right, mask);
    [Intrinsic] public static Vector128<long> BlendVariable(Vector128<long> left, Vector128<long> right, Vector128<long> mask) => BlendVariable(left, right, mask);
    [Intrinsic] public static Vector128<ulong> BlendVariable(Vector128<ulong> left, Vector128<ulong> right, Vector128<ulong> mask) => BlendVariable(left, right, mask);
    [Intrinsic] public static Vector128<float> BlendVariable(Vector128<float> left, Vector128<float> right, Vector128<float> mask) => BlendVariable(left, right, mask);
    [Intrinsic] public static Vector128<double> BlendVariable(Vector128<double> left, Vector128<double> right, Vector128<double> mask) => BlendVariable(left, right, mask);
    [Intrinsic] public static Vector128<float> Ceiling(Vector128<float> value) => Ceiling(value);
    [Intrinsic] public static Vector128<double> Ceiling(Vector128<double> value) => Ceiling(value);
    [Intrinsic] public static Vector128<float> CeilingScalar(Vector128<float> value) => CeilingScalar(value);
    [Intrinsic] public static Vector128<float> CeilingScalar(Vector128<float> upper, Vector128<float> value) => CeilingScalar(upper, value);
    [Intrinsic] public static Vector128<double> CeilingScalar(Vector128<double> value) => CeilingScalar(value);
    [Intrinsic] public static Vector128<double> CeilingScalar(Vector128<double> upper, Vector128<double> value) => CeilingScalar(upper, value);
    [Intrinsic] public static Vector128<long> CompareEqual(Vector128<long> left, Vector128<long> right) => CompareEqual(left, right);
    [Intrinsic] public static Vector128<ulong> CompareEqual(Vector128<ulong> left, Vector128<ulong> right) => CompareEqual(left, right);
    [Intrinsic] public static Vector128<short> ConvertToVector128Int16(Vector128<sbyte> value) => ConvertToVector128Int16(value);
    [Intrinsic] public static Vector128<short> ConvertToVector128Int16(Vector128<byte> value) => ConvertToVector128Int16(value);
    [Intrinsic] public static Vector128<int> ConvertToVector128Int32(Vector128<sbyte> value) => ConvertToVector128Int32(value);
    [Intrinsic] public static Vector128<int> ConvertToVector128Int32(Vector128<byte> value) => ConvertToVector128Int32(value);
    [Intrinsic] public static Vector128<int> ConvertToVector128Int32(Vector128<short> value) => ConvertToVector128Int32(value);
    [Intrinsic] public static Vector128<int> ConvertToVector128Int32(Vector128<ushort> value) => ConvertToVector128Int32(value);
    [Intrinsic] public static Vector128<long> ConvertToVector128Int64(Vector128<sbyte> value) => ConvertToVector128Int64(value);
    [Intrinsic] public static Vector128<long> ConvertToVector128Int64(Vector128<byte> value) => ConvertToVector128Int64(value);
    [Intrinsic] public static Vector128<long> ConvertToVector128Int64(Vector128<short> value) => ConvertToVector128Int64(value);
    [Intrinsic] public static Vector128<long> ConvertToVector128Int64(Vector128<ushort> value) => ConvertToVector128Int64(value);
    [Intrinsic] public static Vector128<long> ConvertToVector128Int64(Vector128<int> value) => ConvertToVector128Int64(value);
    [Intrinsic] public static Vector128<long> ConvertToVector128Int64(Vector128<uint> value) => ConvertToVector128Int64(value);
    [Intrinsic] public static unsafe Vector128<short> ConvertToVector128Int16(sbyte* address) => ConvertToVector128Int16(address);
    [Intrinsic] public static unsafe Vector128<short> ConvertToVector128Int16(byte* address) => ConvertToVector128Int16(address);
    [Intrinsic] public static unsafe Vector128<int> ConvertToVector128Int32(sbyte* address) => ConvertToVector128Int32(address);
    [Intrinsic] public static unsafe Vector128<int> ConvertToVector128Int32(byte* address) => ConvertToVector128Int32(address);
    [Intrinsic] public static unsafe Vector128<int> ConvertToVector128Int32(short* address) => ConvertToVector128Int32(address);
    [Intrinsic] public static unsafe Vector128<int> ConvertToVector128Int32(ushort* address) => ConvertToVector128Int32(address);
    [Intrinsic] public static unsafe Vector128<long> ConvertToVector128Int64(sbyte* address) => ConvertToVector128Int64(address);
    [Intrinsic] public static unsafe Vector128<long> ConvertToVector128Int64(byte* address) => ConvertToVector128Int64(address);
    [Intrinsic] public static unsafe Vector128<long> ConvertToVector128Int64(short* address) => ConvertToVector128Int64(address);
    [Intrinsic] public static unsafe Vector128<long> ConvertToVector128Int64(ushort* address) => ConvertToVector128Int64(address);
    [Intrinsic] public static unsafe Vector128<long> ConvertToVector128Int64(int* address) => ConvertToVector128Int64(address);
    [Intrinsic] public static unsafe Vector128<long> ConvertToVector128Int64(uint* address) => ConvertToVector128Int64(address);
    [Intrinsic] public static Vector128<float> DotProduct(Vector128<float> left, Vector128<float> right, byte control) => DotProduct(left, right, control);
    [Intrinsic] public static Vector128<double> DotProduct(Vector128<double> left, Vector128<double> right, byte control) => DotProduct(left, right, control);
    [Intrinsic] public static byte Extract(Vector128<byte> value, byte index) => Extract(value, index);
    [Intrinsic] public static int Extract(Vector128<int> value, byte index) => Extract(value, index);
    [Intrinsic] public static uint Extract(Vector128<uint> value, byte index) => Extract(value, index);
    [Intrinsic] public static float Extract(Vector128<float> value, byte index) => Extract(value, index);
    [Intrinsic] public static Vector128<float> Floor(Vector128<float> value) => Floor(value);
    [Intrinsic] public static Vector128<double> Floor(Vector128<double> value) => Floor(value);
    [Intrinsic] public static Vector128<float> FloorScalar(Vector128<float> value) => FloorScalar(value);
    [Intrinsic] public static Vector128<float> FloorScalar(Vector128<float> upper, Vector128<float> value) => FloorScalar(upper, value);
    [Intrinsic] public static Vector128<double> FloorScalar(Vector128<double> value) => FloorScalar(value);
    [Intrinsic] public static Vector128<double> FloorScalar(Vector128<double> upper, Vector128<double> value) => FloorScalar(upper, value);
    [Intrinsic] public static Vector128<sbyte> Insert(Vector128<sbyte> value, sbyte data, byte index) => Insert(value, data, index);
    [Intrinsic] public static Vector128<byte> Insert(Vector128<byte> value, byte data, byte index) => Insert(value, data, index);
    [Intrinsic] public static Vector128<int> Insert(Vector128<int> value, int data, byte index) => Insert(value, data, index);
    [Intrinsic] public static Vector128<uint> Insert(Vector128<uint> value, uint data, byte index) => Insert(value, data, index);
    [Intrinsic] public static Vector128<float> Insert(Vector128<float> value, Vector128<float> data, byte index) => Insert(value, data, index);
    [Intrinsic] public static unsafe Vector128<sbyte> LoadAlignedVector128NonTemporal(sbyte* address) => LoadAlignedVector128NonTemporal(address);
    [Intrinsic] public static unsafe Vector128<byte> LoadAlignedVector128NonTemporal(byte* address) => LoadAlignedVector128NonTemporal(address);
    [Intrinsic] public static unsafe Vector128<short> LoadAlignedVector128NonTemporal(short* address) => LoadAlignedVector128NonTemporal(address);
    [Intrinsic] public static unsafe Vector128<ushort> LoadAlignedVector128NonTemporal(ushort* address) => LoadAlignedVector128NonTemporal(address);
    [Intrinsic] public static unsafe Vector128<int> LoadAlignedVector128NonTemporal(int* address) => LoadAlignedVector128NonTemporal(address);
    [Intrinsic] public static unsafe Vector128<uint> LoadAlignedVector128NonTemporal(uint* address) => LoadAlignedVector128NonTemporal(address);
    [Intrinsic] public static unsafe Vector128<long> LoadAlignedVector128NonTemporal(long* address) => LoadAlignedVector128NonTemporal(address);
    [Intrinsic] public static unsafe Vector128<ulong> LoadAlignedVector128NonTemporal(ulong* address) => LoadAlignedVector128NonTemporal(address);
    [Intrinsic] public static Vector128<sbyte> Max(Vector128<sbyte> left, Vector128<sbyte> right) => Max(left, right);
    [Intrinsic] public static Vector128<ushort> Max(Vector128<ushort> left, Vector128<ushort> right) => Max(left, right);
    [Intrinsic] public static Vector128<int> Max(Vector128<int> left, Vector128<int> right) => Max(left, right);
    [Intrinsic] public static Vector128<uint> Max(Vector128<uint> left, Vector128<uint> right) => Max(left, right);
    [Intrinsic] public static Vector128<sbyte> Min(Vector128<sbyte> left, Vector128<sbyte> right) => Min(left, right);
    [Intrinsic] public static Vector128<ushort> Min(Vector128<ushort> left, Vector128<ushort> right) => Min(left, right);
    [Intrinsic] public static Vector128<int> Min(Vector128<int> left, Vector128<int> right) => Min(left, right);
    [Intrinsic] public static Vector128<uint> Min(Vector128<uint> left, Vector128<uint> right) => Min(left, right);
    [Intrinsic] public static Vector128<ushort> MinHorizontal(Vector128<ushort> value) => MinHorizontal(value);
    [Intrinsic] public static Vector128<ushort> MultipleSumAbsoluteDifferences(Vector128<byte> left, Vector128<byte> right, byte mask) => MultipleSumAbsoluteDifferences(left, right, mask);
    [Intrinsic] public static Vector128<long> Multiply(Vector128<int> left, Vector128<int> right) => Multiply(left, right);
    [Intrinsic] public static Vector128<int> MultiplyLow(Vector128<int> left, Vector128<int> right) => MultiplyLow(left, right);
    [Intrinsic] public static Vector128<uint> MultiplyLow(Vector128<uint> left, Vector128<uint> right) => MultiplyLow(left, right);
    [Intrinsic] public static Vector128<ushort> PackUnsignedSaturate(Vector128<int> left, Vector128<int> right) => PackUnsignedSaturate(left, right);
    [Intrinsic] public static Vector128<float> RoundCurrentDirection(Vector128<float> value) => RoundCurrentDirection(value);
    [Intrinsic] public static Vector128<double> RoundCurrentDirection(Vector128<double> value) => RoundCurrentDirection(value);
    [Intrinsic] public static Vector128<float> RoundCurrentDirectionScalar(Vector128<float> value) => RoundCurrentDirectionScalar(value);
    [Intrinsic] public static Vector128<float> RoundCurrentDirectionScalar(Vector128<float> upper, Vector128<float> value) => RoundCurrentDirectionScalar(upper, value);
    [Intrinsic] public static Vector128<double> RoundCurrentDirectionScalar(Vector128<double> value) => RoundCurrentDirectionScalar(value);
    [Intrinsic] public static Vector128<double> RoundCurrentDirectionScalar(Vector128<double> upper, Vector128<double> value) => RoundCurrentDirectionScalar(upper, value);
    [Intrinsic] public static Vector128<float> RoundToNearestInteger(Vector128<float> value) => RoundToNearestInteger(value);
    [Intrinsic] public static Vector128<double> RoundToNearestInteger(Vector128<double> value) => RoundToNearestInteger(value);
    [Intrinsic] public static Vector128<float> RoundToNearestIntegerScalar(Vector128<float> value) => RoundToNearestIntegerScalar(value);
    [Intrinsic] public static Vector128<float> RoundToNearestIntegerScalar(Vector128<float> upper, Vector128<float> value) => RoundToNearestIntegerScalar(upper, value);
    [Intrinsic] public static Vector128<double> RoundToNearestIntegerScalar(Vector128<double> value) => RoundToNearestIntegerScalar(value);
    [Intrinsic] public static Vector128<double> RoundToNearestIntegerScalar(Vector128<double> upper, Vector128<double> value) => RoundToNearestIntegerScalar(upper, value);
    [Intrinsic] public static Vector128<float> RoundToNegativeInfinity(Vector128<float> value) => RoundToNegativeInfinity(value);
    [Intrinsic] public static Vector128<double> RoundToNegativeInfinity(Vector128<double> value) => RoundToNegativeInfinity(value);
    [Intrinsic] public static Vector128<float> RoundToNegativeInfinityScalar(Vector128<float> value) => RoundToNegativeInfinityScalar(value);
    [Intrinsic] public static Vector128<float> RoundToNegativeInfinityScalar(Vector128<float> upper, Vector128<float> value) => RoundToNegativeInfinityScalar(upper, value);
    [Intrinsic] public static Vector128<double> RoundToNegativeInfinityScalar(Vector128<double> value) => RoundToNegativeInfinityScalar(value);
    [Intrinsic] public static Vector128<double> RoundToNegativeInfinityScalar(Vector128<double> upper, Vector128<double> value) => RoundToNegativeInfinityScalar(upper, value);
    [Intrinsic] public static Vector128<float> RoundToPositiveInfinity(Vector128<float> value) => RoundToPositiveInfinity(value);
    [Intrinsic] public static Vector128<double> RoundToPositiveInfinity(Vector128<double> value) => RoundToPositiveInfinity(value);
    [Intrinsic] public static Vector128<float> RoundToPositiveInfinityScalar(Vector128<float> value) => RoundToPositiveInfinityScalar(value);
    [Intrinsic] public static Vector128<float> RoundToPositiveInfinityScalar(Vector128<float> upper, Vector128<float> value) => RoundToPositiveInfinityScalar(upper, value);
    [Intrinsic] public static Vector128<double> RoundToPositiveInfinityScalar(Vector128<double> value) => RoundToPositiveInfinityScalar(value);
    [Intrinsic] public static Vector128<double> RoundToPositiveInfinityScalar(Vector128<double> upper, Vector128<double> value) => RoundToPositiveInfinityScalar(upper, value);
    [Intrinsic] public static Vector128<float> RoundToZero(Vector128<float> value) => RoundToZero(value);
    [Intrinsic] public static Vector128<double> RoundToZero(Vector128<double> value) => RoundToZero(value);
    [Intrinsic] public static Vector128<float> RoundToZeroScalar(Vector128<float> value) => RoundToZeroScalar(value);
    [Intrinsic] public static Vector128<float> RoundToZeroScalar(Vector128<float> upper, Vector128<float> value) => RoundToZeroScalar(upper, value);
    [Intrinsic] public static Vector128<double> RoundToZeroScalar(Vector128<double> value) => RoundToZeroScalar(value);
    [Intrinsic] public static Vector128<double> RoundToZeroScalar(Vector128<double> upper, Vector128<double> value) => RoundToZeroScalar(upper, value);
    [Intrinsic] public static bool TestC(Vector128<sbyte> left, Vector128<sbyte> right) => TestC(left, right);
    [Intrinsic] public static bool TestC(Vector128<byte> left, Vector128<byte> right) => TestC(left, right);
    [Intrinsic] public static bool TestC(Vector128<short> left, Vector128<short> right) => TestC(left, right);
    [Intrinsic] public static bool TestC(Vector128<ushort> left, Vector128<ushort> right) => TestC(left, right);
    [Intrinsic] public static bool TestC(Vector128<int> left, Vector128<int> right) => TestC(left, right);
    [Intrinsic] public static bool TestC(Vector128<uint> left, Vector128<uint> right) => TestC(left, right);
    [Intrinsic] public static bool TestC(Vector128<long> left, Vector128<long> right) => TestC(left, right);
    [Intrinsic] public static bool TestC(Vector128<ulong> left, Vector128<ulong> right) => TestC(left, right);
    [Intrinsic] public static bool TestNotZAndNotC(Vector128<sbyte> left, Vector128<sbyte> right) => TestNotZAndNotC(left, right);
    [Intrinsic] public static bool TestNotZAndNotC(Vector128<byte> left, Vector128<byte> right) => TestNotZAndNotC(left, right);
    [Intrinsic] public static bool TestNotZAndNotC(Vector128<short> left, Vector128<short> right) => TestNotZAndNotC(left, right);
    [Intrinsic] public static bool TestNotZAndNotC(Vector128<ushort> left, Vector128<ushort> right) => TestNotZAndNotC(left, right);
    [Intrinsic] public static bool TestNotZAndNotC(Vector128<int> left, Vector128<int> right) => TestNotZAndNotC(left, right);
    [Intrinsic] public static bool TestNotZAndNotC(Vector128<uint> left, Vector128<uint> right) => TestNotZAndNotC(left, right);
    [Intrinsic] public static bool TestNotZAndNotC(Vector128<long> left, Vector128<long> right) => TestNotZAndNotC(left, right);
    [Intrinsic] public static bool TestNotZAndNotC(Vector128<ulong> left, Vector128<ulong> right) => TestNotZAndNotC(left, right);
    [Intrinsic] public static bool TestZ(Vector128<sbyte> left, Vector128<sbyte> right) => TestZ(left, right);
    [Intrinsic] public static bool TestZ(Vector128<byte> left, Vector128<byte> right) => TestZ(left, right);
    [Intrinsic] public static bool TestZ(Vector128<short> left, Vector128<short> right) => TestZ(left, right);
    [Intrinsic] public static bool TestZ(Vector128<ushort> left, Vector128<ushort> right) => TestZ(left, right);
    [Intrinsic] public static bool TestZ(Vector128<int> left, Vector128<int> right) => TestZ(left, right);
    [Intrinsic] public static bool TestZ(Vector128<uint> left, Vector128<uint> right) => TestZ(left, right);
    [Intrinsic] public static bool TestZ(Vector128<long> left, Vector128<long> right) => TestZ(left, right);
    [Intrinsic] public static bool TestZ(Vector128<ulong> left, Vector128<ulong> right) => TestZ(left, right);

    /// <summary>The forms that need 64-bit registers.</summary>
    [Intrinsic]
    public new abstract class X64 : Ssse3.X64
    {
        public static new bool IsSupported { [Intrinsic] get => IsSupported; }

        [Intrinsic] public static long Extract(Vector128<long> value, byte index) => Extract(value, index);
        [Intrinsic] public static ulong Extract(Vector128<ulong> value, byte index) => Extract(value, index);
        [Intrinsic] public static Vector128<long> Insert(Vector128<long> value, long data, byte index) => Insert(value, data, index);
        [Intrinsic] public static Vector128<ulong> Insert(Vector128<ulong> value, ulong data, byte index) => Insert(value, data, index);
    }
}

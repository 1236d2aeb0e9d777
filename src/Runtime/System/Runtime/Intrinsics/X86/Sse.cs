using System.Runtime.CompilerServices;

namespace System.Runtime.Intrinsics.X86;

/// <summary>The instructions of SSE; the compiler replaces each call by its instruction.</summary>
// SAFETY: the bodies are never run as calls; the compiler expands each inside itself. Pointers are the caller's affair.
[Intrinsic]
public abstract class Sse : X86Base
{
    public static new bool IsSupported { [Intrinsic] get => IsSupported; }

    [Intrinsic] public static Vector128<float> Add(Vector128<float> left, Vector128<float> right) => Add(left, right);
    [Intrinsic] public static Vector128<float> AddScalar(Vector128<float> left, Vector128<float> right) => AddScalar(left, right);
    [Intrinsic] public static Vector128<float> And(Vector128<float> left, Vector128<float> right) => And(left, right);
    [Intrinsic] public static Vector128<float> AndNot(Vector128<float> left, Vector128<float> right) => AndNot(left, right);
    [Intrinsic] public static Vector128<float> CompareEqual(Vector128<float> left, Vector128<float> right) => CompareEqual(left, right);
    [Intrinsic] public static Vector128<float> CompareGreaterThan(Vector128<float> left, Vector128<float> right) => CompareGreaterThan(left, right);
    [Intrinsic] public static Vector128<float> CompareGreaterThanOrEqual(Vector128<float> left, Vector128<float> right) => CompareGreaterThanOrEqual(left, right);
    [Intrinsic] public static Vector128<float> CompareLessThan(Vector128<float> left, Vector128<float> right) => CompareLessThan(left, right);
    [Intrinsic] public static Vector128<float> CompareLessThanOrEqual(Vector128<float> left, Vector128<float> right) => CompareLessThanOrEqual(left, right);
    [Intrinsic] public static Vector128<float> CompareNotEqual(Vector128<float> left, Vector128<float> right) => CompareNotEqual(left, right);
    [Intrinsic] public static Vector128<float> CompareNotGreaterThan(Vector128<float> left, Vector128<float> right) => CompareNotGreaterThan(left, right);
    [Intrinsic] public static Vector128<float> CompareNotGreaterThanOrEqual(Vector128<float> left, Vector128<float> right) => CompareNotGreaterThanOrEqual(left, right);
    [Intrinsic] public static Vector128<float> CompareNotLessThan(Vector128<float> left, Vector128<float> right) => CompareNotLessThan(left, right);
    [Intrinsic] public static Vector128<float> CompareNotLessThanOrEqual(Vector128<float> left, Vector128<float> right) => CompareNotLessThanOrEqual(left, right);
    [Intrinsic] public static Vector128<float> CompareOrdered(Vector128<float> left, Vector128<float> right) => CompareOrdered(left, right);
    [Intrinsic] public static Vector128<float> CompareScalarEqual(Vector128<float> left, Vector128<float> right) => CompareScalarEqual(left, right);
    [Intrinsic] public static Vector128<float> CompareScalarGreaterThan(Vector128<float> left, Vector128<float> right) => CompareScalarGreaterThan(left, right);
    [Intrinsic] public static Vector128<float> CompareScalarGreaterThanOrEqual(Vector128<float> left, Vector128<float> right) => CompareScalarGreaterThanOrEqual(left, right);
    [Intrinsic] public static Vector128<float> CompareScalarLessThan(Vector128<float> left, Vector128<float> right) => CompareScalarLessThan(left, right);
    [Intrinsic] public static Vector128<float> CompareScalarLessThanOrEqual(Vector128<float> left, Vector128<float> right) => CompareScalarLessThanOrEqual(left, right);
    [Intrinsic] public static Vector128<float> CompareScalarNotEqual(Vector128<float> left, Vector128<float> right) => CompareScalarNotEqual(left, right);
    [Intrinsic] public static Vector128<float> CompareScalarNotGreaterThan(Vector128<float> left, Vector128<float> right) => CompareScalarNotGreaterThan(left, right);
    [Intrinsic] public static Vector128<float> CompareScalarNotGreaterThanOrEqual(Vector128<float> left, Vector128<float> right) => CompareScalarNotGreaterThanOrEqual(left, right);
    [Intrinsic] public static Vector128<float> CompareScalarNotLessThan(Vector128<float> left, Vector128<float> right) => CompareScalarNotLessThan(left, right);
    [Intrinsic] public static Vector128<float> CompareScalarNotLessThanOrEqual(Vector128<float> left, Vector128<float> right) => CompareScalarNotLessThanOrEqual(left, right);
    [Intrinsic] public static Vector128<float> CompareScalarOrdered(Vector128<float> left, Vector128<float> right) => CompareScalarOrdered(left, right);
    [Intrinsic] public static bool CompareScalarOrderedEqual(Vector128<float> left, Vector128<float> right) => CompareScalarOrderedEqual(left, right);
    [Intrinsic] public static bool CompareScalarOrderedGreaterThan(Vector128<float> left, Vector128<float> right) => CompareScalarOrderedGreaterThan(left, right);
    [Intrinsic] public static bool CompareScalarOrderedGreaterThanOrEqual(Vector128<float> left, Vector128<float> right) => CompareScalarOrderedGreaterThanOrEqual(left, right);
    [Intrinsic] public static bool CompareScalarOrderedLessThan(Vector128<float> left, Vector128<float> right) => CompareScalarOrderedLessThan(left, right);
    [Intrinsic] public static bool CompareScalarOrderedLessThanOrEqual(Vector128<float> left, Vector128<float> right) => CompareScalarOrderedLessThanOrEqual(left, right);
    [Intrinsic] public static bool CompareScalarOrderedNotEqual(Vector128<float> left, Vector128<float> right) => CompareScalarOrderedNotEqual(left, right);
    [Intrinsic] public static Vector128<float> CompareScalarUnordered(Vector128<float> left, Vector128<float> right) => CompareScalarUnordered(left, right);
    [Intrinsic] public static bool CompareScalarUnorderedEqual(Vector128<float> left, Vector128<float> right) => CompareScalarUnorderedEqual(left, right);
    [Intrinsic] public static bool CompareScalarUnorderedGreaterThan(Vector128<float> left, Vector128<float> right) => CompareScalarUnorderedGreaterThan(left, right);
    [Intrinsic] public static bool CompareScalarUnorderedGreaterThanOrEqual(Vector128<float> left, Vector128<float> right) => CompareScalarUnorderedGreaterThanOrEqual(left, right);
    [Intrinsic] public static bool CompareScalarUnorderedLessThan(Vector128<float> left, Vector128<float> right) => CompareScalarUnorderedLessThan(left, right);
    [Intrinsic] public static bool CompareScalarUnorderedLessThanOrEqual(Vector128<float> left, Vector128<float> right) => CompareScalarUnorderedLessThanOrEqual(left, right);
    [Intrinsic] public static bool CompareScalarUnorderedNotEqual(Vector128<float> left, Vector128<float> right) => CompareScalarUnorderedNotEqual(left, right);
    [Intrinsic] public static Vector128<float> CompareUnordered(Vector128<float> left, Vector128<float> right) => CompareUnordered(left, right);
    [Intrinsic] public static Vector128<float> ConvertScalarToVector128Single(Vector128<float> upper, int value) => ConvertScalarToVector128Single(upper, value);
    [Intrinsic] public static int ConvertToInt32(Vector128<float> value) => ConvertToInt32(value);
    [Intrinsic] public static int ConvertToInt32WithTruncation(Vector128<float> value) => ConvertToInt32WithTruncation(value);
    [Intrinsic] public static Vector128<float> Divide(Vector128<float> left, Vector128<float> right) => Divide(left, right);
    [Intrinsic] public static Vector128<float> DivideScalar(Vector128<float> left, Vector128<float> right) => DivideScalar(left, right);
    [Intrinsic] public static unsafe Vector128<float> LoadAlignedVector128(float* address) => LoadAlignedVector128(address);
    [Intrinsic] public static unsafe Vector128<float> LoadHigh(Vector128<float> lower, float* address) => LoadHigh(lower, address);
    [Intrinsic] public static unsafe Vector128<float> LoadLow(Vector128<float> upper, float* address) => LoadLow(upper, address);
    [Intrinsic] public static unsafe Vector128<float> LoadScalarVector128(float* address) => LoadScalarVector128(address);
    [Intrinsic] public static unsafe Vector128<float> LoadVector128(float* address) => LoadVector128(address);
    [Intrinsic] public static Vector128<float> Max(Vector128<float> left, Vector128<float> right) => Max(left, right);
    [Intrinsic] public static Vector128<float> MaxScalar(Vector128<float> left, Vector128<float> right) => MaxScalar(left, right);
    [Intrinsic] public static Vector128<float> Min(Vector128<float> left, Vector128<float> right) => Min(left, right);
    [Intrinsic] public static Vector128<float> MinScalar(Vector128<float> left, Vector128<float> right) => MinScalar(left, right);
    [Intrinsic] public static Vector128<float> MoveHighToLow(Vector128<float> left, Vector128<float> right) => MoveHighToLow(left, right);
    [Intrinsic] public static Vector128<float> MoveLowToHigh(Vector128<float> left, Vector128<float> right) => MoveLowToHigh(left, right);
    [Intrinsic] public static int MoveMask(Vector128<float> value) => MoveMask(value);
    [Intrinsic] public static Vector128<float> MoveScalar(Vector128<float> upper, Vector128<float> value) => MoveScalar(upper, value);
    [Intrinsic] public static Vector128<float> Multiply(Vector128<float> left, Vector128<float> right) => Multiply(left, right);
    [Intrinsic] public static Vector128<float> MultiplyScalar(Vector128<float> left, Vector128<float> right) => MultiplyScalar(left, right);
    [Intrinsic] public static Vector128<float> Or(Vector128<float> left, Vector128<float> right) => Or(left, right);
    [Intrinsic] public static unsafe void Prefetch0(void* address) => Prefetch0(address);
    [Intrinsic] public static unsafe void Prefetch1(void* address) => Prefetch1(address);
    [Intrinsic] public static unsafe void Prefetch2(void* address) => Prefetch2(address);
    [Intrinsic] public static unsafe void PrefetchNonTemporal(void* address) => PrefetchNonTemporal(address);
    [Intrinsic] public static Vector128<float> Reciprocal(Vector128<float> value) => Reciprocal(value);
    [Intrinsic] public static Vector128<float> ReciprocalScalar(Vector128<float> value) => ReciprocalScalar(value);
    [Intrinsic] public static Vector128<float> ReciprocalScalar(Vector128<float> upper, Vector128<float> value) => ReciprocalScalar(upper, value);
    [Intrinsic] public static Vector128<float> ReciprocalSqrt(Vector128<float> value) => ReciprocalSqrt(value);
    [Intrinsic] public static Vector128<float> ReciprocalSqrtScalar(Vector128<float> value) => ReciprocalSqrtScalar(value);
    [Intrinsic] public static Vector128<float> ReciprocalSqrtScalar(Vector128<float> upper, Vector128<float> value) => ReciprocalSqrtScalar(upper, value);
    [Intrinsic] public static Vector128<float> Shuffle(Vector128<float> left, Vector128<float> right, byte control) => Shuffle(left, right, control);
    [Intrinsic] public static Vector128<float> Sqrt(Vector128<float> value) => Sqrt(value);
    [Intrinsic] public static Vector128<float> SqrtScalar(Vector128<float> value) => SqrtScalar(value);
    [Intrinsic] public static Vector128<float> SqrtScalar(Vector128<float> upper, Vector128<float> value) => SqrtScalar(upper, value);
    [Intrinsic] public static unsafe void Store(float* address, Vector128<float> source) => Store(address, source);
    [Intrinsic] public static unsafe void StoreAligned(float* address, Vector128<float> source) => StoreAligned(address, source);
    [Intrinsic] public static unsafe void StoreAlignedNonTemporal(float* address, Vector128<float> source) => StoreAlignedNonTemporal(address, source);
    [Intrinsic] public static void StoreFence() => StoreFence();
    [Intrinsic] public static unsafe void StoreHigh(float* address, Vector128<float> source) => StoreHigh(address, source);
    [Intrinsic] public static unsafe void StoreLow(float* address, Vector128<float> source) => StoreLow(address, source);
    [Intrinsic] public static unsafe void StoreScalar(float* address, Vector128<float> source) => StoreScalar(address, source);
    [Intrinsic] public static Vector128<float> Subtract(Vector128<float> left, Vector128<float> right) => Subtract(left, right);
    [Intrinsic] public static Vector128<float> SubtractScalar(Vector128<float> left, Vector128<float> right) => SubtractScalar(left, right);
    [Intrinsic] public static Vector128<float> UnpackHigh(Vector128<float> left, Vector128<float> right) => UnpackHigh(left, right);
    [Intrinsic] public static Vector128<float> UnpackLow(Vector128<float> left, Vector128<float> right) => UnpackLow(left, right);
    [Intrinsic] public static Vector128<float> Xor(Vector128<float> left, Vector128<float> right) => Xor(left, right);

    /// <summary>The forms that need 64-bit registers.</summary>
    [Intrinsic]
    public new abstract class X64 : X86Base.X64
    {
        public static new bool IsSupported { [Intrinsic] get => IsSupported; }

        [Intrinsic] public static Vector128<float> ConvertScalarToVector128Single(Vector128<float> upper, long value) => ConvertScalarToVector128Single(upper, value);
        [Intrinsic] public static long ConvertToInt64(Vector128<float> value) => ConvertToInt64(value);
        [Intrinsic] public static long ConvertToInt64WithTruncation(Vector128<float> value) => ConvertToInt64WithTruncation(value);
    }
}

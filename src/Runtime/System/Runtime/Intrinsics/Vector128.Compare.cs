using System.Runtime.CompilerServices;

namespace System.Runtime.Intrinsics;

public static partial class Vector128
{
    public static bool All<T>(Vector128<T> vector, T value) => vector == Create(value);
    public static bool Any<T>(Vector128<T> vector, T value) => EqualsAny(vector, Create(value));
    public static int Count<T>(Vector128<T> vector, T value) => System.Numerics.BitOperations.PopCount(Equals(vector, Create(value)).ExtractMostSignificantBits());
    [Intrinsic] public static Vector128<T> Equals<T>(Vector128<T> left, Vector128<T> right) => Equals<T>(left, right);
    public static bool EqualsAll<T>(Vector128<T> left, Vector128<T> right) => left == right;
    [Intrinsic] public static bool EqualsAny<T>(Vector128<T> left, Vector128<T> right) => EqualsAny<T>(left, right);
    [Intrinsic] public static uint ExtractMostSignificantBits<T>(this Vector128<T> vector) => ExtractMostSignificantBits<T>(vector);
    [Intrinsic] public static Vector128<T> GreaterThan<T>(Vector128<T> left, Vector128<T> right) => GreaterThan<T>(left, right);
    [Intrinsic] public static bool GreaterThanAll<T>(Vector128<T> left, Vector128<T> right) => GreaterThanAll<T>(left, right);
    [Intrinsic] public static bool GreaterThanAny<T>(Vector128<T> left, Vector128<T> right) => GreaterThanAny<T>(left, right);
    [Intrinsic] public static Vector128<T> GreaterThanOrEqual<T>(Vector128<T> left, Vector128<T> right) => GreaterThanOrEqual<T>(left, right);
    [Intrinsic] public static bool GreaterThanOrEqualAll<T>(Vector128<T> left, Vector128<T> right) => GreaterThanOrEqualAll<T>(left, right);
    [Intrinsic] public static bool GreaterThanOrEqualAny<T>(Vector128<T> left, Vector128<T> right) => GreaterThanOrEqualAny<T>(left, right);
    [Intrinsic] public static Vector128<T> LessThan<T>(Vector128<T> left, Vector128<T> right) => LessThan<T>(left, right);
    [Intrinsic] public static bool LessThanAll<T>(Vector128<T> left, Vector128<T> right) => LessThanAll<T>(left, right);
    [Intrinsic] public static bool LessThanAny<T>(Vector128<T> left, Vector128<T> right) => LessThanAny<T>(left, right);
    [Intrinsic] public static Vector128<T> LessThanOrEqual<T>(Vector128<T> left, Vector128<T> right) => LessThanOrEqual<T>(left, right);
    [Intrinsic] public static bool LessThanOrEqualAll<T>(Vector128<T> left, Vector128<T> right) => LessThanOrEqualAll<T>(left, right);
    [Intrinsic] public static bool LessThanOrEqualAny<T>(Vector128<T> left, Vector128<T> right) => LessThanOrEqualAny<T>(left, right);
    public static bool None<T>(Vector128<T> vector, T value) => !EqualsAny(vector, Create(value));
}

using System.Runtime.CompilerServices;

namespace System.Runtime.Intrinsics;

public static partial class Vector128
{
    [Intrinsic] public static Vector128<T> Abs<T>(Vector128<T> vector) => Abs<T>(vector);
    public static Vector128<T> Add<T>(Vector128<T> left, Vector128<T> right) => left + right;
    [Intrinsic] public static Vector128<T> AddSaturate<T>(Vector128<T> left, Vector128<T> right) => AddSaturate<T>(left, right);
    [Intrinsic] public static Vector128<T> AndNot<T>(Vector128<T> left, Vector128<T> right) => AndNot<T>(left, right);
    public static Vector128<T> BitwiseAnd<T>(Vector128<T> left, Vector128<T> right) => left & right;
    public static Vector128<T> BitwiseOr<T>(Vector128<T> left, Vector128<T> right) => left | right;
    [Intrinsic] public static Vector128<float> Ceiling(Vector128<float> vector) => Ceiling(vector);
    [Intrinsic] public static Vector128<double> Ceiling(Vector128<double> vector) => Ceiling(vector);
    [Intrinsic] public static Vector128<T> ConditionalSelect<T>(Vector128<T> condition, Vector128<T> left, Vector128<T> right) => ConditionalSelect<T>(condition, left, right);
    public static Vector128<T> Divide<T>(Vector128<T> left, Vector128<T> right) => left / right;
    [Intrinsic] public static T Dot<T>(Vector128<T> left, Vector128<T> right) => Dot<T>(left, right);
    [Intrinsic] public static Vector128<float> Floor(Vector128<float> vector) => Floor(vector);
    [Intrinsic] public static Vector128<double> Floor(Vector128<double> vector) => Floor(vector);
    [Intrinsic] public static Vector128<T> Max<T>(Vector128<T> left, Vector128<T> right) => Max<T>(left, right);
    [Intrinsic] public static Vector128<T> Min<T>(Vector128<T> left, Vector128<T> right) => Min<T>(left, right);
    public static Vector128<T> Multiply<T>(Vector128<T> left, Vector128<T> right) => left * right;
    public static Vector128<T> Multiply<T>(Vector128<T> left, T right) => left * right;
    public static Vector128<T> Multiply<T>(T left, Vector128<T> right) => left * right;
    public static Vector128<T> Negate<T>(Vector128<T> vector) => -vector;
    public static Vector128<T> OnesComplement<T>(Vector128<T> vector) => ~vector;
    public static Vector128<byte> ShiftLeft(Vector128<byte> vector, int shiftCount) => vector << shiftCount;
    public static Vector128<short> ShiftLeft(Vector128<short> vector, int shiftCount) => vector << shiftCount;
    public static Vector128<int> ShiftLeft(Vector128<int> vector, int shiftCount) => vector << shiftCount;
    public static Vector128<long> ShiftLeft(Vector128<long> vector, int shiftCount) => vector << shiftCount;
    public static Vector128<nint> ShiftLeft(Vector128<nint> vector, int shiftCount) => vector << shiftCount;
    public static Vector128<nuint> ShiftLeft(Vector128<nuint> vector, int shiftCount) => vector << shiftCount;
    public static Vector128<sbyte> ShiftLeft(Vector128<sbyte> vector, int shiftCount) => vector << shiftCount;
    public static Vector128<ushort> ShiftLeft(Vector128<ushort> vector, int shiftCount) => vector << shiftCount;
    public static Vector128<uint> ShiftLeft(Vector128<uint> vector, int shiftCount) => vector << shiftCount;
    public static Vector128<ulong> ShiftLeft(Vector128<ulong> vector, int shiftCount) => vector << shiftCount;
    public static Vector128<short> ShiftRightArithmetic(Vector128<short> vector, int shiftCount) => vector >> shiftCount;
    public static Vector128<int> ShiftRightArithmetic(Vector128<int> vector, int shiftCount) => vector >> shiftCount;
    public static Vector128<long> ShiftRightArithmetic(Vector128<long> vector, int shiftCount) => vector >> shiftCount;
    public static Vector128<nint> ShiftRightArithmetic(Vector128<nint> vector, int shiftCount) => vector >> shiftCount;
    public static Vector128<sbyte> ShiftRightArithmetic(Vector128<sbyte> vector, int shiftCount) => vector >> shiftCount;
    public static Vector128<byte> ShiftRightLogical(Vector128<byte> vector, int shiftCount) => vector >>> shiftCount;
    public static Vector128<short> ShiftRightLogical(Vector128<short> vector, int shiftCount) => vector >>> shiftCount;
    public static Vector128<int> ShiftRightLogical(Vector128<int> vector, int shiftCount) => vector >>> shiftCount;
    public static Vector128<long> ShiftRightLogical(Vector128<long> vector, int shiftCount) => vector >>> shiftCount;
    public static Vector128<nint> ShiftRightLogical(Vector128<nint> vector, int shiftCount) => vector >>> shiftCount;
    public static Vector128<nuint> ShiftRightLogical(Vector128<nuint> vector, int shiftCount) => vector >>> shiftCount;
    public static Vector128<sbyte> ShiftRightLogical(Vector128<sbyte> vector, int shiftCount) => vector >>> shiftCount;
    public static Vector128<ushort> ShiftRightLogical(Vector128<ushort> vector, int shiftCount) => vector >>> shiftCount;
    public static Vector128<uint> ShiftRightLogical(Vector128<uint> vector, int shiftCount) => vector >>> shiftCount;
    public static Vector128<ulong> ShiftRightLogical(Vector128<ulong> vector, int shiftCount) => vector >>> shiftCount;
    public static Vector128<T> Subtract<T>(Vector128<T> left, Vector128<T> right) => left - right;
    [Intrinsic] public static Vector128<T> SubtractSaturate<T>(Vector128<T> left, Vector128<T> right) => SubtractSaturate<T>(left, right);
    [Intrinsic] public static T Sum<T>(Vector128<T> vector) => Sum<T>(vector);
    public static Vector128<T> Xor<T>(Vector128<T> left, Vector128<T> right) => left ^ right;
}

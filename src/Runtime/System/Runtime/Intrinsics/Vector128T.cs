using System.Runtime.CompilerServices;

namespace System.Runtime.Intrinsics;

/// <summary>A 128-bit register seen as lanes of <typeparamref name="T"/>, a primitive number.</summary>
[Intrinsic]
public readonly struct Vector128<T> : IEquatable<Vector128<T>>
{
    private readonly ulong _lower;
    private readonly ulong _upper;

    public static int Count { [Intrinsic] get => Count; }
    public static bool IsSupported { [Intrinsic] get => IsSupported; }
    public static Vector128<T> Zero { [Intrinsic] get => Zero; }
    public static Vector128<T> One { [Intrinsic] get => One; }
    public static Vector128<T> AllBitsSet { [Intrinsic] get => AllBitsSet; }
    public static Vector128<T> Indices { [Intrinsic] get => Indices; }

    public T this[int index] => Vector128.GetElement(this, index);

    [Intrinsic] public static Vector128<T> operator +(Vector128<T> left, Vector128<T> right) => left + right;
    [Intrinsic] public static Vector128<T> operator -(Vector128<T> left, Vector128<T> right) => left - right;
    [Intrinsic] public static Vector128<T> operator *(Vector128<T> left, Vector128<T> right) => left * right;
    [Intrinsic] public static Vector128<T> operator *(Vector128<T> left, T right) => left * right;
    [Intrinsic] public static Vector128<T> operator *(T left, Vector128<T> right) => left * right;
    [Intrinsic] public static Vector128<T> operator /(Vector128<T> left, Vector128<T> right) => left / right;
    [Intrinsic] public static Vector128<T> operator &(Vector128<T> left, Vector128<T> right) => left & right;
    [Intrinsic] public static Vector128<T> operator |(Vector128<T> left, Vector128<T> right) => left | right;
    [Intrinsic] public static Vector128<T> operator ^(Vector128<T> left, Vector128<T> right) => left ^ right;
    [Intrinsic] public static Vector128<T> operator ~(Vector128<T> vector) => ~vector;
    [Intrinsic] public static Vector128<T> operator -(Vector128<T> vector) => -vector;
    [Intrinsic] public static Vector128<T> operator +(Vector128<T> value) => value;
    [Intrinsic] public static Vector128<T> operator <<(Vector128<T> value, int shiftCount) => value << shiftCount;
    [Intrinsic] public static Vector128<T> operator >>(Vector128<T> value, int shiftCount) => value >> shiftCount;
    [Intrinsic] public static Vector128<T> operator >>>(Vector128<T> value, int shiftCount) => value >>> shiftCount;
    [Intrinsic] public static bool operator ==(Vector128<T> left, Vector128<T> right) => left == right;
    [Intrinsic] public static bool operator !=(Vector128<T> left, Vector128<T> right) => left != right;

    public bool Equals(Vector128<T> other) => this == other;

    public override bool Equals(object? obj) => obj is Vector128<T> other && this == other;

    public override int GetHashCode() => (int)_lower ^ (int)(_lower >> 32) ^ ((int)_upper * 31) ^ (int)(_upper >> 32);
}

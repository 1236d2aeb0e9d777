using System.Runtime.CompilerServices;

namespace System.Runtime.Intrinsics;

/// <summary>128-bit vectors. The compiler replaces each call by instructions; the bodies only exist for its sake.</summary>
public static partial class Vector128
{
    [Intrinsic] public static Vector128<T> Create<T>(T value) => Create<T>(value);
    [Intrinsic] public static Vector128<byte> Create(byte value) => Create(value);
    [Intrinsic] public static Vector128<double> Create(double value) => Create(value);
    [Intrinsic] public static Vector128<short> Create(short value) => Create(value);
    [Intrinsic] public static Vector128<int> Create(int value) => Create(value);
    [Intrinsic] public static Vector128<long> Create(long value) => Create(value);
    [Intrinsic] public static Vector128<nint> Create(nint value) => Create(value);
    [Intrinsic] public static Vector128<nuint> Create(nuint value) => Create(value);
    [Intrinsic] public static Vector128<sbyte> Create(sbyte value) => Create(value);
    [Intrinsic] public static Vector128<float> Create(float value) => Create(value);
    [Intrinsic] public static Vector128<ushort> Create(ushort value) => Create(value);
    [Intrinsic] public static Vector128<uint> Create(uint value) => Create(value);
    [Intrinsic] public static Vector128<ulong> Create(ulong value) => Create(value);
    [Intrinsic] public static Vector128<byte> Create(byte e0, byte e1, byte e2, byte e3, byte e4, byte e5, byte e6, byte e7, byte e8, byte e9, byte e10, byte e11, byte e12, byte e13, byte e14, byte e15) => Create(e0, e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, e11, e12, e13, e14, e15);
    [Intrinsic] public static Vector128<double> Create(double e0, double e1) => Create(e0, e1);
    [Intrinsic] public static Vector128<short> Create(short e0, short e1, short e2, short e3, short e4, short e5, short e6, short e7) => Create(e0, e1, e2, e3, e4, e5, e6, e7);
    [Intrinsic] public static Vector128<int> Create(int e0, int e1, int e2, int e3) => Create(e0, e1, e2, e3);
    [Intrinsic] public static Vector128<long> Create(long e0, long e1) => Create(e0, e1);
    [Intrinsic] public static Vector128<sbyte> Create(sbyte e0, sbyte e1, sbyte e2, sbyte e3, sbyte e4, sbyte e5, sbyte e6, sbyte e7, sbyte e8, sbyte e9, sbyte e10, sbyte e11, sbyte e12, sbyte e13, sbyte e14, sbyte e15) => Create(e0, e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, e11, e12, e13, e14, e15);
    [Intrinsic] public static Vector128<float> Create(float e0, float e1, float e2, float e3) => Create(e0, e1, e2, e3);
    [Intrinsic] public static Vector128<ushort> Create(ushort e0, ushort e1, ushort e2, ushort e3, ushort e4, ushort e5, ushort e6, ushort e7) => Create(e0, e1, e2, e3, e4, e5, e6, e7);
    [Intrinsic] public static Vector128<uint> Create(uint e0, uint e1, uint e2, uint e3) => Create(e0, e1, e2, e3);
    [Intrinsic] public static Vector128<ulong> Create(ulong e0, ulong e1) => Create(e0, e1);
    [Intrinsic] public static Vector128<T> CreateScalar<T>(T value) => CreateScalar<T>(value);
    [Intrinsic] public static Vector128<byte> CreateScalar(byte value) => CreateScalar(value);
    [Intrinsic] public static Vector128<double> CreateScalar(double value) => CreateScalar(value);
    [Intrinsic] public static Vector128<short> CreateScalar(short value) => CreateScalar(value);
    [Intrinsic] public static Vector128<int> CreateScalar(int value) => CreateScalar(value);
    [Intrinsic] public static Vector128<long> CreateScalar(long value) => CreateScalar(value);
    [Intrinsic] public static Vector128<nint> CreateScalar(nint value) => CreateScalar(value);
    [Intrinsic] public static Vector128<nuint> CreateScalar(nuint value) => CreateScalar(value);
    [Intrinsic] public static Vector128<sbyte> CreateScalar(sbyte value) => CreateScalar(value);
    [Intrinsic] public static Vector128<float> CreateScalar(float value) => CreateScalar(value);
    [Intrinsic] public static Vector128<ushort> CreateScalar(ushort value) => CreateScalar(value);
    [Intrinsic] public static Vector128<uint> CreateScalar(uint value) => CreateScalar(value);
    [Intrinsic] public static Vector128<ulong> CreateScalar(ulong value) => CreateScalar(value);
    [Intrinsic] public static Vector128<T> CreateScalarUnsafe<T>(T value) => CreateScalarUnsafe<T>(value);
    [Intrinsic] public static Vector128<byte> CreateScalarUnsafe(byte value) => CreateScalarUnsafe(value);
    [Intrinsic] public static Vector128<double> CreateScalarUnsafe(double value) => CreateScalarUnsafe(value);
    [Intrinsic] public static Vector128<short> CreateScalarUnsafe(short value) => CreateScalarUnsafe(value);
    [Intrinsic] public static Vector128<int> CreateScalarUnsafe(int value) => CreateScalarUnsafe(value);
    [Intrinsic] public static Vector128<long> CreateScalarUnsafe(long value) => CreateScalarUnsafe(value);
    [Intrinsic] public static Vector128<nint> CreateScalarUnsafe(nint value) => CreateScalarUnsafe(value);
    [Intrinsic] public static Vector128<nuint> CreateScalarUnsafe(nuint value) => CreateScalarUnsafe(value);
    [Intrinsic] public static Vector128<sbyte> CreateScalarUnsafe(sbyte value) => CreateScalarUnsafe(value);
    [Intrinsic] public static Vector128<float> CreateScalarUnsafe(float value) => CreateScalarUnsafe(value);
    [Intrinsic] public static Vector128<ushort> CreateScalarUnsafe(ushort value) => CreateScalarUnsafe(value);
    [Intrinsic] public static Vector128<uint> CreateScalarUnsafe(uint value) => CreateScalarUnsafe(value);
    [Intrinsic] public static Vector128<ulong> CreateScalarUnsafe(ulong value) => CreateScalarUnsafe(value);
    [Intrinsic] public static Vector128<T> CreateSequence<T>(T start, T step) => CreateSequence<T>(start, step);
}

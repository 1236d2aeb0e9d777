using System.Runtime;
using System.Runtime.CompilerServices;

namespace System.Threading;

// SAFETY: every reinterpretation keeps the size and the address of the location. References go through the assembly helpers,
// which apply the collector's write barrier.
public static partial class Interlocked
{
    [Intrinsic]
    public static int Exchange(ref int location1, int value) => Exchange(ref location1, value);

    [Intrinsic]
    public static int CompareExchange(ref int location1, int value, int comparand) =>
        CompareExchange(ref location1, value, comparand);

    [Intrinsic]
    public static long Exchange(ref long location1, long value) => Exchange(ref location1, value);

    [Intrinsic]
    public static long CompareExchange(ref long location1, long value, long comparand) =>
        CompareExchange(ref location1, value, comparand);

    [Intrinsic]
    public static byte Exchange(ref byte location1, byte value) => Exchange(ref location1, value);

    [Intrinsic]
    public static byte CompareExchange(ref byte location1, byte value, byte comparand) =>
        CompareExchange(ref location1, value, comparand);

    [Intrinsic]
    public static ushort Exchange(ref ushort location1, ushort value) => Exchange(ref location1, value);

    [Intrinsic]
    public static ushort CompareExchange(ref ushort location1, ushort value, ushort comparand) =>
        CompareExchange(ref location1, value, comparand);

    public static uint Exchange(ref uint location1, uint value) =>
        (uint)Exchange(ref Unsafe.As<uint, int>(ref location1), (int)value);

    public static uint CompareExchange(ref uint location1, uint value, uint comparand) =>
        (uint)CompareExchange(ref Unsafe.As<uint, int>(ref location1), (int)value, (int)comparand);

    public static ulong Exchange(ref ulong location1, ulong value) =>
        (ulong)Exchange(ref Unsafe.As<ulong, long>(ref location1), (long)value);

    public static ulong CompareExchange(ref ulong location1, ulong value, ulong comparand) =>
        (ulong)CompareExchange(ref Unsafe.As<ulong, long>(ref location1), (long)value, (long)comparand);

    public static sbyte Exchange(ref sbyte location1, sbyte value) =>
        (sbyte)Exchange(ref Unsafe.As<sbyte, byte>(ref location1), (byte)value);

    public static sbyte CompareExchange(ref sbyte location1, sbyte value, sbyte comparand) =>
        (sbyte)CompareExchange(ref Unsafe.As<sbyte, byte>(ref location1), (byte)value, (byte)comparand);

    public static short Exchange(ref short location1, short value) =>
        (short)Exchange(ref Unsafe.As<short, ushort>(ref location1), (ushort)value);

    public static short CompareExchange(ref short location1, short value, short comparand) =>
        (short)CompareExchange(ref Unsafe.As<short, ushort>(ref location1), (ushort)value, (ushort)comparand);

    public static nint Exchange(ref nint location1, nint value) =>
        (nint)Exchange(ref Unsafe.As<nint, long>(ref location1), (long)value);

    public static nint CompareExchange(ref nint location1, nint value, nint comparand) =>
        (nint)CompareExchange(ref Unsafe.As<nint, long>(ref location1), (long)value, (long)comparand);

    public static nuint Exchange(ref nuint location1, nuint value) =>
        (nuint)Exchange(ref Unsafe.As<nuint, long>(ref location1), (long)value);

    public static nuint CompareExchange(ref nuint location1, nuint value, nuint comparand) =>
        (nuint)CompareExchange(ref Unsafe.As<nuint, long>(ref location1), (long)value, (long)comparand);

    public static float Exchange(ref float location1, float value)
    {
        int previous = Exchange(ref Unsafe.As<float, int>(ref location1), Unsafe.As<float, int>(ref value));
        return Unsafe.As<int, float>(ref previous);
    }

    /// <summary>Compares bits, not numbers: NaN equals the same NaN, and 0 is not -0.</summary>
    public static float CompareExchange(ref float location1, float value, float comparand)
    {
        int previous = CompareExchange(
            ref Unsafe.As<float, int>(ref location1), Unsafe.As<float, int>(ref value), Unsafe.As<float, int>(ref comparand));
        return Unsafe.As<int, float>(ref previous);
    }

    public static double Exchange(ref double location1, double value)
    {
        long previous = Exchange(ref Unsafe.As<double, long>(ref location1), Unsafe.As<double, long>(ref value));
        return Unsafe.As<long, double>(ref previous);
    }

    /// <summary>Compares bits, not numbers: NaN equals the same NaN, and 0 is not -0.</summary>
    public static double CompareExchange(ref double location1, double value, double comparand)
    {
        long previous = CompareExchange(
            ref Unsafe.As<double, long>(ref location1), Unsafe.As<double, long>(ref value), Unsafe.As<double, long>(ref comparand));
        return Unsafe.As<long, double>(ref previous);
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "RhpCheckedXchg")]
    private static extern object? ExchangeReference(ref object? location1, object? value);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "RhpCheckedLockCmpXchg")]
    private static extern object? CompareExchangeReference(ref object? location1, object? value, object? comparand);

    public static object? Exchange(ref object? location1, object? value) => ExchangeReference(ref location1, value);

    public static object? CompareExchange(ref object? location1, object? value, object? comparand) =>
        CompareExchangeReference(ref location1, value, comparand);

    /// <summary>For references, primitives and enumerations.</summary>
    /// <exception cref="NotSupportedException">Any other type.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exchange<T>(ref T location1, T value)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            if (Unsafe.SizeOf<T>() != Unsafe.SizeOf<object>())
                throw UnsupportedType();
            object? reference = ExchangeReference(ref Unsafe.As<T, object?>(ref location1), Unsafe.As<T, object?>(ref value));
            return Unsafe.As<object?, T>(ref reference);
        }

        if (Unsafe.SizeOf<T>() == 1)
        {
            byte previous = Exchange(ref Unsafe.As<T, byte>(ref location1), Unsafe.As<T, byte>(ref value));
            return Unsafe.As<byte, T>(ref previous);
        }
        if (Unsafe.SizeOf<T>() == 2)
        {
            ushort previous = Exchange(ref Unsafe.As<T, ushort>(ref location1), Unsafe.As<T, ushort>(ref value));
            return Unsafe.As<ushort, T>(ref previous);
        }
        if (Unsafe.SizeOf<T>() == 4)
        {
            int previous = Exchange(ref Unsafe.As<T, int>(ref location1), Unsafe.As<T, int>(ref value));
            return Unsafe.As<int, T>(ref previous);
        }
        if (Unsafe.SizeOf<T>() == 8)
        {
            long previous = Exchange(ref Unsafe.As<T, long>(ref location1), Unsafe.As<T, long>(ref value));
            return Unsafe.As<long, T>(ref previous);
        }
        throw UnsupportedType();
    }

    /// <summary>For references, primitives and enumerations.</summary>
    /// <exception cref="NotSupportedException">Any other type.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T CompareExchange<T>(ref T location1, T value, T comparand)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            if (Unsafe.SizeOf<T>() != Unsafe.SizeOf<object>())
                throw UnsupportedType();
            object? reference = CompareExchangeReference(
                ref Unsafe.As<T, object?>(ref location1), Unsafe.As<T, object?>(ref value), Unsafe.As<T, object?>(ref comparand));
            return Unsafe.As<object?, T>(ref reference);
        }

        if (Unsafe.SizeOf<T>() == 1)
        {
            byte previous = CompareExchange(
                ref Unsafe.As<T, byte>(ref location1), Unsafe.As<T, byte>(ref value), Unsafe.As<T, byte>(ref comparand));
            return Unsafe.As<byte, T>(ref previous);
        }
        if (Unsafe.SizeOf<T>() == 2)
        {
            ushort previous = CompareExchange(
                ref Unsafe.As<T, ushort>(ref location1), Unsafe.As<T, ushort>(ref value), Unsafe.As<T, ushort>(ref comparand));
            return Unsafe.As<ushort, T>(ref previous);
        }
        if (Unsafe.SizeOf<T>() == 4)
        {
            int previous = CompareExchange(
                ref Unsafe.As<T, int>(ref location1), Unsafe.As<T, int>(ref value), Unsafe.As<T, int>(ref comparand));
            return Unsafe.As<int, T>(ref previous);
        }
        if (Unsafe.SizeOf<T>() == 8)
        {
            long previous = CompareExchange(
                ref Unsafe.As<T, long>(ref location1), Unsafe.As<T, long>(ref value), Unsafe.As<T, long>(ref comparand));
            return Unsafe.As<long, T>(ref previous);
        }
        throw UnsupportedType();
    }

    private static NotSupportedException UnsupportedType() =>
        new("The specified type must be a reference type, a primitive type, or an enum type.");
}

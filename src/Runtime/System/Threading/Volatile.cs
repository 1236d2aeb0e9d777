using System.Runtime.CompilerServices;

namespace System.Threading;

/// <summary>Reads with acquire and writes with release ordering, which the compiler may neither merge nor hoist.</summary>
// SAFETY: a location is viewed as a structure with one volatile field of the same type, so size and alignment agree.
public static class Volatile
{
    /// <summary>No later memory access moves before this point's earlier reads.</summary>
    public static void ReadBarrier() => Interlocked.MemoryBarrier();

    /// <summary>No earlier memory access moves after this point's later writes.</summary>
    public static void WriteBarrier() => Interlocked.MemoryBarrier();

    private struct VolatileBoolean
    {
        internal volatile bool Value;
    }

    [Intrinsic]
    public static bool Read(ref readonly bool location) => Unsafe.As<bool, VolatileBoolean>(ref Unsafe.AsRef(in location)).Value;

    [Intrinsic]
    public static void Write(ref bool location, bool value) => Unsafe.As<bool, VolatileBoolean>(ref location).Value = value;

    private struct VolatileSByte
    {
        internal volatile sbyte Value;
    }

    [Intrinsic]
    public static sbyte Read(ref readonly sbyte location) => Unsafe.As<sbyte, VolatileSByte>(ref Unsafe.AsRef(in location)).Value;

    [Intrinsic]
    public static void Write(ref sbyte location, sbyte value) => Unsafe.As<sbyte, VolatileSByte>(ref location).Value = value;

    private struct VolatileByte
    {
        internal volatile byte Value;
    }

    [Intrinsic]
    public static byte Read(ref readonly byte location) => Unsafe.As<byte, VolatileByte>(ref Unsafe.AsRef(in location)).Value;

    [Intrinsic]
    public static void Write(ref byte location, byte value) => Unsafe.As<byte, VolatileByte>(ref location).Value = value;

    private struct VolatileInt16
    {
        internal volatile short Value;
    }

    [Intrinsic]
    public static short Read(ref readonly short location) => Unsafe.As<short, VolatileInt16>(ref Unsafe.AsRef(in location)).Value;

    [Intrinsic]
    public static void Write(ref short location, short value) => Unsafe.As<short, VolatileInt16>(ref location).Value = value;

    private struct VolatileUInt16
    {
        internal volatile ushort Value;
    }

    [Intrinsic]
    public static ushort Read(ref readonly ushort location) => Unsafe.As<ushort, VolatileUInt16>(ref Unsafe.AsRef(in location)).Value;

    [Intrinsic]
    public static void Write(ref ushort location, ushort value) => Unsafe.As<ushort, VolatileUInt16>(ref location).Value = value;

    private struct VolatileInt32
    {
        internal volatile int Value;
    }

    [Intrinsic]
    public static int Read(ref readonly int location) => Unsafe.As<int, VolatileInt32>(ref Unsafe.AsRef(in location)).Value;

    [Intrinsic]
    public static void Write(ref int location, int value) => Unsafe.As<int, VolatileInt32>(ref location).Value = value;

    private struct VolatileUInt32
    {
        internal volatile uint Value;
    }

    [Intrinsic]
    public static uint Read(ref readonly uint location) => Unsafe.As<uint, VolatileUInt32>(ref Unsafe.AsRef(in location)).Value;

    [Intrinsic]
    public static void Write(ref uint location, uint value) => Unsafe.As<uint, VolatileUInt32>(ref location).Value = value;

    private struct VolatileIntPtr
    {
        internal volatile nint Value;
    }

    [Intrinsic]
    public static nint Read(ref readonly nint location) => Unsafe.As<nint, VolatileIntPtr>(ref Unsafe.AsRef(in location)).Value;

    [Intrinsic]
    public static void Write(ref nint location, nint value) => Unsafe.As<nint, VolatileIntPtr>(ref location).Value = value;

    private struct VolatileUIntPtr
    {
        internal volatile nuint Value;
    }

    [Intrinsic]
    public static nuint Read(ref readonly nuint location) => Unsafe.As<nuint, VolatileUIntPtr>(ref Unsafe.AsRef(in location)).Value;

    [Intrinsic]
    public static void Write(ref nuint location, nuint value) => Unsafe.As<nuint, VolatileUIntPtr>(ref location).Value = value;

    private struct VolatileSingle
    {
        internal volatile float Value;
    }

    [Intrinsic]
    public static float Read(ref readonly float location) => Unsafe.As<float, VolatileSingle>(ref Unsafe.AsRef(in location)).Value;

    [Intrinsic]
    public static void Write(ref float location, float value) => Unsafe.As<float, VolatileSingle>(ref location).Value = value;

    [Intrinsic]
    public static long Read(ref readonly long location) =>
        (long)Unsafe.As<long, VolatileIntPtr>(ref Unsafe.AsRef(in location)).Value;

    [Intrinsic]
    public static void Write(ref long location, long value) => Unsafe.As<long, VolatileIntPtr>(ref location).Value = (nint)value;

    [Intrinsic]
    public static ulong Read(ref readonly ulong location) =>
        (ulong)Unsafe.As<ulong, VolatileIntPtr>(ref Unsafe.AsRef(in location)).Value;

    [Intrinsic]
    public static void Write(ref ulong location, ulong value) => Unsafe.As<ulong, VolatileIntPtr>(ref location).Value = (nint)value;

    [Intrinsic]
    public static double Read(ref readonly double location)
    {
        long bits = Read(ref Unsafe.As<double, long>(ref Unsafe.AsRef(in location)));
        return Unsafe.As<long, double>(ref bits);
    }

    [Intrinsic]
    public static void Write(ref double location, double value) =>
        Write(ref Unsafe.As<double, long>(ref location), Unsafe.As<double, long>(ref value));

    private struct VolatileReference
    {
        internal volatile object? Value;
    }

    [Intrinsic]
    public static T Read<T>(ref readonly T location)
        where T : class?
    {
        object? value = Unsafe.As<T, VolatileReference>(ref Unsafe.AsRef(in location)).Value;
        return Unsafe.As<object?, T>(ref value);
    }

    [Intrinsic]
    public static void Write<T>(ref T location, T value)
        where T : class? =>
        Unsafe.As<T, VolatileReference>(ref location).Value = value;
}

using System.Runtime.CompilerServices;

namespace System.Threading;

/// <summary>Atomic operations on variables that several threads share. Each is a full memory fence.</summary>
/// <remarks>Methods that call themselves are expanded by the compiler into one locked instruction.</remarks>
public static partial class Interlocked
{
    public static int Increment(ref int location) => ExchangeAdd(ref location, 1) + 1;

    public static uint Increment(ref uint location) => Add(ref location, 1);

    public static long Increment(ref long location) => ExchangeAdd(ref location, 1) + 1;

    public static ulong Increment(ref ulong location) => Add(ref location, 1);

    public static int Decrement(ref int location) => ExchangeAdd(ref location, -1) - 1;

    public static uint Decrement(ref uint location) => (uint)Add(ref Unsafe.As<uint, int>(ref location), -1);

    public static long Decrement(ref long location) => ExchangeAdd(ref location, -1) - 1;

    public static ulong Decrement(ref ulong location) => (ulong)Add(ref Unsafe.As<ulong, long>(ref location), -1);

    public static int Add(ref int location1, int value) => ExchangeAdd(ref location1, value) + value;

    public static uint Add(ref uint location1, uint value) =>
        (uint)Add(ref Unsafe.As<uint, int>(ref location1), (int)value);

    public static long Add(ref long location1, long value) => ExchangeAdd(ref location1, value) + value;

    public static ulong Add(ref ulong location1, ulong value) =>
        (ulong)Add(ref Unsafe.As<ulong, long>(ref location1), (long)value);

    /// <summary>Reads 64 bits atomically, with a full fence.</summary>
    public static long Read(ref readonly long location) => CompareExchange(ref Unsafe.AsRef(in location), 0, 0);

    public static ulong Read(ref readonly ulong location) => CompareExchange(ref Unsafe.AsRef(in location), 0, 0);

    [Intrinsic]
    public static void MemoryBarrier() => MemoryBarrier();

    [Intrinsic]
    private static int ExchangeAdd(ref int location, int value) => ExchangeAdd(ref location, value);

    [Intrinsic]
    private static long ExchangeAdd(ref long location, long value) => ExchangeAdd(ref location, value);

    /// <summary>Stores <c>location1 &amp; value</c> and returns the value that stood there before.</summary>
    public static int And(ref int location1, int value)
    {
        int current = location1;
        while (true)
        {
            int previous = CompareExchange(ref location1, current & value, current);
            if (previous == current)
                return previous;
            current = previous;
        }
    }

    /// <summary>Stores <c>location1 &amp; value</c> and returns the value that stood there before.</summary>
    public static long And(ref long location1, long value)
    {
        long current = location1;
        while (true)
        {
            long previous = CompareExchange(ref location1, current & value, current);
            if (previous == current)
                return previous;
            current = previous;
        }
    }

    public static uint And(ref uint location1, uint value) =>
        (uint)And(ref Unsafe.As<uint, int>(ref location1), (int)value);

    public static ulong And(ref ulong location1, ulong value) =>
        (ulong)And(ref Unsafe.As<ulong, long>(ref location1), (long)value);

    /// <summary>Stores <c>location1 | value</c> and returns the value that stood there before.</summary>
    public static int Or(ref int location1, int value)
    {
        int current = location1;
        while (true)
        {
            int previous = CompareExchange(ref location1, current | value, current);
            if (previous == current)
                return previous;
            current = previous;
        }
    }

    /// <summary>Stores <c>location1 | value</c> and returns the value that stood there before.</summary>
    public static long Or(ref long location1, long value)
    {
        long current = location1;
        while (true)
        {
            long previous = CompareExchange(ref location1, current | value, current);
            if (previous == current)
                return previous;
            current = previous;
        }
    }

    public static uint Or(ref uint location1, uint value) =>
        (uint)Or(ref Unsafe.As<uint, int>(ref location1), (int)value);

    public static ulong Or(ref ulong location1, ulong value) =>
        (ulong)Or(ref Unsafe.As<ulong, long>(ref location1), (long)value);
}

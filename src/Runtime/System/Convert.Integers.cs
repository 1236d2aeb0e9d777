namespace System;

// To the integers of 32 and 64 bits.
public static partial class Convert
{
    public static int ToInt32(bool value) => value ? 1 : 0;

    public static int ToInt32(char value) => value;

    public static int ToInt32(sbyte value) => value;

    public static int ToInt32(byte value) => value;

    public static int ToInt32(short value) => value;

    public static int ToInt32(ushort value) => value;

    public static int ToInt32(int value) => value;

    public static int ToInt32(uint value)
    {
        if (value > int.MaxValue)
        {
            Number.ThrowOverflow("an Int32");
        }

        return (int)value;
    }

    public static int ToInt32(long value)
    {
        if (value < int.MinValue || value > int.MaxValue)
        {
            Number.ThrowOverflow("an Int32");
        }

        return (int)value;
    }

    public static int ToInt32(ulong value)
    {
        if (value > (ulong)int.MaxValue)
        {
            Number.ThrowOverflow("an Int32");
        }

        return (int)value;
    }

    public static int ToInt32(float value) => ToInt32((double)value);

    /// <summary>Rounded, halves to even.</summary>
    public static int ToInt32(double value)
    {
        double rounded = Math.Round(value);
        if (!(rounded >= int.MinValue && rounded <= int.MaxValue))
        {
            Number.ThrowOverflow("an Int32");
        }

        return (int)rounded;
    }

    public static int ToInt32(string? value) => value is null ? 0 : int.Parse(value);

    public static int ToInt32(string? value, IFormatProvider? provider) => value is null ? 0 : int.Parse(value, provider);

    public static int ToInt32(object? value) => value switch
    {
        null => 0,
        string other => ToInt32(other),
        bool other => ToInt32(other),
        float other => ToInt32(other),
        double other => ToInt32(other),
        char other => ToInt32(other),
        sbyte other => ToInt32(other),
        byte other => ToInt32(other),
        short other => ToInt32(other),
        ushort other => ToInt32(other),
        int other => ToInt32(other),
        uint other => ToInt32(other),
        long other => ToInt32(other),
        ulong other => ToInt32(other),
        _ => throw NotConvertible(value),
    };

    public static uint ToUInt32(bool value) => value ? 1u : 0u;

    public static uint ToUInt32(char value) => value;

    public static uint ToUInt32(sbyte value)
    {
        if (value < 0)
        {
            Number.ThrowOverflow("a UInt32");
        }

        return (uint)value;
    }

    public static uint ToUInt32(byte value) => value;

    public static uint ToUInt32(short value)
    {
        if (value < 0)
        {
            Number.ThrowOverflow("a UInt32");
        }

        return (uint)value;
    }

    public static uint ToUInt32(ushort value) => value;

    public static uint ToUInt32(int value)
    {
        if (value < 0)
        {
            Number.ThrowOverflow("a UInt32");
        }

        return (uint)value;
    }

    public static uint ToUInt32(uint value) => value;

    public static uint ToUInt32(long value)
    {
        if (value < 0 || value > uint.MaxValue)
        {
            Number.ThrowOverflow("a UInt32");
        }

        return (uint)value;
    }

    public static uint ToUInt32(ulong value)
    {
        if (value > uint.MaxValue)
        {
            Number.ThrowOverflow("a UInt32");
        }

        return (uint)value;
    }

    public static uint ToUInt32(float value) => ToUInt32((double)value);

    public static uint ToUInt32(double value)
    {
        double rounded = Math.Round(value);
        if (!(rounded >= 0 && rounded <= uint.MaxValue))
        {
            Number.ThrowOverflow("a UInt32");
        }

        return (uint)rounded;
    }

    public static uint ToUInt32(string? value) => value is null ? (uint)0 : uint.Parse(value);

    public static uint ToUInt32(string? value, IFormatProvider? provider) => value is null ? (uint)0 : uint.Parse(value, provider);

    public static uint ToUInt32(object? value) => value switch
    {
        null => 0,
        string other => ToUInt32(other),
        bool other => ToUInt32(other),
        float other => ToUInt32(other),
        double other => ToUInt32(other),
        char other => ToUInt32(other),
        sbyte other => ToUInt32(other),
        byte other => ToUInt32(other),
        short other => ToUInt32(other),
        ushort other => ToUInt32(other),
        int other => ToUInt32(other),
        uint other => ToUInt32(other),
        long other => ToUInt32(other),
        ulong other => ToUInt32(other),
        _ => throw NotConvertible(value),
    };

    public static long ToInt64(bool value) => value ? 1L : 0L;

    public static long ToInt64(char value) => value;

    public static long ToInt64(sbyte value) => value;

    public static long ToInt64(byte value) => value;

    public static long ToInt64(short value) => value;

    public static long ToInt64(ushort value) => value;

    public static long ToInt64(int value) => value;

    public static long ToInt64(uint value) => value;

    public static long ToInt64(long value) => value;

    public static long ToInt64(ulong value)
    {
        if (value > (ulong)long.MaxValue)
        {
            Number.ThrowOverflow("an Int64");
        }

        return (long)value;
    }

    public static long ToInt64(float value) => ToInt64((double)value);

    public static long ToInt64(double value) => checked((long)Math.Round(value));

    public static long ToInt64(string? value) => value is null ? (long)0 : long.Parse(value);

    public static long ToInt64(string? value, IFormatProvider? provider) => value is null ? (long)0 : long.Parse(value, provider);

    public static long ToInt64(object? value) => value switch
    {
        null => 0,
        string other => ToInt64(other),
        bool other => ToInt64(other),
        float other => ToInt64(other),
        double other => ToInt64(other),
        char other => ToInt64(other),
        sbyte other => ToInt64(other),
        byte other => ToInt64(other),
        short other => ToInt64(other),
        ushort other => ToInt64(other),
        int other => ToInt64(other),
        uint other => ToInt64(other),
        long other => ToInt64(other),
        ulong other => ToInt64(other),
        _ => throw NotConvertible(value),
    };

    public static ulong ToUInt64(bool value) => value ? 1UL : 0UL;

    public static ulong ToUInt64(char value) => value;

    public static ulong ToUInt64(sbyte value)
    {
        if (value < 0)
        {
            Number.ThrowOverflow("a UInt64");
        }

        return (ulong)value;
    }

    public static ulong ToUInt64(byte value) => value;

    public static ulong ToUInt64(short value)
    {
        if (value < 0)
        {
            Number.ThrowOverflow("a UInt64");
        }

        return (ulong)value;
    }

    public static ulong ToUInt64(ushort value) => value;

    public static ulong ToUInt64(int value)
    {
        if (value < 0)
        {
            Number.ThrowOverflow("a UInt64");
        }

        return (ulong)value;
    }

    public static ulong ToUInt64(uint value) => value;

    public static ulong ToUInt64(long value)
    {
        if (value < 0)
        {
            Number.ThrowOverflow("a UInt64");
        }

        return (ulong)value;
    }

    public static ulong ToUInt64(ulong value) => value;

    public static ulong ToUInt64(float value) => ToUInt64((double)value);

    public static ulong ToUInt64(double value) => checked((ulong)Math.Round(value));

    public static ulong ToUInt64(string? value) => value is null ? (ulong)0 : ulong.Parse(value);

    public static ulong ToUInt64(string? value, IFormatProvider? provider) => value is null ? (ulong)0 : ulong.Parse(value, provider);

    public static ulong ToUInt64(object? value) => value switch
    {
        null => 0,
        string other => ToUInt64(other),
        bool other => ToUInt64(other),
        float other => ToUInt64(other),
        double other => ToUInt64(other),
        char other => ToUInt64(other),
        sbyte other => ToUInt64(other),
        byte other => ToUInt64(other),
        short other => ToUInt64(other),
        ushort other => ToUInt64(other),
        int other => ToUInt64(other),
        uint other => ToUInt64(other),
        long other => ToUInt64(other),
        ulong other => ToUInt64(other),
        _ => throw NotConvertible(value),
    };
}

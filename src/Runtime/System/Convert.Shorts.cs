namespace System;

// To the integers of 16 bits.
public static partial class Convert
{
    public static short ToInt16(bool value) => value ? (short)1 : (short)0;

    public static short ToInt16(char value)
    {
        if (value > short.MaxValue)
        {
            Number.ThrowOverflow("an Int16");
        }

        return (short)value;
    }

    public static short ToInt16(sbyte value) => value;

    public static short ToInt16(byte value) => value;

    public static short ToInt16(short value) => value;

    public static short ToInt16(ushort value)
    {
        if (value > short.MaxValue)
        {
            Number.ThrowOverflow("an Int16");
        }

        return (short)value;
    }

    public static short ToInt16(int value)
    {
        if (value < short.MinValue || value > short.MaxValue)
        {
            Number.ThrowOverflow("an Int16");
        }

        return (short)value;
    }

    public static short ToInt16(uint value)
    {
        if (value > short.MaxValue)
        {
            Number.ThrowOverflow("an Int16");
        }

        return (short)value;
    }

    public static short ToInt16(long value)
    {
        if (value < short.MinValue || value > short.MaxValue)
        {
            Number.ThrowOverflow("an Int16");
        }

        return (short)value;
    }

    public static short ToInt16(ulong value)
    {
        if (value > (ulong)short.MaxValue)
        {
            Number.ThrowOverflow("an Int16");
        }

        return (short)value;
    }

    public static short ToInt16(float value) => ToInt16((double)value);

    public static short ToInt16(double value) => ToInt16(ToInt32(value));

    public static short ToInt16(string? value) => value is null ? (short)0 : short.Parse(value);

    public static short ToInt16(string? value, IFormatProvider? provider) => value is null ? (short)0 : short.Parse(value, provider);

    public static short ToInt16(object? value) => value switch
    {
        null => 0,
        string other => ToInt16(other),
        bool other => ToInt16(other),
        float other => ToInt16(other),
        double other => ToInt16(other),
        char other => ToInt16(other),
        sbyte other => ToInt16(other),
        byte other => ToInt16(other),
        short other => ToInt16(other),
        ushort other => ToInt16(other),
        int other => ToInt16(other),
        uint other => ToInt16(other),
        long other => ToInt16(other),
        ulong other => ToInt16(other),
        _ => throw NotConvertible(value),
    };

    public static ushort ToUInt16(bool value) => value ? (ushort)1 : (ushort)0;

    public static ushort ToUInt16(char value) => value;

    public static ushort ToUInt16(sbyte value)
    {
        if (value < 0)
        {
            Number.ThrowOverflow("a UInt16");
        }

        return (ushort)value;
    }

    public static ushort ToUInt16(byte value) => value;

    public static ushort ToUInt16(short value)
    {
        if (value < 0)
        {
            Number.ThrowOverflow("a UInt16");
        }

        return (ushort)value;
    }

    public static ushort ToUInt16(ushort value) => value;

    public static ushort ToUInt16(int value)
    {
        if (value < 0 || value > ushort.MaxValue)
        {
            Number.ThrowOverflow("a UInt16");
        }

        return (ushort)value;
    }

    public static ushort ToUInt16(uint value)
    {
        if (value > ushort.MaxValue)
        {
            Number.ThrowOverflow("a UInt16");
        }

        return (ushort)value;
    }

    public static ushort ToUInt16(long value)
    {
        if (value < 0 || value > ushort.MaxValue)
        {
            Number.ThrowOverflow("a UInt16");
        }

        return (ushort)value;
    }

    public static ushort ToUInt16(ulong value)
    {
        if (value > ushort.MaxValue)
        {
            Number.ThrowOverflow("a UInt16");
        }

        return (ushort)value;
    }

    public static ushort ToUInt16(float value) => ToUInt16((double)value);

    public static ushort ToUInt16(double value) => ToUInt16(ToInt32(value));

    public static ushort ToUInt16(string? value) => value is null ? (ushort)0 : ushort.Parse(value);

    public static ushort ToUInt16(string? value, IFormatProvider? provider) => value is null ? (ushort)0 : ushort.Parse(value, provider);

    public static ushort ToUInt16(object? value) => value switch
    {
        null => 0,
        string other => ToUInt16(other),
        bool other => ToUInt16(other),
        float other => ToUInt16(other),
        double other => ToUInt16(other),
        char other => ToUInt16(other),
        sbyte other => ToUInt16(other),
        byte other => ToUInt16(other),
        short other => ToUInt16(other),
        ushort other => ToUInt16(other),
        int other => ToUInt16(other),
        uint other => ToUInt16(other),
        long other => ToUInt16(other),
        ulong other => ToUInt16(other),
        _ => throw NotConvertible(value),
    };
}

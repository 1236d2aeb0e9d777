namespace System;

// To character and the integers of 8 bits.
public static partial class Convert
{
    public static char ToChar(char value) => value;

    public static char ToChar(sbyte value)
    {
        if (value < 0)
        {
            Number.ThrowOverflow("a character");
        }

        return (char)value;
    }

    public static char ToChar(byte value) => (char)value;

    public static char ToChar(short value)
    {
        if (value < 0)
        {
            Number.ThrowOverflow("a character");
        }

        return (char)value;
    }

    public static char ToChar(ushort value) => (char)value;

    public static char ToChar(int value)
    {
        if (value < 0 || value > char.MaxValue)
        {
            Number.ThrowOverflow("a character");
        }

        return (char)value;
    }

    public static char ToChar(uint value)
    {
        if (value > char.MaxValue)
        {
            Number.ThrowOverflow("a character");
        }

        return (char)value;
    }

    public static char ToChar(long value)
    {
        if (value < 0 || value > char.MaxValue)
        {
            Number.ThrowOverflow("a character");
        }

        return (char)value;
    }

    public static char ToChar(ulong value)
    {
        if (value > char.MaxValue)
        {
            Number.ThrowOverflow("a character");
        }

        return (char)value;
    }

    public static char ToChar(string value) => ToChar(value, null);

    public static char ToChar(string value, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length != 1)
        {
            throw new FormatException("String must be exactly one character long.");
        }

        return value[0];
    }

    public static char ToChar(object? value) => value switch
    {
        null => (char)0,
        string other => ToChar(other),
        char other => ToChar(other),
        sbyte other => ToChar(other),
        byte other => ToChar(other),
        short other => ToChar(other),
        ushort other => ToChar(other),
        int other => ToChar(other),
        uint other => ToChar(other),
        long other => ToChar(other),
        ulong other => ToChar(other),
        _ => throw NotConvertible(value),
    };

    public static sbyte ToSByte(bool value) => value ? (sbyte)1 : (sbyte)0;

    public static sbyte ToSByte(char value)
    {
        if (value > sbyte.MaxValue)
        {
            Number.ThrowOverflow("a signed byte");
        }

        return (sbyte)value;
    }

    public static sbyte ToSByte(sbyte value) => value;

    public static sbyte ToSByte(byte value)
    {
        if (value > sbyte.MaxValue)
        {
            Number.ThrowOverflow("a signed byte");
        }

        return (sbyte)value;
    }

    public static sbyte ToSByte(short value)
    {
        if (value < sbyte.MinValue || value > sbyte.MaxValue)
        {
            Number.ThrowOverflow("a signed byte");
        }

        return (sbyte)value;
    }

    public static sbyte ToSByte(ushort value)
    {
        if (value > sbyte.MaxValue)
        {
            Number.ThrowOverflow("a signed byte");
        }

        return (sbyte)value;
    }

    public static sbyte ToSByte(int value)
    {
        if (value < sbyte.MinValue || value > sbyte.MaxValue)
        {
            Number.ThrowOverflow("a signed byte");
        }

        return (sbyte)value;
    }

    public static sbyte ToSByte(uint value)
    {
        if (value > sbyte.MaxValue)
        {
            Number.ThrowOverflow("a signed byte");
        }

        return (sbyte)value;
    }

    public static sbyte ToSByte(long value)
    {
        if (value < sbyte.MinValue || value > sbyte.MaxValue)
        {
            Number.ThrowOverflow("a signed byte");
        }

        return (sbyte)value;
    }

    public static sbyte ToSByte(ulong value)
    {
        if (value > (ulong)sbyte.MaxValue)
        {
            Number.ThrowOverflow("a signed byte");
        }

        return (sbyte)value;
    }

    public static sbyte ToSByte(float value) => ToSByte((double)value);

    public static sbyte ToSByte(double value) => ToSByte(ToInt32(value));

    public static sbyte ToSByte(string? value) => value is null ? (sbyte)0 : sbyte.Parse(value);

    public static sbyte ToSByte(string? value, IFormatProvider? provider) => value is null ? (sbyte)0 : sbyte.Parse(value, provider);

    public static sbyte ToSByte(object? value) => value switch
    {
        null => 0,
        string other => ToSByte(other),
        bool other => ToSByte(other),
        float other => ToSByte(other),
        double other => ToSByte(other),
        char other => ToSByte(other),
        sbyte other => ToSByte(other),
        byte other => ToSByte(other),
        short other => ToSByte(other),
        ushort other => ToSByte(other),
        int other => ToSByte(other),
        uint other => ToSByte(other),
        long other => ToSByte(other),
        ulong other => ToSByte(other),
        _ => throw NotConvertible(value),
    };

    public static byte ToByte(bool value) => value ? (byte)1 : (byte)0;

    public static byte ToByte(char value)
    {
        if (value > byte.MaxValue)
        {
            Number.ThrowOverflow("an unsigned byte");
        }

        return (byte)value;
    }

    public static byte ToByte(sbyte value)
    {
        if (value < 0)
        {
            Number.ThrowOverflow("an unsigned byte");
        }

        return (byte)value;
    }

    public static byte ToByte(byte value) => value;

    public static byte ToByte(short value)
    {
        if (value < 0 || value > byte.MaxValue)
        {
            Number.ThrowOverflow("an unsigned byte");
        }

        return (byte)value;
    }

    public static byte ToByte(ushort value)
    {
        if (value > byte.MaxValue)
        {
            Number.ThrowOverflow("an unsigned byte");
        }

        return (byte)value;
    }

    public static byte ToByte(int value)
    {
        if (value < 0 || value > byte.MaxValue)
        {
            Number.ThrowOverflow("an unsigned byte");
        }

        return (byte)value;
    }

    public static byte ToByte(uint value)
    {
        if (value > byte.MaxValue)
        {
            Number.ThrowOverflow("an unsigned byte");
        }

        return (byte)value;
    }

    public static byte ToByte(long value)
    {
        if (value < 0 || value > byte.MaxValue)
        {
            Number.ThrowOverflow("an unsigned byte");
        }

        return (byte)value;
    }

    public static byte ToByte(ulong value)
    {
        if (value > byte.MaxValue)
        {
            Number.ThrowOverflow("an unsigned byte");
        }

        return (byte)value;
    }

    public static byte ToByte(float value) => ToByte((double)value);

    public static byte ToByte(double value) => ToByte(ToInt32(value));

    public static byte ToByte(string? value) => value is null ? (byte)0 : byte.Parse(value);

    public static byte ToByte(string? value, IFormatProvider? provider) => value is null ? (byte)0 : byte.Parse(value, provider);

    public static byte ToByte(object? value) => value switch
    {
        null => 0,
        string other => ToByte(other),
        bool other => ToByte(other),
        float other => ToByte(other),
        double other => ToByte(other),
        char other => ToByte(other),
        sbyte other => ToByte(other),
        byte other => ToByte(other),
        short other => ToByte(other),
        ushort other => ToByte(other),
        int other => ToByte(other),
        uint other => ToByte(other),
        long other => ToByte(other),
        ulong other => ToByte(other),
        _ => throw NotConvertible(value),
    };
}

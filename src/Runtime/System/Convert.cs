using System.Diagnostics.CodeAnalysis;

namespace System;

/// <summary>Conversions between the primitives and strings, with their ranges checked; hexadecimal and Base64.</summary>
public static partial class Convert
{
    public static bool ToBoolean(sbyte value) => value != 0;

    public static bool ToBoolean(byte value) => value != 0;

    public static bool ToBoolean(short value) => value != 0;

    public static bool ToBoolean(ushort value) => value != 0;

    public static bool ToBoolean(int value) => value != 0;

    public static bool ToBoolean(uint value) => value != 0;

    public static bool ToBoolean(long value) => value != 0;

    public static bool ToBoolean(ulong value) => value != 0;

    public static bool ToBoolean(bool value) => value;

    public static bool ToBoolean(float value) => value != 0;

    public static bool ToBoolean(double value) => value != 0;

    public static bool ToBoolean([NotNullWhen(true)] string? value) => value is not null && bool.Parse(value);

    public static bool ToBoolean([NotNullWhen(true)] string? value, IFormatProvider? provider) => ToBoolean(value);

    public static bool ToBoolean([NotNullWhen(true)] object? value) => value switch
    {
        null => false,
        bool other => other,
        string other => ToBoolean(other),
        sbyte other => other != 0,
        byte other => other != 0,
        short other => other != 0,
        ushort other => other != 0,
        int other => other != 0,
        uint other => other != 0,
        long other => other != 0,
        ulong other => other != 0,
        float other => other != 0,
        double other => other != 0,
        _ => throw NotConvertible(value),
    };

    public static double ToDouble(sbyte value) => value;

    public static double ToDouble(byte value) => value;

    public static double ToDouble(short value) => value;

    public static double ToDouble(ushort value) => value;

    public static double ToDouble(int value) => value;

    public static double ToDouble(uint value) => value;

    public static double ToDouble(long value) => value;

    public static double ToDouble(ulong value) => value;

    public static double ToDouble(float value) => value;

    public static double ToDouble(double value) => value;

    public static double ToDouble(bool value) => value ? 1 : 0;

    public static double ToDouble(string? value) => value is null ? 0 : double.Parse(value);

    public static double ToDouble(string? value, IFormatProvider? provider) => value is null ? 0 : double.Parse(value, provider);

    public static double ToDouble(object? value) => value switch
    {
        null => 0,
        bool other => ToDouble(other),
        string other => ToDouble(other),
        sbyte other => ToDouble(other),
        byte other => ToDouble(other),
        short other => ToDouble(other),
        ushort other => ToDouble(other),
        int other => ToDouble(other),
        uint other => ToDouble(other),
        long other => ToDouble(other),
        ulong other => ToDouble(other),
        float other => ToDouble(other),
        double other => ToDouble(other),
        _ => throw NotConvertible(value),
    };

    public static float ToSingle(sbyte value) => value;

    public static float ToSingle(byte value) => value;

    public static float ToSingle(short value) => value;

    public static float ToSingle(ushort value) => value;

    public static float ToSingle(int value) => value;

    public static float ToSingle(uint value) => value;

    public static float ToSingle(long value) => value;

    public static float ToSingle(ulong value) => value;

    public static float ToSingle(float value) => value;

    public static float ToSingle(double value) => (float)value;

    public static float ToSingle(bool value) => value ? 1 : 0;

    public static float ToSingle(string? value) => value is null ? 0 : float.Parse(value);

    public static float ToSingle(string? value, IFormatProvider? provider) => value is null ? 0 : float.Parse(value, provider);

    public static float ToSingle(object? value) => value switch
    {
        null => 0,
        bool other => ToSingle(other),
        string other => ToSingle(other),
        sbyte other => ToSingle(other),
        byte other => ToSingle(other),
        short other => ToSingle(other),
        ushort other => ToSingle(other),
        int other => ToSingle(other),
        uint other => ToSingle(other),
        long other => ToSingle(other),
        ulong other => ToSingle(other),
        float other => ToSingle(other),
        double other => ToSingle(other),
        _ => throw NotConvertible(value),
    };

    public static string ToString(bool value) => value.ToString();

    public static string ToString(bool value, IFormatProvider? provider) => value.ToString();

    public static string ToString(char value) => value.ToString();

    public static string ToString(char value, IFormatProvider? provider) => value.ToString();

    public static string ToString(sbyte value) => value.ToString();

    public static string ToString(sbyte value, IFormatProvider? provider) => value.ToString(provider);

    public static string ToString(byte value) => value.ToString();

    public static string ToString(byte value, IFormatProvider? provider) => value.ToString(provider);

    public static string ToString(short value) => value.ToString();

    public static string ToString(short value, IFormatProvider? provider) => value.ToString(provider);

    public static string ToString(ushort value) => value.ToString();

    public static string ToString(ushort value, IFormatProvider? provider) => value.ToString(provider);

    public static string ToString(int value) => value.ToString();

    public static string ToString(int value, IFormatProvider? provider) => value.ToString(provider);

    public static string ToString(uint value) => value.ToString();

    public static string ToString(uint value, IFormatProvider? provider) => value.ToString(provider);

    public static string ToString(long value) => value.ToString();

    public static string ToString(long value, IFormatProvider? provider) => value.ToString(provider);

    public static string ToString(ulong value) => value.ToString();

    public static string ToString(ulong value, IFormatProvider? provider) => value.ToString(provider);

    public static string ToString(float value) => value.ToString();

    public static string ToString(float value, IFormatProvider? provider) => value.ToString(provider);

    public static string ToString(double value) => value.ToString();

    public static string ToString(double value, IFormatProvider? provider) => value.ToString(provider);

    public static string ToString(DateTime value) => value.ToString();

    public static string ToString(DateTime value, IFormatProvider? provider) => value.ToString(provider);

    [return: NotNullIfNotNull(nameof(value))]
    public static string? ToString(string? value) => value;

    public static string? ToString(object? value) => ToString(value, null);

    public static string? ToString(object? value, IFormatProvider? provider) =>
        value is null ? "" : value is IFormattable formattable ? formattable.ToString(null, provider) : value.ToString();

    public static DateTime ToDateTime(string? value) => value is null ? default : DateTime.Parse(value);

    public static DateTime ToDateTime(string? value, IFormatProvider? provider) => value is null ? default : DateTime.Parse(value, provider);

    public static DateTime ToDateTime(DateTime value) => value;

    private static InvalidCastException NotConvertible(object value) =>
        new("Unable to cast object of type '" + value.GetType().ToString() + "' to type 'System.IConvertible'.");
}

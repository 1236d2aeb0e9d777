using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Internal.Runtime;

namespace System;

// From names, lists of names, and numbers.
public abstract unsafe partial class Enum
{
    private enum ParseFailure
    {
        None,
        Empty,
        Unknown,
        Overflow,
    }

    public static TEnum Parse<TEnum>(string value)
        where TEnum : struct
    {
        return Parse<TEnum>(value, ignoreCase: false);
    }

    public static TEnum Parse<TEnum>(string value, bool ignoreCase)
        where TEnum : struct
    {
        ArgumentNullException.ThrowIfNull(value);
        return Parse<TEnum>(value.AsSpan(), ignoreCase);
    }

    public static TEnum Parse<TEnum>(ReadOnlySpan<char> value)
        where TEnum : struct
    {
        return Parse<TEnum>(value, ignoreCase: false);
    }

    public static TEnum Parse<TEnum>(ReadOnlySpan<char> value, bool ignoreCase)
        where TEnum : struct
    {
        return FromBits<TEnum>(ParseOrThrow(CheckedTable(typeof(TEnum)), value, ignoreCase));
    }

    public static object Parse(Type enumType, string value) => Parse(enumType, value, ignoreCase: false);

    public static object Parse(Type enumType, string value, bool ignoreCase)
    {
        MethodTable* type = CheckedTable(enumType);
        ArgumentNullException.ThrowIfNull(value);
        return Box(type, ParseOrThrow(type, value.AsSpan(), ignoreCase));
    }

    public static object Parse(Type enumType, ReadOnlySpan<char> value) => Parse(enumType, value, ignoreCase: false);

    public static object Parse(Type enumType, ReadOnlySpan<char> value, bool ignoreCase)
    {
        MethodTable* type = CheckedTable(enumType);
        return Box(type, ParseOrThrow(type, value, ignoreCase));
    }

    public static bool TryParse<TEnum>([NotNullWhen(true)] string? value, out TEnum result)
        where TEnum : struct
    {
        return TryParse(value.AsSpan(), ignoreCase: false, out result);
    }

    public static bool TryParse<TEnum>([NotNullWhen(true)] string? value, bool ignoreCase, out TEnum result)
        where TEnum : struct
    {
        return TryParse(value.AsSpan(), ignoreCase, out result);
    }

    public static bool TryParse<TEnum>(ReadOnlySpan<char> value, out TEnum result)
        where TEnum : struct
    {
        return TryParse(value, ignoreCase: false, out result);
    }

    public static bool TryParse<TEnum>(ReadOnlySpan<char> value, bool ignoreCase, out TEnum result)
        where TEnum : struct
    {
        bool isValid = Parse(CheckedTable(typeof(TEnum)), value, ignoreCase, out ulong bits) == ParseFailure.None;
        result = FromBits<TEnum>(bits);
        return isValid;
    }

    public static bool TryParse(Type enumType, string? value, [NotNullWhen(true)] out object? result) =>
        TryParse(enumType, value, ignoreCase: false, out result);

    public static bool TryParse(Type enumType, string? value, bool ignoreCase, [NotNullWhen(true)] out object? result)
    {
        MethodTable* type = CheckedTable(enumType);
        bool isValid = Parse(type, value.AsSpan(), ignoreCase, out ulong bits) == ParseFailure.None;
        result = isValid ? Box(type, bits) : null;
        return isValid;
    }

    private static ulong ParseOrThrow(MethodTable* type, ReadOnlySpan<char> value, bool ignoreCase)
    {
        ParseFailure failure = Parse(type, value, ignoreCase, out ulong bits);
        if (failure != ParseFailure.None)
        {
            ThrowParse(failure, type, value);
        }

        return bits;
    }

    [DoesNotReturn]
    private static void ThrowParse(ParseFailure failure, MethodTable* type, ReadOnlySpan<char> value)
    {
        if (failure == ParseFailure.Overflow)
        {
            Number.ThrowOverflow(type->ElementType switch
            {
                ElementType.SByte => "a signed byte",
                ElementType.Byte => "an unsigned byte",
                ElementType.Int16 => "an Int16",
                ElementType.UInt16 => "a UInt16",
                ElementType.Int32 => "an Int32",
                ElementType.UInt32 => "a UInt32",
                ElementType.Int64 => "an Int64",
                _ => "a UInt64",
            });
        }

        throw failure == ParseFailure.Empty
            ? new ArgumentException("Must specify valid information for parsing in the string.", nameof(value))
            : new ArgumentException("Requested value '" + new string(value.TrimStart()) + "' was not found.");
    }

    private static ParseFailure Parse(MethodTable* type, ReadOnlySpan<char> value, bool ignoreCase, out ulong bits)
    {
        bits = 0;
        ReadOnlySpan<char> text = value.Trim();
        if (text.Length == 0)
        {
            return ParseFailure.Empty;
        }

        if (char.IsAsciiDigit(text[0]) || text[0] is '-' or '+')
        {
            Number.ParseStatus status = Number.ParseInteger(
                text, NumberStyles.AllowLeadingSign | NumberStyles.AllowTrailingWhite, null, 8 * SizeOf(type->ElementType), IsSigned(type->ElementType), out bits);
            if (status != Number.ParseStatus.Malformed)
            {
                return status == Number.ParseStatus.Valid ? ParseFailure.None : ParseFailure.Overflow;
            }
        }

        if (!TryGetNames(type, out EnumNames names))
        {
            return ParseFailure.Unknown;
        }

        ulong all = 0;
        while (true)
        {
            int comma = text.IndexOf(',');
            ReadOnlySpan<char> name = (comma < 0 ? text : text.Slice(0, comma)).Trim();
            int index = 0;
            while (index < names.Names.Length && !name.Equals(names.Names[index], ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
            {
                index++;
            }

            if (index == names.Names.Length)
            {
                return ParseFailure.Unknown;
            }

            all |= names.Values[index];
            if (comma < 0)
            {
                bits = all;
                return ParseFailure.None;
            }

            text = text.Slice(comma + 1);
        }
    }
}

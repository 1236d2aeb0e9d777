using System.Diagnostics.CodeAnalysis;

namespace System;

// Integers in base 2, 8, 10 and 16. Bases other than ten show the two's complement of negative numbers, and so take it.
public static partial class Convert
{
    public static sbyte ToSByte(string? value, int fromBase)
    {
        long number = Parse(value, fromBase, 8, isSigned: true);
        return fromBase != 10 && number <= byte.MaxValue ? (sbyte)number : Checked<sbyte>(number, sbyte.MinValue, sbyte.MaxValue, "a signed byte");
    }

    public static byte ToByte(string? value, int fromBase) =>
        Checked<byte>(Parse(value, fromBase, 8, isSigned: false), byte.MinValue, byte.MaxValue, "an unsigned byte");

    public static short ToInt16(string? value, int fromBase)
    {
        long number = Parse(value, fromBase, 16, isSigned: true);
        return fromBase != 10 && number <= ushort.MaxValue ? (short)number : Checked<short>(number, short.MinValue, short.MaxValue, "an Int16");
    }

    public static ushort ToUInt16(string? value, int fromBase) =>
        Checked<ushort>(Parse(value, fromBase, 16, isSigned: false), ushort.MinValue, ushort.MaxValue, "a UInt16");

    public static int ToInt32(string? value, int fromBase) => (int)Parse(value, fromBase, 32, isSigned: true);

    public static uint ToUInt32(string? value, int fromBase) => (uint)Parse(value, fromBase, 32, isSigned: false);

    public static long ToInt64(string? value, int fromBase) => Parse(value, fromBase, 64, isSigned: true);

    public static ulong ToUInt64(string? value, int fromBase) => (ulong)Parse(value, fromBase, 64, isSigned: false);

    public static string ToString(byte value, int toBase) => ToText(value, value, toBase);

    public static string ToString(short value, int toBase) => ToText(value, (ushort)value, toBase);

    public static string ToString(int value, int toBase) => ToText(value, (uint)value, toBase);

    public static string ToString(long value, int toBase) => ToText(value, (ulong)value, toBase);

    private static void CheckBase(int radix)
    {
        if (radix is not (2 or 8 or 10 or 16))
        {
            throw new ArgumentException("Invalid Base.");
        }
    }

    private static string ToText(long value, ulong bits, int radix)
    {
        CheckBase(radix);
        if (radix == 10)
        {
            return value.ToString();
        }

        int shift = radix == 2 ? 1 : radix == 8 ? 3 : 4;
        Span<char> text = stackalloc char[64];
        int start = text.Length;
        do
        {
            uint digit = (uint)bits & ((1u << shift) - 1);
            text[--start] = (char)(digit + (digit < 10 ? '0' : 'a' - 10u));
            bits >>= shift;
        }
        while (bits != 0);

        return new string(text.Slice(start));
    }

    private static T Checked<T>(long number, long minimum, long maximum, string typeName)
        where T : unmanaged
    {
        if (number < minimum || number > maximum)
        {
            Number.ThrowOverflow(typeName);
        }

        // SAFETY: T is an integer of at most 64 bits; its bytes are the lowest of the number.
        return Runtime.CompilerServices.Unsafe.As<long, T>(ref number);
    }

    /// <param name="width">Below 32 bits, the range of the type itself is left to the caller.</param>
    private static long Parse(string? value, int radix, int width, bool isSigned)
    {
        CheckBase(radix);
        if (value is null)
        {
            return 0;
        }

        if (value.Length == 0)
        {
            // .NET passes the message as the parameter's name here.
            throw new ArgumentOutOfRangeException("Index was out of range. Must be non-negative and less than the size of the collection.");
        }

        int i = 0;
        bool isNegative = value[0] == '-';
        if (isNegative)
        {
            if (radix != 10)
            {
                throw new ArgumentException("String cannot contain a minus sign if the base is not 10.");
            }

            if (!isSigned)
            {
                throw new OverflowException("The string was being parsed as an unsigned number and could not have a negative sign.");
            }

            i++;
        }
        else if (value[0] == '+')
        {
            i++;
        }

        if (radix == 16 && i + 1 < value.Length && value[i] == '0' && (value[i + 1] | 0x20) == 'x')
        {
            i += 2;
        }

        int start = i;
        int parsedWidth = Math.Max(width, 32);
        bool isDecimal = isSigned && radix == 10;
        ulong number = ParseDigits(value, ref i, radix, parsedWidth, isDecimal);
        if (i == start)
        {
            throw new FormatException("Could not find any recognizable digits.");
        }

        if (i < value.Length)
        {
            throw new FormatException("Additional non-parsable characters are at the end of the string.");
        }

        if (isSigned && width == 8 && number > byte.MaxValue)
        {
            Number.ThrowOverflow("a signed byte");
        }

        if (isSigned && width == 16 && number > ushort.MaxValue)
        {
            Number.ThrowOverflow("an Int16");
        }

        if (isDecimal && !isNegative && number == 1UL << (parsedWidth - 1))
        {
            Number.ThrowOverflow(parsedWidth == 64 ? "an Int64" : "an Int32");
        }

        long result = width > 32 ? (long)number : isSigned ? (int)number : (long)number;
        return isNegative ? -result : result;
    }

    private static ulong ParseDigits(string value, ref int index, int radix, int width, bool isDecimal)
    {
        ulong limit = ulong.MaxValue >> (64 - width);
        string typeName = width == 64 ? "a UInt64" : "a UInt32";
        if (isDecimal)
        {
            limit = (limit >> 1) + 1;
            typeName = width == 64 ? "an Int64" : "an Int32";
        }

        ulong number = 0;
        for (; index < value.Length; index++)
        {
            int digit = Number.HexadecimalDigit(value[index]);
            if ((uint)digit >= (uint)radix)
            {
                break;
            }

            if (number > (limit - (uint)digit) / (uint)radix)
            {
                Number.ThrowOverflow(typeName);
            }

            number = number * (uint)radix + (uint)digit;
        }

        return number;
    }
}

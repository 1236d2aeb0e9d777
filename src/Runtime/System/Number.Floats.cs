using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System;

// Text of double and float.
internal static partial class Number
{
    /// <summary>Room for any shortest form: sign, 17 digits, point, four zeros or an exponent of five.</summary>
    private const int ShortestLength = 32;

    /// <summary>Without format and provider: nothing but the shortest digits, so that a program that needs no more links no more.</summary>
    internal static string DoubleToString(double value) =>
        double.IsFinite(value) ? ShortestToString(new FloatParts(value)) : value > 0 ? "Infinity" : value < 0 ? "-Infinity" : "NaN";

    internal static string SingleToString(float value) =>
        float.IsFinite(value) ? ShortestToString(new FloatParts(value)) : value > 0 ? "Infinity" : value < 0 ? "-Infinity" : "NaN";

    internal static string FormatDouble(double value, string? format, IFormatProvider? provider) =>
        double.IsFinite(value) ? FormatFinite(new FloatParts(value), format, provider) : SpecialText(value, provider);

    internal static string FormatSingle(float value, string? format, IFormatProvider? provider) =>
        float.IsFinite(value) ? FormatFinite(new FloatParts(value), format, provider) : SpecialText(value, provider);

    internal static bool TryFormatDouble<TCharacter>(
        double value, Span<TCharacter> destination, out int written, ReadOnlySpan<char> format, IFormatProvider? provider)
        where TCharacter : unmanaged
    {
        return double.IsFinite(value)
            ? TryFormatFinite(new FloatParts(value), destination, out written, format, provider)
            : TryCopyText(SpecialText(value, provider), destination, out written);
    }

    internal static bool TryFormatSingle<TCharacter>(
        float value, Span<TCharacter> destination, out int written, ReadOnlySpan<char> format, IFormatProvider? provider)
        where TCharacter : unmanaged
    {
        return float.IsFinite(value)
            ? TryFormatFinite(new FloatParts(value), destination, out written, format, provider)
            : TryCopyText(SpecialText(value, provider), destination, out written);
    }

    private static string SpecialText(double value, IFormatProvider? provider)
    {
        NumberFormatInfo info = NumberFormatInfo.GetInstance(provider);
        return double.IsNaN(value) ? info.NaNSymbol : value < 0 ? info.NegativeInfinitySymbol : info.PositiveInfinitySymbol;
    }

    private static bool TryCopyText<TCharacter>(string text, Span<TCharacter> destination, out int written)
        where TCharacter : unmanaged
    {
        FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
        buffer.Append(text);
        return TryCopy(ref buffer, destination, out written);
    }

    /// <summary>Whether the provider writes numbers as the invariant culture does, so that the fast path may.</summary>
    private static bool IsPlain(IFormatProvider? provider)
    {
        if (NumberFormatInfo.IsInvariant(provider))
        {
            return true;
        }

        NumberFormatInfo info = NumberFormatInfo.GetInstance(provider);
        return info.NegativeSign == "-" && info.PositiveSign == "+" && info.NumberDecimalSeparator == ".";
    }

    private static string FormatFinite(in FloatParts parts, string? format, IFormatProvider? provider)
    {
        if (string.IsNullOrEmpty(format) && IsPlain(provider))
        {
            return ShortestToString(parts);
        }

        FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
        AppendFinite(ref buffer, parts, format, provider);
        return buffer.ToString();
    }

    [SkipLocalsInit]
    private static string ShortestToString(in FloatParts parts)
    {
        if (parts.Mantissa == 0)
        {
            return parts.IsNegative ? "-0" : "0";
        }

        Span<char> characters = stackalloc char[ShortestLength];
        int length = WriteShortest(parts, ref MemoryMarshal.GetReference(characters));
        return new string(characters.Slice(0, length));
    }

    private static bool TryFormatFinite<TCharacter>(
        in FloatParts parts, Span<TCharacter> destination, out int written, ReadOnlySpan<char> format, IFormatProvider? provider)
        where TCharacter : unmanaged
    {
        if (format.Length == 0 && parts.Mantissa != 0 && IsPlain(provider))
        {
            if (destination.Length >= ShortestLength)
            {
                written = WriteShortest(parts, ref MemoryMarshal.GetReference(destination));
                return true;
            }

            Span<TCharacter> characters = stackalloc TCharacter[ShortestLength];
            int length = WriteShortest(parts, ref MemoryMarshal.GetReference(characters));
            bool fits = characters.Slice(0, length).TryCopyTo(destination);
            written = fits ? length : 0;
            return fits;
        }

        FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
        AppendFinite(ref buffer, parts, format, provider);
        return TryCopy(ref buffer, destination, out written);
    }

    /// <summary>Writes the shortest form with the invariant culture's symbols and gives its length, at most ShortestLength.</summary>
    // SAFETY: the caller gives room for ShortestLength characters; the longest form (sign, "0.000", 17 digits, or sign, 17 digits, point and
    // a five-character exponent) has 24.
    private static int WriteShortest<TCharacter>(in FloatParts parts, ref TCharacter destination)
        where TCharacter : unmanaged
    {
        ulong digits = Shortest(parts, out int exponent);
        if (exponent != 0)
        {
            DropZeros(ref digits, ref exponent);
        }

        int position = 0;
        if (parts.IsNegative)
        {
            Put(ref destination, '-');
            position = 1;
        }

        int count = CountDigits(digits);
        int scale = count + exponent;
        if (scale > parts.RoundTripDigits || scale < -3)
        {
            if (exponent == 0)
            {
                DropZeros(ref digits, ref exponent);
                count = scale - exponent;
            }

            return WriteShortestScientific(ref destination, position, digits, count, scale - 1);
        }

        if (exponent >= 0)
        {
            PutDecimal(ref Unsafe.Add(ref destination, position), count, digits);
            position += count;
            for (; exponent > 0; exponent--)
            {
                Put(ref Unsafe.Add(ref destination, position++), '0');
            }

            return position;
        }

        if (scale > 0)
        {
            ulong unit = PowersOfTen[-exponent];
            ulong integer = digits / unit;
            PutDecimal(ref Unsafe.Add(ref destination, position), scale, integer);
            position += scale;
            Put(ref Unsafe.Add(ref destination, position++), '.');
            PutDecimal(ref Unsafe.Add(ref destination, position), -exponent, digits - integer * unit);
            return position - exponent;
        }

        Put(ref Unsafe.Add(ref destination, position++), '0');
        Put(ref Unsafe.Add(ref destination, position++), '.');
        for (; scale < 0; scale++)
        {
            Put(ref Unsafe.Add(ref destination, position++), '0');
        }

        PutDecimal(ref Unsafe.Add(ref destination, position), count, digits);
        return position + count;
    }

    private static int WriteShortestScientific<TCharacter>(ref TCharacter destination, int position, ulong digits, int count, int exponent)
        where TCharacter : unmanaged
    {
        // One place to the right; then the first digit moves in front of the point.
        PutDecimal(ref Unsafe.Add(ref destination, position + 1), count, digits);
        Unsafe.Add(ref destination, position) = Unsafe.Add(ref destination, position + 1);
        position++;
        if (count > 1)
        {
            Put(ref Unsafe.Add(ref destination, position), '.');
            position += count;
        }

        Put(ref Unsafe.Add(ref destination, position++), 'E');
        Put(ref Unsafe.Add(ref destination, position++), exponent < 0 ? '-' : '+');
        uint magnitude = (uint)Math.Abs(exponent);
        int width = magnitude < 100 ? 2 : 3;
        PutDecimal(ref Unsafe.Add(ref destination, position), width, magnitude);
        return position + width;
    }

    private static void DropZeros(ref ulong digits, ref int exponent)
    {
        while (true)
        {
            ulong quotient = digits / 10;
            if (quotient * 10 != digits)
            {
                return;
            }

            digits = quotient;
            exponent++;
        }
    }

    [SkipLocalsInit]
    private static unsafe void AppendFinite(
        scoped ref FormatBuffer buffer, in FloatParts parts, scoped ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        char letter = ParseFormat(format, out int precision);
        NumberFormatInfo info = NumberFormatInfo.GetInstance(provider);

        // SAFETY: the number does not outlive this method, and only digits that were written are read.
        byte* digits = stackalloc byte[ExpansionLength];
        NumberBuffer number = new(digits, ExpansionLength) { IsFloat = true, IsNegative = parts.IsNegative };
        switch (ToUpper(letter))
        {
            case 'R':
            case 'G' when precision < 1:
                AppendShortest(ref buffer, ref number, parts, letter, info);
                return;
            case 'G':
                MakeDigits(ref number, parts.Mantissa, parts.Exponent, precision, isSignificant: true);
                break;
            case 'E':
                precision = precision < 0 ? 6 : precision;
                MakeDigits(ref number, parts.Mantissa, parts.Exponent, precision + 1, isSignificant: true);
                break;
            case 'F' or 'N':
                precision = precision < 0 ? info.NumberDecimalDigits : precision;
                MakeDigits(ref number, parts.Mantissa, parts.Exponent, precision, isSignificant: false);
                break;
            case 'C':
                precision = precision < 0 ? info.CurrencyDecimalDigits : precision;
                MakeDigits(ref number, parts.Mantissa, parts.Exponent, precision, isSignificant: false);
                break;
            case 'P':
                precision = precision < 0 ? info.PercentDecimalDigits : precision;
                MakeDigits(ref number, parts.Mantissa, parts.Exponent, precision + 2, isSignificant: false);
                break;
            case '\0':
                MakeDigits(ref number, parts.Mantissa, parts.Exponent, parts.CustomDigits, isSignificant: true);
                number.Round(parts.CustomDigits, isExact: true);
                FormatCustom(ref buffer, ref number, format, info);
                return;
            default:
                ThrowBadFormat();
                return;
        }

        FormatStandard(ref buffer, ref number, letter, precision, info);
    }

    private static void AppendShortest(
        scoped ref FormatBuffer buffer, scoped ref NumberBuffer number, in FloatParts parts, char letter, NumberFormatInfo info)
    {
        if (parts.Mantissa != 0)
        {
            ulong digits = Shortest(parts, out int exponent);
            number.SetInteger(digits, parts.IsNegative);
            number.Scale += exponent;
        }

        AppendGeneral(ref buffer, ref number, parts.RoundTripDigits, letter, info);
    }
}

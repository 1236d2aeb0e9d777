using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System;

/// <summary>
/// Numbers to text and back: the engine behind the primitives' ToString, TryFormat, Parse and TryParse.
/// </summary>
/// <remarks>
/// Files: Number.Integers (digits of integers, the fast paths), Number.Formatting (format strings, standard formats), Number.Custom (custom
/// formats), Number.Floats (double and float), Number.Shortest (shortest round trip), Number.Exact (any number of exact digits),
/// Number.Parsing (integers and the general number scanner), Number.ParsingFloats (correctly rounded).
/// Text is UTF-16 or UTF-8: methods with a TCharacter take char or byte, and the size of it, a constant for the compiler, tells which.
/// </remarks>
internal static partial class Number
{
    /// <summary>The longest precision a format may name.</summary>
    private const int PrecisionLimit = 999_999_999;

    /// <summary>A format without a precision.</summary>
    private const int NoPrecision = -1;

    // SAFETY: TCharacter is char or byte, so the write stays within the one element that the caller passes by reference.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TCharacter>(ref TCharacter destination, uint value)
        where TCharacter : unmanaged
    {
        if (Unsafe.SizeOf<TCharacter>() == sizeof(char))
        {
            Unsafe.As<TCharacter, ushort>(ref destination) = (ushort)value;
        }
        else
        {
            Unsafe.As<TCharacter, byte>(ref destination) = (byte)value;
        }
    }

    // SAFETY: TCharacter is char or byte; one element is read.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Get<TCharacter>(ref readonly TCharacter source)
        where TCharacter : unmanaged
    {
        return Unsafe.SizeOf<TCharacter>() == sizeof(char)
            ? Unsafe.As<TCharacter, ushort>(ref Unsafe.AsRef(in source))
            : Unsafe.As<TCharacter, byte>(ref Unsafe.AsRef(in source));
    }

    // SAFETY: the string was just made by the caller and nobody else has it yet, so its characters may be written.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref char Characters(string fresh) => ref Unsafe.AsRef(in fresh.GetPinnableReference());

    /// <summary>
    /// Splits a format into its letter and precision. A letter of zero means a custom format; no format at all is 'G'.
    /// </summary>
    /// <exception cref="FormatException">The precision exceeds 999,999,999.</exception>
    private static char ParseFormat(ReadOnlySpan<char> format, out int precision)
    {
        precision = NoPrecision;
        if (format.Length == 0)
        {
            return 'G';
        }

        char letter = format[0];
        if (!IsAsciiLetter(letter))
        {
            return letter == '\0' ? 'G' : '\0';
        }

        if (format.Length == 1)
        {
            return letter;
        }

        int value = 0;
        int i = 1;
        while (i < format.Length && IsDigit(format[i]))
        {
            if (value > PrecisionLimit / 10)
            {
                ThrowBadFormat();
            }

            value = value * 10 + (format[i] - '0');
            i++;
        }

        if (i > 1)
        {
            precision = value;
        }

        // A NUL ends the format.
        return i == format.Length || format[i] == '\0' ? letter : '\0';
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsDigit(uint character) => character - '0' <= 9;

    private static bool IsAsciiLetter(uint character) => (character | 0x20) - 'a' <= 'z' - 'a';

    [Diagnostics.CodeAnalysis.DoesNotReturn]
    private static void ThrowBadFormat() => throw new FormatException("Format specifier was invalid.");
}

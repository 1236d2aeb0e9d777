using System.Globalization;

namespace System;

// The general scanner: signs, parentheses, currency, groups, decimals and exponents, as the style allows.
internal static partial class Number
{
    private ref struct Scanner<TCharacter>
        where TCharacter : unmanaged
    {
        internal ReadOnlySpan<TCharacter> Text;
        internal int Index;

        /// <summary>The current element, zero at the end.</summary>
        internal readonly uint Current => Index < Text.Length ? Get(in Text[Index]) : 0;

        /// <summary>Steps over a symbol if it stands here. A no-break space in it matches a space as well.</summary>
        internal bool Take(string symbol)
        {
            if (symbol.Length == 0 || symbol[0] == '\0')
            {
                return false;
            }

            int index = Index;
            foreach (char expected in symbol)
            {
                if (IsUtf8 && expected >= 0x80)
                {
                    if (!TakeUtf8(expected, ref index))
                    {
                        return false;
                    }

                    continue;
                }

                uint actual = index < Text.Length ? Get(in Text[index]) : 0;
                if (actual != expected && !(actual == ' ' && expected is '\u00A0' or '\u202F'))
                {
                    return false;
                }

                index++;
            }

            Index = index;
            return true;
        }

        private static bool IsUtf8 => Runtime.CompilerServices.Unsafe.SizeOf<TCharacter>() == 1;

        private readonly bool TakeUtf8(char expected, ref int index)
        {
            if (expected is '\u00A0' or '\u202F' && index < Text.Length && Get(in Text[index]) == ' ')
            {
                index++;
                return true;
            }

            Span<byte> encoded = stackalloc byte[4];
            FormatBuffer buffer = new(stackalloc char[1]);
            buffer.Append(expected);
            buffer.TryCopyTo(encoded, out int length);
            for (int i = 0; i < length; i++)
            {
                if (index >= Text.Length || Get(in Text[index]) != encoded[i])
                {
                    return false;
                }

                index++;
            }

            return true;
        }

        internal bool TakeNegativeSign(NumberFormatInfo info)
        {
            if (Take(info.NegativeSign))
            {
                return true;
            }

            if (Current == '-' && info.AllowsHyphenForSign)
            {
                Index++;
                return true;
            }

            return false;
        }
    }

    /// <summary>
    /// Takes the text apart. Leading zeros and trailing zero decimals leave no digits; digits beyond the buffer only tell whether one was not
    /// zero.
    /// </summary>
    private static bool TryScan<TCharacter>(
        ReadOnlySpan<TCharacter> text, NumberStyles style, NumberFormatInfo info, scoped ref NumberBuffer number, out bool hasTail)
        where TCharacter : unmanaged
    {
        Scanner<TCharacter> scanner = new() { Text = text };
        bool isCurrency = (style & NumberStyles.AllowCurrencySymbol) != 0;
        string decimalSeparator = isCurrency ? info.CurrencyDecimalSeparator : info.NumberDecimalSeparator;
        string groupSeparator = isCurrency ? info.CurrencyGroupSeparator : info.NumberGroupSeparator;
        bool hasSign = false;
        bool hasParenthesis = false;
        bool hasCurrency = false;
        number.Count = 0;
        number.Scale = 0;
        number.IsNegative = false;
        hasTail = false;

        while (true)
        {
            // White space may not follow a sign, unless a currency symbol came between or the culture's pattern is "- n".
            if (IsWhite(scanner.Current) && (style & NumberStyles.AllowLeadingWhite) != 0
                && (!hasSign || hasCurrency || info.NumberNegativePattern == 2))
            {
                scanner.Index++;
            }
            else if ((style & NumberStyles.AllowLeadingSign) != 0 && !hasSign && scanner.Take(info.PositiveSign))
            {
                hasSign = true;
            }
            else if ((style & NumberStyles.AllowLeadingSign) != 0 && !hasSign && scanner.TakeNegativeSign(info))
            {
                hasSign = true;
                number.IsNegative = true;
            }
            else if (scanner.Current == '(' && (style & NumberStyles.AllowParentheses) != 0 && !hasSign)
            {
                hasSign = true;
                hasParenthesis = true;
                number.IsNegative = true;
                scanner.Index++;
            }
            else if (isCurrency && !hasCurrency && scanner.Take(info.CurrencySymbol))
            {
                hasCurrency = true;
            }
            else
            {
                break;
            }
        }

        bool hasDigits = false;
        bool hasNonZero = false;
        bool hasPoint = false;
        int seen = 0;
        while (true)
        {
            uint digit = scanner.Current - '0';
            if (digit <= 9)
            {
                hasDigits = true;
                if (digit != 0 || hasNonZero)
                {
                    hasNonZero = true;
                    if (seen < number.Digits.Length)
                    {
                        number.Digits[seen] = (byte)('0' + digit);
                        number.Count = digit != 0 ? seen + 1 : number.Count;
                    }
                    else
                    {
                        hasTail |= digit != 0;
                    }

                    seen++;
                    number.Scale += hasPoint ? 0 : 1;
                }
                else if (hasPoint)
                {
                    number.Scale--;
                }

                scanner.Index++;
            }
            else if ((style & NumberStyles.AllowDecimalPoint) != 0 && !hasPoint
                && (scanner.Take(decimalSeparator) || (isCurrency && !hasCurrency && scanner.Take(info.NumberDecimalSeparator))))
            {
                hasPoint = true;
            }
            else if ((style & NumberStyles.AllowThousands) == 0 || !hasDigits || hasPoint
                || !(scanner.Take(groupSeparator) || (isCurrency && !hasCurrency && scanner.Take(info.NumberGroupSeparator))))
            {
                break;
            }
        }

        if (!hasDigits)
        {
            return false;
        }

        if ((scanner.Current | 0x20) == 'e' && (style & NumberStyles.AllowExponent) != 0)
        {
            ScanExponent(ref scanner, info, ref number);
        }

        while (true)
        {
            if (IsWhite(scanner.Current) && (style & NumberStyles.AllowTrailingWhite) != 0)
            {
                scanner.Index++;
            }
            else if ((style & NumberStyles.AllowTrailingSign) != 0 && !hasSign && scanner.Take(info.PositiveSign))
            {
                hasSign = true;
            }
            else if ((style & NumberStyles.AllowTrailingSign) != 0 && !hasSign && scanner.TakeNegativeSign(info))
            {
                hasSign = true;
                number.IsNegative = true;
            }
            else if (scanner.Current == ')' && hasParenthesis)
            {
                hasParenthesis = false;
                scanner.Index++;
            }
            else if (isCurrency && !hasCurrency && scanner.Take(info.CurrencySymbol))
            {
                hasCurrency = true;
            }
            else
            {
                break;
            }
        }

        if (!hasNonZero)
        {
            number.Scale = 0;
            number.IsNegative &= number.IsFloat || hasPoint;
        }

        return !hasParenthesis && IsOnlyWhiteOrNul(text, scanner.Index, allowsWhite: false);
    }

    /// <summary>Adds the exponent to the scale; without digits the 'E' is not part of the number.</summary>
    private static void ScanExponent<TCharacter>(scoped ref Scanner<TCharacter> scanner, NumberFormatInfo info, scoped ref NumberBuffer number)
        where TCharacter : unmanaged
    {
        const int ExponentLimit = 100_000_000;
        int start = scanner.Index++;
        bool isNegative = !scanner.Take(info.PositiveSign) && scanner.TakeNegativeSign(info);
        if (!IsDigit(scanner.Current))
        {
            scanner.Index = start;
            return;
        }

        int exponent = 0;
        for (; IsDigit(scanner.Current); scanner.Index++)
        {
            if (exponent < ExponentLimit)
            {
                exponent = exponent * 10 + (int)(scanner.Current - '0');
            }
            else
            {
                // Far out of every type's range.
                exponent = int.MaxValue;
                number.Scale = 0;
            }
        }

        number.Scale += isNegative ? -exponent : exponent;
    }
}

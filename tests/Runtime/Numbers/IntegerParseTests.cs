using System.Globalization;
using System.Text;

namespace Diesis.Tests.Runtime;

/// <summary>Text to integers: every type from UTF-16 and UTF-8, all styles, ranges, and what is said of bad text.</summary>
internal static class IntegerParseTests
{
    private static readonly string[] s_texts =
    [
        "", " ", "0", "-0", "+0", "1", "-1", "+1", " 1", "1 ", "\t1\r\n", "1\0", "1\0\0", "1\0 ", "1 \0", "- 1", "+ 1", "--1", "+-1", "1-", "1+", "-", "+", "00000000000000000000000000001", "127", "128", "-128", "-129",
        "255", "256", "32767", "32768", "-32768", "-32769", "65535", "65536", "2147483647", "2147483648", "-2147483648", "-2147483649", "4294967295", "4294967296", "9223372036854775807",
        "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616", "99999999999999999999", "100000000000000000000000", "1,000",
        "1,0,0,0", ",1", "1,", "1.0", "1.5", "1.", ".5", "1.00000000000000000000000000", "1e3", "1E3", "1e-1", "10e-1", "1e", "1e+", "1e99", "0e99", "0e99999999999", "1e100000000000", "(1)", "(1", "1)", "(-1)",
        "\u00A41", "1\u00A4", "-\u00A41", "\u00A4 -1", "\u00A4-1", "$1", "0x1F", "1F", "FF", "ff", "80", "FFFFFFFF", "100000000", "FFFFFFFFFFFFFFFF", "10000000000000000", "G", "101", "11111111", "100000001", "2",
        "\u0661", "1\u00A0", "\u20031", "x", "1x", "x1", "12 34", "-1.0", "-0.0", "1,000.00", "(1,000)", "Infinity", "1_000",
    ];

    internal static void Register(TestList tests)
    {
        foreach (string name in (string[])["SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "IntPtr", "UIntPtr"])
        {
            string type = name;
            tests.Add("Numbers.Parse." + type, () =>
            {
                foreach (string text in s_texts)
                {
                    NumberSamples.RecordOutcome(() => Parse(type, text, NumberStyles.Integer));
                }
            });
            tests.Add("Numbers.Parse." + type + ".Utf8", () =>
            {
                foreach (string text in s_texts)
                {
                    NumberSamples.RecordOutcome(() => ParseUtf8(type, Encoding.UTF8.GetBytes(text), NumberStyles.Integer));
                }
            });
        }

        foreach (NumberStyles style in (NumberStyles[])
            [NumberStyles.None, NumberStyles.Number, NumberStyles.Float, NumberStyles.Currency, NumberStyles.Any, NumberStyles.HexNumber, NumberStyles.AllowHexSpecifier, NumberStyles.BinaryNumber,
            NumberStyles.AllowBinarySpecifier, NumberStyles.AllowTrailingSign, NumberStyles.AllowParentheses, NumberStyles.AllowLeadingWhite, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent])
        {
            tests.Add("Numbers.Parse.Style" + ((int)style).ToString("X3"), () =>
            {
                foreach (string text in s_texts)
                {
                    NumberSamples.RecordOutcome(() => Parse("Int32", text, style));
                    NumberSamples.RecordOutcome(() => Parse("UInt64", text, style));
                    NumberSamples.RecordOutcome(() => Parse("SByte", text, style));
                    NumberSamples.RecordOutcome(() => ParseUtf8("Int64", Encoding.UTF8.GetBytes(text), style));
                }
            });
        }

        tests.Add("Numbers.Parse.TryGivesZero", static () =>
        {
            foreach (string text in s_texts)
            {
                Check.Record(int.TryParse(text, out int number));
                Check.Record(number);
                Check.Record(ulong.TryParse(text, NumberStyles.Any, null, out ulong large));
                Check.Record(large);
                Check.Record(byte.TryParse(text.AsSpan(), out byte small));
                Check.Record(small);
                Check.Record(short.TryParse(Encoding.UTF8.GetBytes(text), out short half));
                Check.Record(half);
            }

            Check.False(int.TryParse((string?)null, out int nothing));
            Check.Equal(0, nothing);
        });

        tests.Add("Numbers.Parse.Errors", static () =>
        {
            Check.RecordThrown(static () => int.Parse((string)null!));
            Check.RecordThrown(static () => int.Parse("1", NumberStyles.AllowHexSpecifier | NumberStyles.AllowExponent));
            Check.RecordThrown(static () => int.Parse("1", NumberStyles.AllowHexSpecifier | NumberStyles.AllowBinarySpecifier));
            Check.RecordThrown(static () => int.Parse("1", (NumberStyles)0x800));
            Check.RecordThrown(static () => int.TryParse((string?)null, (NumberStyles)0x800, null, out _));
            Check.RecordThrown(static () => long.Parse("\u65E5\u672C"u8.ToArray().AsSpan().Length.ToString() + "x"));
            Check.RecordThrown(static () => int.Parse("\u65E5\u672C\uD800"));
            Check.RecordThrown(static () => int.Parse(new byte[] { 0x31, 0xFF, 0xC3 }));
        });

        tests.Add("Numbers.Parse.RoundTrip", static () =>
        {
            SeededRandom random = new(21);
            for (int i = 0; i < 3000; i++)
            {
                long value = (long)random.NextMagnitude() * (random.NextBool() ? 1 : -1);
                Check.Equal(value, long.Parse(value.ToString()));
                Check.Equal((ulong)value, ulong.Parse(((ulong)value).ToString()));
                Check.Equal((int)value, int.Parse(((int)value).ToString("N0"), NumberStyles.Number));
                Check.Equal((int)value, int.Parse(((int)value).ToString("X"), NumberStyles.HexNumber));
                Check.Equal((long)(short)value, short.Parse(((short)value).ToString("B"), NumberStyles.BinaryNumber));
                Check.Equal(value, long.Parse(value.ToString("E18"), NumberStyles.Float));
                Check.Equal(value, long.Parse(value.ToString("C0"), NumberStyles.Currency));
            }
        });

        tests.Add("Numbers.Parse.RandomText", static () =>
        {
            SeededRandom random = new(22);
            const string Characters = "0123456789.,eE+-() \t\0\u00A4xXAaf";
            for (int i = 0; i < 3000; i++)
            {
                char[] characters = new char[random.Next(1, 8)];
                for (int j = 0; j < characters.Length; j++)
                {
                    characters[j] = Characters[random.Next(Characters.Length)];
                }

                string text = new(characters);
                NumberStyles style = (NumberStyles)random.Next(0x200);
                Check.Record(int.TryParse(text, style, null, out int number));
                Check.Record(number);
                Check.Record(ulong.TryParse(Encoding.UTF8.GetBytes(text), style, CultureInfo.InvariantCulture, out ulong large));
                Check.Record(large);
            }
        });

        tests.Add("Numbers.Parse.Provider", static () =>
        {
            NumberFormatInfo info = new() { NegativeSign = "neg", PositiveSign = "pos", NumberGroupSeparator = " ", NumberDecimalSeparator = ";" };
            foreach (string text in (string[])["neg5", "pos5", "-5", "1 000", "1;0", "5neg", "ne5"])
            {
                Check.Record(int.TryParse(text, NumberStyles.Number, info, out int number));
                Check.Record(number);
                Check.Record(double.TryParse(text, NumberStyles.Number, info, out double real));
                Check.Record(real);
            }
        });

        tests.Add("Numbers.Parse.Boolean", static () =>
        {
            foreach (string text in (string[])["true", "True", "TRUE", " true ", "tRuE\0", "\0 false", "false", "False", "", "t", "1", "truefalse", "true x", "\u2003true", "\u0054RUE"])
            {
                NumberSamples.RecordOutcome(() => bool.Parse(text).ToString());
                Check.Record(bool.TryParse(text, out bool value));
                Check.Record(value);
            }

            Check.RecordThrown(static () => bool.Parse((string)null!));
            Check.Equal("True", bool.TrueString);
            Check.Equal(1, true.CompareTo(false));
            Check.Equal(1, true.GetHashCode());
            Check.RecordThrown(static () => true.CompareTo(1));
        });
    }

    private static string Parse(string type, string text, NumberStyles style) => type switch
    {
        "SByte" => sbyte.Parse(text, style).ToString(),
        "Byte" => byte.Parse(text, style).ToString(),
        "Int16" => short.Parse(text, style).ToString(),
        "UInt16" => ushort.Parse(text, style).ToString(),
        "Int32" => int.Parse(text, style).ToString(),
        "UInt32" => uint.Parse(text, style).ToString(),
        "Int64" => long.Parse(text, style).ToString(),
        "UInt64" => ulong.Parse(text, style).ToString(),
        "IntPtr" => nint.Parse(text, style).ToString(),
        _ => nuint.Parse(text, style).ToString(),
    };

    private static string ParseUtf8(string type, byte[] text, NumberStyles style) => type switch
    {
        "SByte" => sbyte.Parse(text, style).ToString(),
        "Byte" => byte.Parse(text, style).ToString(),
        "Int16" => short.Parse(text, style).ToString(),
        "UInt16" => ushort.Parse(text, style).ToString(),
        "Int32" => int.Parse(text, style).ToString(),
        "UInt32" => uint.Parse(text, style).ToString(),
        "Int64" => long.Parse(text, style).ToString(),
        "UInt64" => ulong.Parse(text, style).ToString(),
        "IntPtr" => nint.Parse(text, style).ToString(),
        _ => nuint.Parse(text, style).ToString(),
    };
}

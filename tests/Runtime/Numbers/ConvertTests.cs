using System.Buffers;

namespace Diesis.Tests.Runtime;

/// <summary>Convert: ranges between the primitives, other bases, hexadecimal and Base64 with bad input.</summary>
internal static class ConvertTests
{
    private static readonly string[] s_digits =
    [
        "", "0", "1", "-1", "+1", "12", "-12", "7", "8", "9", "F", "f", "g", "FF", "80", "7F", "1FF", "FFFF", "8000", "1FFFF", "FFFFFFFF", "80000000", "1FFFFFFFF", "FFFFFFFFFFFFFFFF", "8000000000000000",
        "1FFFFFFFFFFFFFFFF", "0x1F", "0XfF", "0x", "x", "101", "11111111", "100000000", "11111111111111111111111111111111", "777", "37777777777", "77777777777", "1777777777777777777777", "2147483647", "2147483648",
        "-2147483648", "-2147483649", "4294967295", "4294967296", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551615", "18446744073709551616", " 1", "1 ", "-", "+", "--1", "12x",
        "255", "256", "-128", "-129", "32768", "65535", "65536",
    ];

    internal static void Register(TestList tests)
    {
        foreach (int fromBase in (int[])[2, 8, 10, 16, 3])
        {
            tests.Add("Numbers.Convert.FromBase" + fromBase.ToString(), () =>
            {
                foreach (string text in s_digits)
                {
                    NumberSamples.RecordOutcome(() => Convert.ToSByte(text, fromBase).ToString());
                    NumberSamples.RecordOutcome(() => Convert.ToByte(text, fromBase).ToString());
                    NumberSamples.RecordOutcome(() => Convert.ToInt16(text, fromBase).ToString());
                    NumberSamples.RecordOutcome(() => Convert.ToUInt16(text, fromBase).ToString());
                    NumberSamples.RecordOutcome(() => Convert.ToInt32(text, fromBase).ToString());
                    NumberSamples.RecordOutcome(() => Convert.ToUInt32(text, fromBase).ToString());
                    NumberSamples.RecordOutcome(() => Convert.ToInt64(text, fromBase).ToString());
                    NumberSamples.RecordOutcome(() => Convert.ToUInt64(text, fromBase).ToString());
                }

                NumberSamples.RecordOutcome(() => Convert.ToInt32(null, fromBase).ToString());
            });
            tests.Add("Numbers.Convert.ToBase" + fromBase.ToString(), () =>
            {
                foreach (long value in NumberSamples.Integers)
                {
                    NumberSamples.RecordOutcome(() => Convert.ToString((byte)value, fromBase));
                    NumberSamples.RecordOutcome(() => Convert.ToString((short)value, fromBase));
                    NumberSamples.RecordOutcome(() => Convert.ToString((int)value, fromBase));
                    NumberSamples.RecordOutcome(() => Convert.ToString(value, fromBase));
                }
            });
        }

        tests.Add("Numbers.Convert.BetweenIntegers", static () =>
        {
            foreach (long value in NumberSamples.Integers)
            {
                NumberSamples.RecordOutcome(() => Convert.ToSByte(value).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToByte((ulong)value).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToInt16((int)value).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToUInt16((uint)value).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToInt32(value).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToUInt32((sbyte)value).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToInt64((ulong)value).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToUInt64((short)value).ToString());
                NumberSamples.RecordOutcome(() => ((int)Convert.ToChar(value)).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToByte((char)value).ToString());
                Check.Record(Convert.ToBoolean(value));
                Check.Record(Convert.ToDouble(value));
            }
        });
        tests.Add("Numbers.Convert.FromFloats", static () =>
        {
            foreach (double value in NumberSamples.Doubles)
            {
                NumberSamples.RecordOutcome(() => Convert.ToSByte(value).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToByte((float)value).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToInt16(value).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToUInt16(value).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToInt32(value).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToInt32(-value).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToUInt32(value).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToInt64(value).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToUInt64(value).ToString());
                Check.Record(Convert.ToBoolean(value));
                Check.Record((double)Convert.ToSingle(value));
            }
        });
        tests.Add("Numbers.Convert.FromStrings", static () =>
        {
            foreach (string text in (string[])["", "1", " 5 ", "x", "300", "-1", "1.5", "True", "99999999999999999999", "ab"])
            {
                NumberSamples.RecordOutcome(() => Convert.ToByte(text).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToInt32(text).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToUInt64(text).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToDouble(text).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToBoolean(text).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToChar(text).ToString());
            }

            Check.Equal(0, Convert.ToInt32((string?)null));
            Check.False(Convert.ToBoolean((string?)null));
            Check.RecordThrown(static () => Convert.ToChar((string)null!));
        });
        tests.Add("Numbers.Convert.FromObjects", static () =>
        {
            foreach (object? value in (object?[])[null, 5, -5L, (byte)200, 'x', 2.5, 3.5f, true, "77", "x", ulong.MaxValue])
            {
                NumberSamples.RecordOutcome(() => Convert.ToString(value) ?? "null");
                if (value is char)
                {
                    continue;
                }

                NumberSamples.RecordOutcome(() => Convert.ToInt32(value).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToByte(value).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToUInt64(value).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToDouble(value).ToString());
                NumberSamples.RecordOutcome(() => Convert.ToBoolean(value).ToString());
            }

            Check.RecordThrown(static () => Convert.ToInt32(new object()));
        });
        tests.Add("Numbers.Hex.RoundTrip", static () =>
        {
            SeededRandom random = new(51);
            for (int length = 0; length < 100; length++)
            {
                byte[] bytes = new byte[length];
                random.NextBytes(bytes);
                string text = Convert.ToHexString(bytes);
                Check.Record(text);
                Check.Record(Convert.ToHexStringLower(bytes));
                Check.Sequence(bytes, Convert.FromHexString(text));
                Check.Sequence(bytes, Convert.FromHexString(text.ToLowerInvariant()));
            }
        });
        tests.Add("Numbers.Hex.Bad", static () =>
        {
            foreach (string text in (string[])["a", "abc", "zz", "0g", "g0", "a-", "00 1", "\u0661\u0661", "0x12", "aabbccddeeffgg", "aabbccddeef"])
            {
                NumberSamples.RecordOutcome(() => Convert.FromHexString(text).Length.ToString());
                Check.Record((long)Convert.FromHexString(text, new byte[5], out int consumed, out int written));
                Check.Record(consumed);
                Check.Record(written);
            }

            Check.RecordThrown(static () => Convert.ToHexString(null!));
            Check.RecordThrown(static () => Convert.ToHexString(new byte[3], 2, 2));
            Check.RecordThrown(static () => Convert.ToHexString(new byte[3], -1, 2));
            Check.RecordThrown(static () => Convert.FromHexString((string)null!));
            Check.Record(Convert.TryToHexString(new byte[3], new char[5], out int none));
            Check.Record(none);
        });
        tests.Add("Numbers.Base64.RoundTrip", static () =>
        {
            SeededRandom random = new(52);
            for (int length = 0; length < 200; length++)
            {
                byte[] bytes = new byte[length];
                random.NextBytes(bytes);
                string text = Convert.ToBase64String(bytes);
                Check.Record(text);
                Check.Sequence(bytes, Convert.FromBase64String(text));
                string lines = Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks);
                Check.Record(lines);
                Check.Sequence(bytes, Convert.FromBase64String(lines));
                char[] characters = new char[length + 40];
                Check.Record(Convert.TryToBase64Chars(bytes, characters, out int written));
                Check.Record(written);
            }
        });
        tests.Add("Numbers.Base64.Bad", static () =>
        {
            foreach (string text in (string[])
                [
                    "a", "ab", "abc", "abcd", "abc=", "ab==", "a===", "====", "=abc", "a=bc", "ab=c", "abc==", "abcd=", "abcd==", "abcd====", "YQ==YQ==", "YR==", "YWJ=", "ab!c", "ab c d", " Y Q =\n= ", "\r\nYQ==\t", "YQ==\u00A0", "YQ=",
                    "YQ= =", "YQ\0==", "abcde", "abcdef", "abcdefg", "abcdefg=", "\u0100bcd", "-_-_", "YQ== x",
                ])
            {
                NumberSamples.RecordOutcome(() => Convert.ToHexString(Convert.FromBase64String(text)));
                byte[] bytes = new byte[3];
                Check.Record(Convert.TryFromBase64String(text, bytes, out int written));
                Check.Record(written);
            }

            Check.RecordThrown(static () => Convert.FromBase64String(null!));
            Check.RecordThrown(static () => Convert.ToBase64String(null!));
            Check.RecordThrown(static () => Convert.ToBase64String(new byte[2], 1, 2));
            Check.RecordThrown(static () => Convert.ToBase64String(new byte[2], (Base64FormattingOptions)2));
            Check.Record(Convert.FromBase64CharArray("xYWJjx".ToCharArray(), 1, 4));
            char[] target = new char[10];
            Check.Record(Convert.ToBase64CharArray([1, 2, 3, 4], 1, 3, target, 2));
            Check.Record(new string(target));
        });
        tests.Add("Numbers.Base64.RandomText", static () =>
        {
            const string Characters = "ABab01+/== \n!";
            SeededRandom random = new(53);
            for (int i = 0; i < 3000; i++)
            {
                char[] characters = new char[random.Next(1, 14)];
                for (int j = 0; j < characters.Length; j++)
                {
                    characters[j] = Characters[random.Next(Characters.Length)];
                }

                NumberSamples.RecordOutcome(() => Convert.ToHexString(Convert.FromBase64String(new string(characters))));
            }
        });
    }
}

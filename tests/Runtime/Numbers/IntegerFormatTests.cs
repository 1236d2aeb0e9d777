using System.Globalization;

namespace Diesis.Tests.Runtime;

/// <summary>Integers to text: every type, standard and custom formats, destinations of every length.</summary>
internal static class IntegerFormatTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("Numbers.Format.Default", static () =>
        {
            foreach (long value in NumberSamples.Integers)
            {
                Check.Record(value.ToString());
                Check.Record(((ulong)value).ToString());
                Check.Record(((int)value).ToString());
                Check.Record(((uint)value).ToString());
                Check.Record(((short)value).ToString());
                Check.Record(((ushort)value).ToString());
                Check.Record(((sbyte)value).ToString());
                Check.Record(((byte)value).ToString());
                Check.Record(((nint)value).ToString());
                Check.Record(((nuint)value).ToString());
            }
        });

        foreach (string format in NumberSamples.IntegerFormats)
        {
            tests.Add("Numbers.Format.Integer." + format, () => RecordAllTypes(format));
        }

        foreach (string format in NumberSamples.CustomFormats)
        {
            tests.Add("Numbers.Format.Integer.Custom " + format, () => RecordAllTypes(format));
        }

        tests.Add("Numbers.Format.EveryDigitCount", static () =>
        {
            ulong value = 1;
            for (int digits = 1; digits <= 20; digits++)
            {
                Check.Record((value - 1).ToString());
                Check.Record(value.ToString());
                Check.Record((-(long)value).ToString());
                Check.Equal(digits, value.ToString().Length);
                value *= 10;
            }
        });

        tests.Add("Numbers.Format.SmallNumbersAreTheSameText", static () =>
        {
            for (int i = -20; i < 1200; i++)
            {
                Check.Record(i.ToString());
                Check.Equal(i.ToString(), i.ToString("D"));
                Check.Equal(i.ToString(), i.ToString("G", CultureInfo.InvariantCulture));
            }
        });

        tests.Add("Numbers.Format.Random", static () =>
        {
            SeededRandom random = new(11);
            for (int i = 0; i < 2000; i++)
            {
                long value = (long)random.NextMagnitude() * (random.NextBool() ? 1 : -1);
                Check.Record(value.ToString());
                Check.Record(((ulong)value).ToString());
                string format = NumberSamples.IntegerFormats[random.Next(NumberSamples.IntegerFormats.Length)];
                NumberSamples.RecordOutcome(() => value.ToString(format));
                NumberSamples.RecordOutcome(() => ((int)value).ToString(format));
            }
        });

        tests.Add("Numbers.Format.RandomCustom", static () =>
        {
            const string Pieces = "0#.,;%E+-0'\"\\ex \u2030(0#0#00..,";
            SeededRandom random = new(12);
            for (int i = 0; i < 2000; i++)
            {
                char[] characters = new char[random.Next(1, 14)];
                for (int j = 0; j < characters.Length; j++)
                {
                    characters[j] = Pieces[random.Next(Pieces.Length)];
                }

                string format = new(characters);
                long value = (long)random.NextMagnitude() * (random.NextBool() ? 1 : -1);
                NumberSamples.RecordOutcome(() => value.ToString(format));
            }
        });

        tests.Add("Numbers.Format.IntoCharacters", static () => IntoSpans(isUtf8: false));
        tests.Add("Numbers.Format.IntoUtf8", static () => IntoSpans(isUtf8: true));

        tests.Add("Numbers.Format.Interpolated", static () =>
        {
            int small = 7;
            ulong large = ulong.MaxValue;
            Check.Record($"{small}|{-small}|{small:D3}|{large:N0}|{large,25}|{small,-5}|{(byte)255:X}");
        });

        foreach (string format in (string[])["Z", "Q5", "D1000000000", "F1000000000", "G-1", "X 2", "I", "D2x", "N99999999999", "\0", "D\0", "D5\0x", "A", "K0"])
        {
            tests.Add("Numbers.Format.Odd " + format.Replace("\0", "NUL"), () =>
            {
                NumberSamples.RecordOutcome(() => 1234.ToString(format));
                NumberSamples.RecordOutcome(() => (-56L).ToString(format));
            });
        }

        tests.Add("Numbers.Format.Provider", static () =>
        {
            NumberFormatInfo info = new()
            {
                NegativeSign = "minus ", NumberGroupSeparator = "'", NumberDecimalSeparator = "comma", CurrencySymbol = "EUR", NumberGroupSizes = [3, 2, 0], PercentSymbol = "pc",
                PositiveSign = "plus",
            };
            foreach (string format in (string[])["", "D", "N", "C", "P", "F1", "E2", "#,##0.0", "0.0%", "0.0E+0", "G3"])
            {
                Check.Record((-1234567890L).ToString(format, info));
                Check.Record(1234567890.ToString(format, info));
                if (format != "D")
                {
                    Check.Record((-12345.678).ToString(format, info));
                }
            }
        });

        for (int pattern = 0; pattern <= 16; pattern++)
        {
            int number = pattern;
            tests.Add("Numbers.Format.NegativePattern" + number.ToString(), () =>
            {
                NumberFormatInfo info = new();
                info.CurrencyNegativePattern = number;
                Check.Record((-5432.1).ToString("C", info));
                if (number <= 11)
                {
                    info.PercentNegativePattern = number;
                    Check.Record((-0.5432).ToString("P1", info));
                }

                if (number <= 4)
                {
                    info.NumberNegativePattern = number;
                    Check.Record((-5432.1).ToString("N1", info));
                }

                if (number <= 3)
                {
                    info.CurrencyPositivePattern = number;
                    info.PercentPositivePattern = number;
                    Check.Record(5432.1.ToString("C1", info));
                    Check.Record(0.5432.ToString("P2", info));
                }
            });
        }

        tests.Add("Numbers.Format.InfoErrors", static () =>
        {
            Check.RecordThrown(static () => new NumberFormatInfo().NumberDecimalDigits = 100);
            Check.RecordThrown(static () => new NumberFormatInfo().NumberNegativePattern = 5);
            Check.RecordThrown(static () => new NumberFormatInfo().NegativeSign = null!);
            Check.RecordThrown(static () => new NumberFormatInfo().NumberDecimalSeparator = "");
            Check.RecordThrown(static () => new NumberFormatInfo().NumberGroupSizes = [1, 0, 2]);
            Check.RecordThrown(static () => NumberFormatInfo.InvariantInfo.NegativeSign = "x");
            Check.RecordThrown(static () => NumberFormatInfo.ReadOnly(new NumberFormatInfo()).NaNSymbol = "x");
            Check.True(NumberFormatInfo.InvariantInfo.IsReadOnly);
            Check.True(ReferenceEquals(NumberFormatInfo.GetInstance(CultureInfo.InvariantCulture), NumberFormatInfo.InvariantInfo));
        });
    }

    private static void RecordAllTypes(string format)
    {
        foreach (long value in NumberSamples.Integers)
        {
            NumberSamples.RecordOutcome(() => value.ToString(format));
            NumberSamples.RecordOutcome(() => ((ulong)value).ToString(format));
            NumberSamples.RecordOutcome(() => ((int)value).ToString(format));
            NumberSamples.RecordOutcome(() => ((ushort)value).ToString(format));
            NumberSamples.RecordOutcome(() => ((sbyte)value).ToString(format));
        }
    }

    private static void IntoSpans(bool isUtf8)
    {
        foreach (string format in (string[])["", "D", "X", "N", "D12", "B", "E3", "\u00A40\u20AC", "0.0"])
        {
            foreach (long value in NumberSamples.Integers)
            {
                for (int length = 0; length < 24; length += 3)
                {
                    if (isUtf8)
                    {
                        byte[] bytes = new byte[length];
                        Check.Record(value.TryFormat(bytes, out int written, format));
                        Check.Record(written);
                        Check.Record(new ReadOnlySpan<byte>(bytes, 0, written));
                        Check.Record(((byte)value).TryFormat(bytes, out written, format));
                        Check.Record(new ReadOnlySpan<byte>(bytes, 0, written));
                    }
                    else
                    {
                        char[] characters = new char[length];
                        Check.Record(value.TryFormat(characters, out int written, format));
                        Check.Record(written);
                        Check.Record(new string(characters, 0, written));
                        Check.Record(((byte)value).TryFormat(characters, out written, format));
                        Check.Record(new string(characters, 0, written));
                    }
                }
            }
        }
    }
}

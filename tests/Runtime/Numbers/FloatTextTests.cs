using System.Globalization;
using System.Text;

namespace Diesis.Tests.Runtime;

/// <summary>Doubles and floats to text and back.</summary>
internal static class FloatTextTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("Numbers.Float.Shortest", static () =>
        {
            foreach (double value in NumberSamples.Doubles)
            {
                Check.Record(value.ToString());
                Check.Record((-value).ToString());
                Check.Record(((float)value).ToString());
            }
        });

        foreach (string format in NumberSamples.FloatFormats)
        {
            tests.Add("Numbers.Float.Format." + format, () =>
            {
                foreach (double value in NumberSamples.Doubles)
                {
                    Check.Record(value.ToString(format));
                    Check.Record((-value).ToString(format));
                    Check.Record(((float)value).ToString(format));
                }
            });
        }

        foreach (string format in NumberSamples.CustomFormats)
        {
            tests.Add("Numbers.Float.Custom " + format, () =>
            {
                foreach (double value in NumberSamples.Doubles)
                {
                    NumberSamples.RecordOutcome(() => value.ToString(format));
                    NumberSamples.RecordOutcome(() => (-value).ToString(format));
                    NumberSamples.RecordOutcome(() => ((float)value).ToString(format));
                }
            });
        }

        tests.Add("Numbers.Float.BadFormats", static () =>
        {
            foreach (string format in (string[])["D", "X", "B", "Z5", "G1000000000", "x8"])
            {
                Check.RecordThrown(() => 1.5.ToString(format));
                Check.RecordThrown(() => 1.5f.ToString(format));
            }
        });

        for (int part = 0; part < 6; part++)
        {
            int seed = 100 + part;
            tests.Add("Numbers.Float.RandomShortest" + part.ToString(), () =>
            {
                SeededRandom random = new(seed);
                for (int i = 0; i < 2000; i++)
                {
                    double value = NumberSamples.NextDouble(random);
                    string text = value.ToString();
                    Check.Record(text);
                    Check.Equal(value, double.Parse(text));
                    float single = NumberSamples.NextSingle(random);
                    text = single.ToString();
                    Check.Record(text);
                    Check.Equal(single, float.Parse(text));
                }
            });
            tests.Add("Numbers.Float.RandomFormats" + part.ToString(), () =>
            {
                SeededRandom random = new(seed);
                for (int i = 0; i < 600; i++)
                {
                    double value = NumberSamples.NextDouble(random);
                    char letter = "GNFEPC"[random.Next(6)];
                    string format = letter.ToString() + random.Next(random.NextBool() ? 8 : 45).ToString();
                    Check.Record(value.ToString(format));
                    Check.Record(((float)value).ToString(format));
                }
            });
            tests.Add("Numbers.Float.RandomParse" + part.ToString(), () =>
            {
                SeededRandom random = new(seed);
                for (int i = 0; i < 1500; i++)
                {
                    string text = NextDecimal(random);
                    Check.Record(double.Parse(text));
                    Check.Record((double)float.Parse(text));
                }
            });
        }

        foreach (string text in (string[])
            [
                "9007199254740993", "9007199254740992.9999999999999999999999", "9007199254740993.0000000000000000000000000000001", "1.7976931348623158e308", "1.7976931348623159e308", "2.4703282292062327e-324",
                "2.4703282292062328e-324", "2.2250738585072011e-308", "2.2250738585072012e-308", "6.631236846766476e-316", "3.2378839133029012895883524125015321748630094239665408e-319", "1e-400", "1e400", "1e23",
                "8.5e22", "1.00000005960464477539062499999", "1.000000059604644775390625", "1.00000005960464477539062500001", "3.4028235677973366e38", "3.4028235677973365e38", "7.0064923216240853e-46",
                "7.0064923216240854e-46", "0.000000000000000000000000000000000000011754943508222875", "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880",
                "0.1e1", "1e0000000000000000001", "1e-0000000000000000001", "00000000000000000000000000000000000000000000000000001", "0.0000000000000000000000000000000000000000000000000000000000001e60", "123456789012345678901234567890123456789012345678901234567890",
            ])
        {
            tests.Add("Numbers.Float.Halfway " + (text.Length > 40 ? text.Substring(0, 40) : text), () =>
            {
                Check.Record(double.Parse(text));
                Check.Record(double.Parse("-" + text));
                Check.Record((double)float.Parse(text));
                Check.Record(double.Parse(Encoding.UTF8.GetBytes(text)));
            });
        }

        tests.Add("Numbers.Float.ParseForms", static () =>
        {
            foreach (string text in (string[])
                [
                    "", " ", "1", "-1", "+1", "1.", ".1", ".", "-.5", "1e5", "1E+5", "1e-5", "1e", "1e+", "e5", "1,234.5", "1,2,3", "1,", " 1.5 ", "1.5\0", "1 .5", "NaN", "nan", "-NaN", "+NaN", "Infinity", "infinity", "-Infinity", "+Infinity",
                    " Infinity ", "-infinity", "\u221E", "Inf", "0x1p3", "(1.5)", "\u00A41.5", "1.5-", "--1", "1e5.5", "1.2.3", "1e99999999999", "1e-99999999999", "0e99999999999", "-0", "-0e5", "1f", "1d", "5E-324", "\u06615",
                ])
            {
                NumberSamples.RecordOutcome(() => BitConverter.DoubleToInt64Bits(double.Parse(text) is double value && double.IsNaN(value) ? 0.5 : value).ToString("X"));
                Check.Record(double.TryParse(text, NumberStyles.Any, CultureInfo.InvariantCulture, out double any));
                Check.Record(any);
                Check.Record(double.TryParse(Encoding.UTF8.GetBytes(text), out double utf8));
                Check.Record(utf8);
                Check.Record(float.TryParse(text.AsSpan(), NumberStyles.AllowDecimalPoint, null, out float plain));
                Check.Record((double)plain);
            }

            Check.RecordThrown(static () => double.Parse("1", NumberStyles.HexNumber));
            Check.RecordThrown(static () => double.Parse("1", (NumberStyles)0x8000));
            Check.RecordThrown(static () => double.Parse((string)null!));
            Check.RecordThrown(static () => float.Parse("x"u8));
        });

        tests.Add("Numbers.Float.IntoSpans", static () =>
        {
            foreach (string format in (string[])["", "F3", "E", "G17", "0.00;neg"])
            {
                foreach (double value in NumberSamples.Doubles)
                {
                    for (int length = 0; length < 33; length += 4)
                    {
                        char[] characters = new char[length];
                        Check.Record(value.TryFormat(characters, out int written, format));
                        Check.Record(new string(characters, 0, written));
                        byte[] bytes = new byte[length];
                        Check.Record(((float)value).TryFormat(bytes, out written, format));
                        Check.Record(new ReadOnlySpan<byte>(bytes, 0, written));
                    }
                }
            }
        });

        tests.Add("Numbers.Float.Interpolated", static () =>
        {
            double value = 1234.5;
            Check.Record($"{value}|{value:F1}|{value,12:N2}|{-value,-12:E3}|{1f / 3}|{double.NaN}");
        });
    }

    /// <summary>One to forty digits, a point somewhere, an exponent at times.</summary>
    private static string NextDecimal(SeededRandom random)
    {
        StringBuilder text = new();
        int digits = random.Next(1, random.NextBool() ? 20 : 40);
        int point = random.Next(-1, digits);
        for (int i = 0; i < digits; i++)
        {
            text.Append((char)('0' + random.Next(10)));
            if (i == point)
            {
                text.Append('.');
            }
        }

        if (random.NextBool())
        {
            text.Append('e').Append(random.Next(-345, 310).ToString());
        }

        return text.ToString();
    }
}

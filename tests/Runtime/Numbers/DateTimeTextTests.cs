using System.Globalization;

namespace Diesis.Tests.Runtime;

/// <summary>Dates and spans to text and back.</summary>
internal static class DateTimeTextTests
{
    private static readonly string[] s_texts =
    [
        "2024-02-29", "2024-02-30", "2023-02-29", "2024-2-9", "2024-02-29T12:34:56", "2024-02-29 12:34:56", "2024-02-29T12:34:56Z", "2024-02-29T12:34:56.1234567", "2024-02-29T12:34:56.12345678Z", "2024-02-29T12:34:56.5+02:00",
        "2024-02-29T12:34:56-0530", "2024-02-29T12:34", "2024-02-29T12", "2024-02-29T24:00:00", "2024-02-29T23:60:00", "2024/02/29", "02/29/2024", "2/9/2024", "13/01/2024", "12/31/1999 23:59:59", "12/31/1999 11:59 PM",
        "12/31/1999 12:00 AM", "12/31/1999 13:00 PM", "29 Feb 2024", "Feb 29, 2024", "February 29, 2024", "29 February 2024 12:00", "Thursday, 29 February 2024", "Friday, 29 February 2024", "Thu, 29 Feb 2024 12:34:56 GMT",
        "2024-02", "02/2024", "February 2024", "2024 February", "1/1/49", "1/1/50", "1/1/00", "0001-01-01", "9999-12-31T23:59:59.9999999", "0000-01-01", "10000-01-01", "", " ", "x", "2024", "20240229", "2024-02-29x", "12:34:56 2024-02-29",
        " 2024-02-29 ", "2024-02-29\t12:34", "2024-13-01", "2024-00-10", "1.2.2024", "2024-02-29T12:34:56 Z", "2024-02-29 12:34:56 +01:00", "Z", "T", "AM", "Monday", "2024-02-29 Mon", "5 PM 2024-02-29", "2024-02-29 5PM", "2024-02-29 5 pm",
        "2024-02-29 17:00 pm", "99/99/9999", "2024-02-29T12:34:56.", "2024-02-29T12:34:56,5",
    ];

    private static readonly string[] s_formats =
    [
        "d", "D", "f", "F", "g", "G", "m", "M", "o", "O", "r", "R", "s", "t", "T", "u", "U", "y", "Y", "yyyy-MM-dd", "yy.M.d", "y yy yyy yyyy yyyyy", "d dd ddd dddd", "M MM MMM MMMM", "h hh H HH", "m mm s ss", "%f", "ff.fff.ffff",
        "fffff ffffff fffffff", "%F", "ss.FFF", "s.F", "FFFFFFF", "t tt", "%z", "zz zzz K", "'quoted' \"double\" \\e\\s\\c", "%d", "%M", "g yyyy", "HH:mm:ss/MM", "yyyy'-'MM", "dddd, MMMM d, yyyy 'at' h:mm tt", "ddddd MMMMM hhh HHH mmm sss ttt",
        "x", "Q", "%%", "%", "\\", "'", "ffffffff", "FFFFFFFF", "yyyyMMddHHmmssfff", "N", "X 1",
    ];

    internal static void Register(TestList tests)
    {
        foreach (string format in s_formats)
        {
            tests.Add("Numbers.DateTime.Format " + format, () =>
            {
                SeededRandom random = new(81);
                for (int i = 0; i < 40; i++)
                {
                    DateTime value = DateTimeTests.Next(random);
                    NumberSamples.RecordOutcome(() => value.ToString(format));
                    NumberSamples.RecordOutcome(() => value.ToString(format, CultureInfo.InvariantCulture));
                    NumberSamples.RecordOutcome(() =>
                    {
                        char[] characters = new char[i];
                        return value.TryFormat(characters, out int written, format) ? new string(characters, 0, written) : "too short";
                    });
                }
            });
        }

        tests.Add("Numbers.DateTime.Parse", static () =>
        {
            foreach (string text in s_texts)
            {
                NumberSamples.RecordOutcome(() => Show(DateTime.Parse(text)));
                Check.Record(DateTime.TryParse(text, out DateTime value));
                Check.Record(Show(value));
            }
        });
        foreach (DateTimeStyles styles in (DateTimeStyles[])
            [DateTimeStyles.AdjustToUniversal, DateTimeStyles.AssumeUniversal, DateTimeStyles.AssumeLocal, DateTimeStyles.RoundtripKind, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal])
        {
            tests.Add("Numbers.DateTime.Parse.Style" + ((int)styles).ToString(), () =>
            {
                foreach (string text in s_texts)
                {
                    NumberSamples.RecordOutcome(() => Show(DateTime.Parse(text, CultureInfo.InvariantCulture, styles)));
                }
            });
        }

        tests.Add("Numbers.DateTime.ParseErrors", static () =>
        {
            Check.RecordThrown(static () => DateTime.Parse((string)null!));
            Check.RecordThrown(static () => DateTime.Parse("2024-01-01", null, (DateTimeStyles)0x400));
            Check.RecordThrown(static () => DateTime.Parse("2024-01-01", null, DateTimeStyles.AssumeLocal | DateTimeStyles.AssumeUniversal));
            Check.RecordThrown(static () => DateTime.Parse("2024-01-01", null, DateTimeStyles.RoundtripKind | DateTimeStyles.AdjustToUniversal));
            Check.RecordThrown(static () => DateTime.ParseExact("x", "", null));
            Check.RecordThrown(static () => DateTime.ParseExact("x", "Q", null));
            Check.RecordThrown(static () => DateTime.ParseExact("2024", "yyyy-MM", null));
            Check.RecordThrown(static () => DateTime.ParseExact("2024-01-01", (string)null!, null));
        });
        tests.Add("Numbers.DateTime.RoundTrip", static () =>
        {
            SeededRandom random = new(82);
            for (int i = 0; i < 1000; i++)
            {
                DateTime value = DateTimeTests.Next(random);
                DateTime parsed = DateTime.ParseExact(value.ToString("o"), "o", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
                Check.Equal(value.Ticks, parsed.Ticks);
                Check.Equal(value.Kind, parsed.Kind);
                parsed = DateTime.Parse(value.ToString("o"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
                Check.Equal(value.Ticks, parsed.Ticks);
                foreach (string format in (string[])["s", "u", "r", "G", "F", "D", "d", "yyyyMMddHHmmss", "dd MMM yyyy h:mm:ss tt"])
                {
                    string text = value.ToString(format);
                    Check.Record(Show(DateTime.ParseExact(text, format, CultureInfo.InvariantCulture)));
                    if (format != "yyyyMMddHHmmss")
                    {
                        Check.Record(Show(DateTime.Parse(text, CultureInfo.InvariantCulture)));
                    }
                }
            }
        });
        tests.Add("Numbers.DateTime.ParseExact", static () =>
        {
            (string Text, string Format)[] pairs =
            [
                ("2024-02-29", "yyyy-MM-dd"), ("2024-2-29", "yyyy-MM-dd"), ("2024-2-9", "yyyy-M-d"), ("24-02-29", "yy-MM-dd"), ("20240229", "yyyyMMdd"), ("2024-02-29 ", "yyyy-MM-dd"), (" 2024-02-29", "yyyy-MM-dd"), ("12:34", "HH:mm"), ("12:34 PM", "hh:mm tt"),
                ("12:34 AM", "hh:mm tt"), ("13:34 AM", "hh:mm tt"), ("1 P", "h t"), ("29 feb 2024", "dd MMM yyyy"), ("29 FEBRUARY 2024", "dd MMMM yyyy"), ("Thu 29", "ddd dd"), ("Thursday, 29 February 2024", "D"), ("Friday, 29 February 2024", "D"),
                ("2024-02-29T01:02:03Z", "yyyy-MM-ddTHH:mm:ssK"), ("2024-02-29T01:02:03+05:30", "yyyy-MM-ddTHH:mm:ssK"), ("2024-02-29T01:02:03", "yyyy-MM-ddTHH:mm:ssK"), ("2024-02-29T01:02:03+05:30", "yyyy-MM-ddTHH:mm:sszzz"),
                ("01:02:03.5", "HH:mm:ss.f"), ("01:02:03.5", "HH:mm:ss.FFF"), ("01:02:03", "HH:mm:ss.FFF"), ("01:02:03.1234567", "HH:mm:ss.fffffff"), ("01:02:03.12", "HH:mm:ss.fff"), ("x2024", "'x'yyyy"), ("2024 2024", "yyyy yyyy"), ("2024 2025", "yyyy yyyy"),
                ("12", "hh"), ("0", "hh"), ("12", "HH"), ("99", "ss"), ("2024-02-29T12:34:56", "s"), ("2024-02-29 12:34:56Z", "u"), ("Thu, 29 Feb 2024 12:34:56 GMT", "r"), ("Thu, 29 Feb 2024 12:34:56 UTC", "r"), ("02/29/2024", "d"), ("2/29/2024", "d"),
            ];
            foreach ((string text, string format) in pairs)
            {
                foreach (DateTimeStyles styles in (DateTimeStyles[])[DateTimeStyles.NoCurrentDateDefault, DateTimeStyles.NoCurrentDateDefault | DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AdjustToUniversal])
                {
                    if (format is "ddd dd")
                    {
                        continue;
                    }

                    NumberSamples.RecordOutcome(() => Show(DateTime.ParseExact(text, format, CultureInfo.InvariantCulture, styles)));
                }
            }
        });
        RegisterSpans(tests);
    }

    private static void RegisterSpans(TestList tests)
    {
        foreach (string format in (string[])["", "c", "t", "T", "g", "G", "d\\.hh\\:mm", "%d", "dd", "dddddddd", "ddddddddd", "%h", "hh", "hhh", "%m", "mm", "%s", "ss", "%f", "ff", "fffffff", "ffffffff", "%F", "FFF", "'x'h", "\"y\"m", "h:m", "x", "hh'h 'mm'm'", "%%", "'"])
        {
            tests.Add("Numbers.TimeSpan.Format " + format, () =>
            {
                SeededRandom random = new(83);
                foreach (TimeSpan value in (TimeSpan[])[TimeSpan.Zero, TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.FromTicks(1), TimeSpan.FromDays(1), TimeSpan.FromSeconds(-1.5), new TimeSpan(1, 2, 3, 4, 5)])
                {
                    NumberSamples.RecordOutcome(() => value.ToString(format));
                }

                for (int i = 0; i < 30; i++)
                {
                    TimeSpan value = new(random.NextLong() >> random.Next(60));
                    NumberSamples.RecordOutcome(() => value.ToString(format));
                }
            });
        }

        tests.Add("Numbers.TimeSpan.Parse", static () =>
        {
            foreach (string text in (string[])
                [
                    "0", "1", "-1", "10675199", "10675200", "1:2", "1:2:3", "01:02:03", "1:2:3.4", "1:2:3.1234567", "1:2:3.12345678", "1:2:3.01234567", "1.2:3", "1.2:3:4", "1.2:3:4.5", "1:2:3:4", "1:2:3:4.5", "24:00", "23:59:59", "1:60", "1:2:60",
                    "-1:2:3", "- 1:2:3", "--1", "+1", " 1:2:3 ", "", " ", "x", "1:2:3x", "1:", ":1", "1::2", "1.2", "1:2.3", "1:2:3.", "10675199.02:48:05.4775807", "10675199.02:48:05.4775808", "-10675199.02:48:05.4775808", "-10675199.02:48:05.4775809",
                    "1:2:3:4:5", "99999999999", "1:2:3.00000001", "0:0:0.9999999", "1 1:1:1", "24:0:0", "1.24:0:0",
                ])
            {
                NumberSamples.RecordOutcome(() => TimeSpan.Parse(text).Ticks.ToString());
                Check.Record(TimeSpan.TryParse(text, out TimeSpan value));
                Check.Record(value.Ticks);
            }

            Check.RecordThrown(static () => TimeSpan.Parse(null!));
        });
        tests.Add("Numbers.TimeSpan.ParseExact", static () =>
        {
            foreach ((string text, string format) in ((string, string)[])
                [
                    ("1.02:03:04", "c"), ("1:02:03:04", "c"), ("1:2:3:4", "g"), ("1:02:03:04.0000005", "G"), ("1:02:03:04", "G"), ("12:34", "hh\\:mm"), ("1:34", "hh\\:mm"), ("1:34", "h\\:mm"), ("5.06", "d\\.hh"), ("123", "fff"), ("12", "fff"), ("12", "FFF"),
                    ("3d4h", "d'd'h'h'"), ("99", "mm"), ("24", "hh"), ("x", "'x'"), ("5", "%s"), ("5", "Q"), ("5", "%%"), ("", "c"),
                ])
            {
                NumberSamples.RecordOutcome(() => TimeSpan.ParseExact(text, format, null).Ticks.ToString());
                NumberSamples.RecordOutcome(() => TimeSpan.ParseExact(text, format, null, TimeSpanStyles.AssumeNegative).Ticks.ToString());
                Check.Record(TimeSpan.TryParseExact(text, format, null, out TimeSpan value));
                Check.Record(value.Ticks);
            }
        });
        tests.Add("Numbers.TimeSpan.RoundTrip", static () =>
        {
            SeededRandom random = new(84);
            for (int i = 0; i < 1000; i++)
            {
                TimeSpan value = new(random.NextLong() >> random.Next(60));
                Check.Equal(value.Ticks, TimeSpan.Parse(value.ToString()).Ticks);
                Check.Equal(value.Ticks, TimeSpan.Parse(value.ToString("g")).Ticks);
                Check.Equal(value.Ticks, TimeSpan.ParseExact(value.ToString("G"), "G", null).Ticks);
                Check.Equal(value.Ticks, TimeSpan.ParseExact(value.ToString("c"), "c", null).Ticks);
            }
        });
        tests.Add("Numbers.TimeSpan.Arithmetic", static () =>
        {
            SeededRandom random = new(85);
            for (int i = 0; i < 500; i++)
            {
                TimeSpan value = new(random.NextLong() >> random.Next(60));
                TimeSpan other = new(random.NextLong() >> random.Next(60));
                double factor = NumberSamples.NextDouble(random);
                NumberSamples.RecordOutcome(() => (value + other).ToString());
                NumberSamples.RecordOutcome(() => (value - other).ToString());
                NumberSamples.RecordOutcome(() => (value * factor).ToString());
                NumberSamples.RecordOutcome(() => (value / factor).ToString());
                NumberSamples.RecordOutcome(() => (value / other).ToString());
                NumberSamples.RecordOutcome(() => value.Negate().Duration().ToString());
                Check.Record(value.TotalDays + value.TotalHours + value.TotalMinutes);
                Check.Record(value.TotalSeconds);
                Check.Record(value.TotalMilliseconds);
                Check.Record(value.TotalMicroseconds);
                Check.Record(value.TotalNanoseconds);
                Check.Record(value.Days * 1000000L + value.Hours * 10000 + value.Minutes * 100 + value.Seconds);
                Check.Record(value.Milliseconds * 1000000 + value.Microseconds * 1000 + value.Nanoseconds);
                Check.Record(value.CompareTo(other));
            }
        });
        tests.Add("Numbers.TimeSpan.From", static () =>
        {
            foreach (double value in NumberSamples.Doubles)
            {
                NumberSamples.RecordOutcome(() => TimeSpan.FromDays(value).ToString());
                NumberSamples.RecordOutcome(() => TimeSpan.FromHours(-value).ToString());
                NumberSamples.RecordOutcome(() => TimeSpan.FromMinutes(value).ToString());
                NumberSamples.RecordOutcome(() => TimeSpan.FromSeconds(value).ToString());
                NumberSamples.RecordOutcome(() => TimeSpan.FromMilliseconds(value).ToString());
                NumberSamples.RecordOutcome(() => TimeSpan.FromMicroseconds(value).ToString());
            }

            foreach (long value in NumberSamples.Integers)
            {
                NumberSamples.RecordOutcome(() => TimeSpan.FromDays((int)value).ToString());
                NumberSamples.RecordOutcome(() => TimeSpan.FromHours((int)value).ToString());
                NumberSamples.RecordOutcome(() => TimeSpan.FromMinutes(value).ToString());
                NumberSamples.RecordOutcome(() => TimeSpan.FromSeconds(value).ToString());
                NumberSamples.RecordOutcome(() => TimeSpan.FromMilliseconds(value).ToString());
                NumberSamples.RecordOutcome(() => TimeSpan.FromDays((int)value, 5, value, -value).ToString());
                NumberSamples.RecordOutcome(() => new TimeSpan((int)value, (int)value, -5).ToString());
                NumberSamples.RecordOutcome(() => new TimeSpan((int)(value % 100_000_000), 1, 2, 3, (int)value).ToString());
            }
        });
        tests.Add("Numbers.TimeSpan.Errors", static () =>
        {
            Check.RecordThrown(static () => TimeSpan.MinValue.Negate());
            Check.RecordThrown(static () => TimeSpan.MinValue.Duration());
            Check.RecordThrown(static () => _ = TimeSpan.MaxValue + TimeSpan.FromTicks(1));
            Check.RecordThrown(static () => TimeSpan.FromDays(double.NaN));
            Check.RecordThrown(static () => _ = TimeSpan.MaxValue * double.NaN);
            Check.RecordThrown(static () => _ = TimeSpan.MaxValue / 0.0);
            Check.RecordThrown(static () => TimeSpan.MaxValue.CompareTo(5));
            Check.RecordThrown(static () => new TimeSpan(int.MaxValue, 0, 0, 0));
            Check.RecordThrown(static () => TimeSpan.ParseExact("1", "c", null, (TimeSpanStyles)2));
        });
    }

    private static string Show(DateTime value) => value.Ticks.ToString() + " " + ((int)value.Kind).ToString();
}

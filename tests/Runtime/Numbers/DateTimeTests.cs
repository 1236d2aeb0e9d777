using System.Globalization;

namespace Diesis.Tests.Runtime;

/// <summary>The calendar and arithmetic of DateTime, DateOnly, TimeOnly and DateTimeOffset.</summary>
internal static class DateTimeTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("Numbers.DateTime.EveryDay", static () =>
        {
            DateTime date = DateTime.MinValue;
            int previousDay = 0;
            for (int number = 0; number < 3652059; number += 7)
            {
                date = new DateTime(number * TimeSpan.TicksPerDay);
                Check.Equal(number, new DateOnly(date.Year, date.Month, date.Day).DayNumber);
                Check.True(date.Day <= DateTime.DaysInMonth(date.Year, date.Month), "day of month");
                previousDay ^= date.Day * 31 + date.Month * 37 + date.DayOfYear;
            }

            Check.Record(previousDay);
            Check.Record(date.Year);
        });
        tests.Add("Numbers.DateTime.Parts", static () =>
        {
            SeededRandom random = new(71);
            for (int i = 0; i < 1500; i++)
            {
                DateTime value = Next(random);
                Check.Record(value.Year * 10000L + value.Month * 100 + value.Day);
                Check.Record(value.DayOfYear);
                Check.Record((long)value.DayOfWeek);
                Check.Record(value.Hour * 10000L + value.Minute * 100 + value.Second);
                Check.Record(value.Millisecond * 1000000L + value.Microsecond * 1000 + value.Nanosecond);
                Check.Record(value.Date.Ticks);
                Check.Record(value.TimeOfDay.Ticks);
                Check.Record(value.GetHashCode());
                Check.Record(value.ToBinary());
                Check.Equal(value.Ticks, new DateTime(value.Year, value.Month, value.Day, value.Hour, value.Minute, value.Second, value.Millisecond, value.Microsecond).Ticks
                    + value.Nanosecond / 100);
            }
        });
        tests.Add("Numbers.DateTime.LeapYears", static () =>
        {
            for (int year = 1; year <= 9999; year++)
            {
                Check.Equal(year % 4 == 0 && (year % 100 != 0 || year % 400 == 0), DateTime.IsLeapYear(year));
                Check.Equal(DateTime.IsLeapYear(year) ? 366 : 365, new DateTime(year, 12, 31).DayOfYear);
            }

            for (int month = 1; month <= 12; month++)
            {
                Check.Record(DateTime.DaysInMonth(2023, month) * 100 + DateTime.DaysInMonth(2024, month));
            }
        });
        tests.Add("Numbers.DateTime.Adding", static () =>
        {
            SeededRandom random = new(72);
            for (int i = 0; i < 1000; i++)
            {
                DateTime value = Next(random);
                int months = random.Next(-3000, 3000);
                double days = (random.NextDouble() - 0.5) * 1000000;
                NumberSamples.RecordOutcome(() => value.AddMonths(months).Ticks.ToString());
                NumberSamples.RecordOutcome(() => value.AddYears(months / 10).Ticks.ToString());
                NumberSamples.RecordOutcome(() => value.AddDays(days).Ticks.ToString());
                NumberSamples.RecordOutcome(() => value.AddHours(days).Ticks.ToString());
                NumberSamples.RecordOutcome(() => value.AddMilliseconds(days).Ticks.ToString());
                NumberSamples.RecordOutcome(() => value.AddMicroseconds(days).Ticks.ToString());
                NumberSamples.RecordOutcome(() => (value + TimeSpan.FromSeconds(days)).Ticks.ToString());
                NumberSamples.RecordOutcome(() => (value - TimeSpan.FromTicks(months)).Ticks.ToString());
                NumberSamples.RecordOutcome(() => (value - DateTime.UnixEpoch).ToString());
            }
        });
        tests.Add("Numbers.DateTime.Errors", static () =>
        {
            Check.RecordThrown(static () => new DateTime(-1));
            Check.RecordThrown(static () => new DateTime(DateTime.MaxValue.Ticks + 1));
            Check.RecordThrown(static () => new DateTime(2023, 2, 29));
            Check.RecordThrown(static () => new DateTime(0, 1, 1));
            Check.RecordThrown(static () => new DateTime(2023, 13, 1));
            Check.RecordThrown(static () => new DateTime(2023, 1, 1, 24, 0, 0));
            Check.RecordThrown(static () => new DateTime(2023, 1, 1, 0, 60, 0));
            Check.RecordThrown(static () => new DateTime(2023, 1, 1, 0, 0, 0, 1000));
            Check.RecordThrown(static () => new DateTime(2023, 1, 1, 0, 0, 0, 1, 1000));
            Check.RecordThrown(static () => new DateTime(5, (DateTimeKind)3));
            Check.RecordThrown(static () => DateTime.DaysInMonth(2023, 0));
            Check.RecordThrown(static () => DateTime.DaysInMonth(0, 2));
            Check.RecordThrown(static () => DateTime.IsLeapYear(10000));
            Check.RecordThrown(static () => DateTime.MaxValue.AddTicks(1));
            Check.RecordThrown(static () => DateTime.MaxValue.AddDays(1));
            Check.RecordThrown(static () => DateTime.MinValue.AddDays(1e20));
            Check.RecordThrown(static () => DateTime.MinValue.AddMonths(-1));
            Check.RecordThrown(static () => DateTime.MinValue.AddMonths(120001));
            Check.RecordThrown(static () => DateTime.MinValue.AddYears(10001));
            Check.RecordThrown(static () => DateTime.MinValue.AddYears(-1));
            Check.RecordThrown(static () => _ = DateTime.MinValue - TimeSpan.FromTicks(1));
            Check.RecordThrown(static () => DateTime.MinValue.ToFileTimeUtc());
            Check.RecordThrown(static () => DateTime.MinValue.CompareTo(5));
        });
        tests.Add("Numbers.DateTime.Now", static () =>
        {
            DateTime before = DateTime.UtcNow;
            Check.Equal(DateTimeKind.Utc, before.Kind);
            Check.True(before.Year is > 2020 and < 2200, "a plausible year");
            Check.True((DateTime.UtcNow - before).TotalSeconds is >= 0 and < 60, "goes on");
            Check.Equal(DateTimeKind.Local, DateTime.Now.Kind);
            Check.Equal(0L, DateTime.Today.TimeOfDay.Ticks);
            Check.Equal(TimeSpan.Zero.Ticks, DateTimeOffset.UtcNow.Offset.Ticks);
        });
        tests.Add("Numbers.DateTime.Kinds", static () =>
        {
            DateTime value = new(2024, 2, 29, 12, 0, 0);
            Check.Equal(DateTimeKind.Unspecified, value.Kind);
            Check.Equal(DateTimeKind.Utc, DateTime.SpecifyKind(value, DateTimeKind.Utc).Kind);
            Check.Equal(DateTimeKind.Utc, value.ToUniversalTime().Kind);
            Check.Equal(DateTimeKind.Local, value.ToLocalTime().Kind);
            Check.True(value == DateTime.SpecifyKind(value, DateTimeKind.Local), "kinds do not matter");
            Check.Equal(638448048000000000L, value.Ticks);
            Check.Record(DateTime.SpecifyKind(value, DateTimeKind.Utc).ToBinary());
            Check.Equal(DateTimeKind.Utc, DateTime.FromBinary(DateTime.SpecifyKind(value, DateTimeKind.Utc).ToBinary()).Kind);
            Check.Record(value.ToFileTimeUtc());
            Check.Equal(value.Ticks, DateTime.FromFileTimeUtc(value.ToFileTimeUtc()).Ticks);
        });
        tests.Add("Numbers.DateOnly", static () =>
        {
            SeededRandom random = new(73);
            for (int i = 0; i < 500; i++)
            {
                DateOnly date = DateOnly.FromDayNumber(random.Next(3652059));
                int days = random.Next(-1000000, 1000000);
                NumberSamples.RecordOutcome(() => date.ToString());
                NumberSamples.RecordOutcome(() => date.AddDays(days).ToString("o"));
                NumberSamples.RecordOutcome(() => date.AddMonths(days / 100).ToString("D"));
                NumberSamples.RecordOutcome(() => date.AddYears(days / 1000).ToString("R"));
                Check.Record((long)date.DayOfWeek * 1000 + date.DayOfYear);
                Check.True(DateOnly.Parse(date.ToString("o")) == date, "o");
                Check.True(DateOnly.ParseExact(date.ToString("r"), "r") == date, "r");
                Check.Record(date.ToDateTime(new TimeOnly(1, 2, 3)).Ticks);
            }

            Check.RecordThrown(static () => DateOnly.FromDayNumber(-1));
            Check.RecordThrown(static () => DateOnly.MaxValue.AddDays(1));
            Check.RecordThrown(static () => new DateOnly(2023, 2, 30));
            Check.RecordThrown(static () => DateOnly.MinValue.ToString("HH"));
            Check.RecordThrown(static () => DateOnly.MinValue.ToString("t"));
            Check.RecordThrown(static () => DateOnly.Parse("2023-01-01 10:00"));
            Check.RecordThrown(static () => DateOnly.Parse("x"));
        });
        tests.Add("Numbers.TimeOnly", static () =>
        {
            SeededRandom random = new(74);
            for (int i = 0; i < 500; i++)
            {
                TimeOnly time = new((long)(random.NextULong() % (ulong)TimeSpan.TicksPerDay));
                TimeOnly other = new((long)(random.NextULong() % (ulong)TimeSpan.TicksPerDay));
                Check.Record(time.ToString());
                Check.Record(time.ToString("o"));
                Check.Record(time.ToString("T"));
                Check.Record(time.ToString("h:mm:ss.fff tt"));
                Check.Record(time.Add(TimeSpan.FromTicks(random.NextLong() / 100), out int days).Ticks);
                Check.Record(days);
                Check.Record((time - other).Ticks);
                Check.Record(time.IsBetween(other, new TimeOnly(12, 0)));
                Check.True(TimeOnly.Parse(time.ToString("o")) == time, "o");
                Check.Record(time.Hour * 10000 + time.Minute * 100 + time.Second);
            }

            Check.RecordThrown(static () => new TimeOnly(24, 0));
            Check.RecordThrown(static () => new TimeOnly(TimeSpan.TicksPerDay));
            Check.RecordThrown(static () => TimeOnly.MinValue.ToString("yyyy"));
            Check.RecordThrown(static () => TimeOnly.MinValue.ToString("d"));
            Check.RecordThrown(static () => TimeOnly.Parse("25:00"));
            Check.RecordThrown(static () => TimeOnly.Parse("2023-01-01"));
        });
        tests.Add("Numbers.DateTimeOffset", static () =>
        {
            SeededRandom random = new(75);
            for (int i = 0; i < 500; i++)
            {
                DateTimeOffset value = new(new DateTime(2000 + random.Next(50), random.Next(1, 13), random.Next(1, 29), random.Next(24), random.Next(60), random.Next(60)),
                    TimeSpan.FromMinutes(random.Next(-14 * 60, 14 * 60 + 1)));
                Check.Record(value.ToString());
                Check.Record(value.ToString("o"));
                Check.Record(value.ToString("r"));
                Check.Record(value.ToString("u"));
                Check.Record(value.ToString("dd z zz zzz K"));
                Check.Record(value.ToUnixTimeSeconds());
                Check.Record(value.ToUnixTimeMilliseconds());
                Check.Record(value.UtcTicks);
                Check.Record(value.GetHashCode());
                Check.True(DateTimeOffset.Parse(value.ToString("o")).EqualsExact(value), "o");
                Check.True(DateTimeOffset.FromUnixTimeSeconds(value.ToUnixTimeSeconds()) == value, "unix");
                Check.Record(value.ToOffset(TimeSpan.FromHours(random.Next(-14, 15))).ToString());
            }

            Check.RecordThrown(static () => new DateTimeOffset(new DateTime(2000, 1, 1), TimeSpan.FromHours(15)));
            Check.RecordThrown(static () => new DateTimeOffset(new DateTime(2000, 1, 1), TimeSpan.FromSeconds(1)));
            Check.RecordThrown(static () => new DateTimeOffset(new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc), TimeSpan.FromHours(1)));
            Check.RecordThrown(static () => new DateTimeOffset(DateTime.MinValue, TimeSpan.FromHours(1)));
            Check.RecordThrown(static () => DateTimeOffset.FromUnixTimeSeconds(long.MaxValue));
            Check.RecordThrown(static () => DateTimeOffset.FromUnixTimeMilliseconds(long.MinValue));
        });
    }

    internal static DateTime Next(SeededRandom random)
    {
        DateTimeKind kind = random.Next(3) switch { 0 => DateTimeKind.Unspecified, 1 => DateTimeKind.Utc, _ => DateTimeKind.Unspecified };
        long ticks = (long)(random.NextULong() % (ulong)DateTime.MaxValue.Ticks);
        return new DateTime(random.Next(4) == 0 ? ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond : ticks, kind);
    }
}

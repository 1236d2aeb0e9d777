using System.Threading;
using Diesis.Platform.Boot;
using Diesis.Platform.Processors;
using Diesis.Platform.Randomness;
using Diesis.Platform.Time;

namespace Diesis.Tests.InKernel;

/// <summary>Clocks: each counter, the one that is used, the date.</summary>
internal static unsafe class ClockTests
{
    private static readonly string[] s_sources = ["tsc", "hpet", "acpi_pm", "pit", "kvm-clock"];

    private static long s_latest;
    private static int s_stepsBack;
    private static int s_busy;

    internal static void Register(TestList tests)
    {
        AddMonotonic(tests);
        AddDate(tests);
        foreach (string name in s_sources)
            AddSource(tests, name);
        AddChoice(tests);
        AddRandom(tests);
    }

    private static void AddMonotonic(TestList tests)
    {
        tests.Add("Clock.NeverGoesBack", static () =>
        {
            long previous = Clock.Monotonic;
            for (int i = 0; i < 100_000; i++)
            {
                long now = Clock.Monotonic;
                if (now < previous)
                    Check.Fail("back by " + (previous - now).ToString() + " ns");
                previous = now;
            }
        });
        tests.Add("Clock.Advances", static () =>
        {
            long start = Clock.Monotonic;
            for (int i = 0; i < 1_000_000 && Clock.Monotonic == start; i++)
                Instructions.Pause();
            Check.True(Clock.Monotonic > start);
        });
        tests.Add("Clock.NeverGoesBackBetweenProcessors", static () =>
        {
            s_latest = 0;
            s_stepsBack = 0;
            ulong all = Processor.Count == Processor.Maximum ? ulong.MaxValue : (1UL << Processor.Count) - 1;

            // SAFETY: the function uses statics only, and is code of the image.
            CrossCalls.Run(all, &PassTheTime, 0, CrossCallWait.None);

            // Nobody may take this processor away while it holds what the others wait for.
            nuint flags = Instructions.SaveAndDisableInterrupts();
            PassTheTime(0);
            Instructions.RestoreInterrupts(flags);
            CrossCalls.Run(all, &Nothing, 0, CrossCallWait.UntilDone);
            Check.Equal(0, s_stepsBack);
        });
        tests.Add("Clock.TheStampsOfProcessorsAgree", static () => Check.Equal(0L, TimeStampSynchronization.WorstStepBack));
        tests.Add("Clock.ProcessorsAreComparedAgain", static () =>
        {
            TimeStampSynchronization.Check();
            Check.Equal(0L, TimeStampSynchronization.WorstStepBack);
        });
        tests.Add("Clock.IsTheStopwatchs", static () =>
        {
            System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();
            long start = Clock.Monotonic;
            Spin(2_000_000);
            double elapsed = watch.Elapsed.TotalMilliseconds * 1_000_000;
            Check.True(elapsed >= 1_900_000 && elapsed <= Clock.Monotonic - start + 1_000_000);
        });
    }

    private static void Nothing(nint unused)
    {
    }

    private static void PassTheTime(nint unused)
    {
        for (int i = 0; i < 2000; i++)
        {
            while (Interlocked.Exchange(ref s_busy, 1) != 0)
                Instructions.Pause();
            long now = Clock.Monotonic;
            if (now < s_latest)
                s_stepsBack++;
            s_latest = now;
            Volatile.Write(ref s_busy, 0);
        }
    }

    private static void AddDate(TestList tests)
    {
        tests.Add("Clock.TheDateIsInThisCentury", static () =>
        {
            int year = DateTime.UnixEpoch.AddTicks(Clock.Unix / 100).Year;
            Check.True(year is >= 2024 and < 2100);
        });
        tests.Add("Clock.TheDateMovesWithTime", static () =>
        {
            long difference = Clock.Unix - Clock.Monotonic;
            Spin(1_000_000);
            Check.True(Math.Abs(Clock.Unix - Clock.Monotonic - difference) < 1_000_000);
        });
        tests.Add("Clock.TheChipAgreesWithTheDate", static () =>
        {
            Check.True(CmosClock.TryRead(0, out long seconds));
            Check.True(Math.Abs(Clock.Unix / 1_000_000_000 - seconds) <= 3);
        });
        tests.Add("Clock.UtcNowIsTheDate", static () =>
            Check.True(Math.Abs((DateTime.UtcNow - DateTime.UnixEpoch.AddTicks(Clock.Unix / 100)).TotalSeconds) < 1));
    }

    private static void AddSource(TestList tests, string name)
    {
        tests.Add("ClockSource." + name + ".Advances", () =>
        {
            if (ClockSources.Find(name) is not ClockSource source)
                throw new NotHereException();
            ulong first = source.Read();
            long limit = Clock.Monotonic + 1_000_000_000;
            while (source.Read() == first)
                Check.True(Clock.Monotonic < limit, "it counts");
        });
        tests.Add("ClockSource." + name + ".AgreesWithTheClock", () =>
        {
            if (ClockSources.Find(name) is not ClockSource source)
                throw new NotHereException();

            // Other work of the host may come between any two readings: the best of several tries counts.
            const long Nanoseconds = 10_000_000;
            long best = long.MaxValue;
            for (int i = 0; i < 10 && best > Nanoseconds / 100; i++)
            {
                long start = Clock.Monotonic;
                ulong first = source.Read();
                Spin(Nanoseconds);
                long elapsed = Clock.Monotonic - start;
                best = Math.Min(best, Math.Abs(source.Scale.ToNanoseconds(source.Difference(source.Read(), first)) - elapsed));
            }
            Check.True(best <= Nanoseconds / 100, "off by " + best.ToString() + " ns in 10 ms");
        });
        tests.Add("ClockSource." + name + ".CanTellTheTime", () =>
        {
            if (ClockSources.Find(name) is not ClockSource source)
                throw new NotHereException();
            ClockSource old = Clock.Source!;
            long before = Clock.Monotonic;
            Clock.Use(source);
            long previous = Clock.Monotonic;
            bool goesForward = previous >= before;
            for (int i = 0; i < 2000; i++)
            {
                long now = Clock.Monotonic;
                goesForward &= now >= previous;
                previous = now;
            }
            Clock.Use(old);
            Check.True(goesForward && Clock.Monotonic >= previous);
            Check.True(previous - before < 1_000_000_000, "no jump");
        });
    }

    private static void AddChoice(TestList tests)
    {
        tests.Add("ClockSources.TheStampCounterIsAlwaysThere", static () => Check.NotNull(ClockSources.Find("tsc")));
        tests.Add("ClockSources.TheOneOnTheCommandLineIsUsed", static () =>
        {
            if (CommandLine.Text("clocksource"u8) is string name && ClockSources.Find(name) is not null)
                Check.Equal(name, Clock.Source!.Name);
        });
        tests.Add("ClockSources.TheBestIsUsed", static () =>
        {
            if (CommandLine.Has("clocksource"u8))
                throw new NotHereException();
            foreach (ClockSource source in ClockSources.All)
                Check.True(source.Rating <= Clock.Source!.Rating);
        });
        tests.Add("ClockSources.FindNothingOfAnUnknownName", static () => Check.Null(ClockSources.Find("sundial")));
        tests.Add("ClockSources.OneThatIsWrongIsReplaced", static () =>
        {
            ClockSource old = Clock.Source!;
            int rating = old.Rating;
            long before = Clock.Monotonic;
            ClockSources.Distrust(old);
            ClockSource replacement = Clock.Source!;
            long between = Clock.Monotonic;
            old.Rating = rating;
            Clock.Use(old);
            Check.True(ClockSources.All.Count == 1 || replacement != old);
            Check.True(between >= before && Clock.Monotonic >= between);
        });
        tests.Add("ClockSources.NarrowCountersAreReadOftenEnough", static () =>
        {
            foreach (ClockSource source in ClockSources.All)
                Check.True(source.Bits == 64 || source.LongestSilence < source.Scale.ToNanoseconds(1UL << source.Bits) / 2);
        });
        tests.Add("ClockEvents.TheOneOnTheCommandLineIsUsed", static () =>
        {
            if (CommandLine.Text("clockevent"u8) is string name && (name == "lapic" || Processor.Count == 1))
                Check.Equal(name, ClockEvents.Current!.Name);
        });
        tests.Add("ClockWatchdog.LooksAfterTheStampCounter", static () =>
        {
            if (Clock.Source is not TimeStampSource || ClockSources.Reference is null)
                throw new NotHereException();
            long limit = Clock.Monotonic + 3_000_000_000;
            while (ClockWatchdog.Current!.Looks == 0)
                Check.True(Clock.Monotonic < limit, "in time");
            Check.True(Clock.Source.Rating != 0, "it keeps its rate");
        });
        tests.Add("ClockWatchdog.IsNoPeriodicTick", static () =>
        {
            // Between looks the time doubles: from a quarter of a second on.
            long seconds = Clock.Monotonic / 1_000_000_000 + 1;
            Check.True(ClockWatchdog.Current is null || ClockWatchdog.Current.Looks <= 4 + System.Numerics.BitOperations.Log2((ulong)seconds) + seconds);
        });
        tests.Add("ClockEvents.OneIsUsed", static () => Check.NotNull(ClockEvents.Current));
    }

    private static void AddRandom(TestList tests)
    {
        tests.Add("RandomBytes.DifferEachTime", static () =>
        {
            byte[] first = new byte[32];
            byte[] second = new byte[32];
            RandomBytes.Fill(first);
            RandomBytes.Fill(second);
            Check.False(first.AsSpan().SequenceEqual(second));
        });
        tests.Add("RandomBytes.FillAllOfALargeBuffer", static () =>
        {
            byte[] buffer = new byte[5000];
            RandomBytes.Fill(buffer);
            int ones = 0;
            foreach (byte value in buffer)
                ones += System.Numerics.BitOperations.PopCount(value);
            Check.True(ones is > 19_000 and < 21_000);
        });
        tests.Add("RandomBytes.ServeNewGuids", static () => Check.NotEqual(Guid.NewGuid(), Guid.NewGuid()));
    }

    private static void Spin(long nanoseconds)
    {
        long limit = Clock.Monotonic + nanoseconds;
        while (Clock.Monotonic < limit)
            Instructions.Pause();
    }
}

using System.Threading;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;

namespace Diesis.Tests.InKernel;

/// <summary>Waiting for a word to change, which everything that blocks is made of.</summary>
internal static unsafe class AddressWaitTests
{
    private const int Patience = 60_000;
    private const long Millisecond = 1_000_000;

    // SAFETY: statics of unmanaged types lie in the image and never move.
    private static int s_word;
    private static int s_otherWord;

    internal static void Register(TestList tests)
    {
        tests.Add("AddressWaits.AChangedWordDoesNotBlock", () =>
        {
            s_word = 1;
            Check.True(Wait(ref s_word, 0, -1), "returns at once");
        });
        tests.Add("AddressWaits.TimesOut", () =>
        {
            s_word = 0;
            long start = Clock.Monotonic;
            Check.False(Wait(ref s_word, 0, 5 * Millisecond), "times out");
            Check.True(Clock.Monotonic - start >= 5 * Millisecond, "never early");
        });
        tests.Add("AddressWaits.ZeroTimesOutAtOnce", () =>
        {
            s_word = 0;
            Check.False(Wait(ref s_word, 0, 0), "times out");
        });
        tests.Add("AddressWaits.ALongTimeoutDoesNotOverflow", () =>
        {
            s_word = 0;
            Thread waker = WakeSoon();
            Check.True(Wait(ref s_word, 0, long.MaxValue), "is woken");
            waker.Join(Patience);
        });
        tests.Add("AddressWaits.AWakeEndsTheWait", () =>
        {
            s_word = 0;
            Thread waker = WakeSoon();
            Check.True(Wait(ref s_word, 0, -1), "is woken");
            waker.Join(Patience);
        });
        tests.Add("AddressWaits.AWakeBeforeTheTimeoutCancelsIt", () =>
        {
            s_word = 0;
            Thread waker = WakeSoon();
            Check.True(Wait(ref s_word, 0, 10_000 * Millisecond), "is woken");
            waker.Join(Patience);
            // A timer left behind would end this wait early.
            s_word = 0;
            long start = Clock.Monotonic;
            Check.False(Wait(ref s_word, 0, 3 * Millisecond), "times out");
            Check.True(Clock.Monotonic - start >= 3 * Millisecond, "never early");
        });
        tests.Add("AddressWaits.WakesAsManyAsAsked", () =>
        {
            s_word = 0;
            int woken = 0;
            Thread[] waiters = Waiters(5, () => Interlocked.Increment(ref woken));
            Wake(ref s_word, 2);
            KernelTest.WaitUntil(() => Volatile.Read(ref woken) == 2, "two are woken");
            Thread.Sleep(10);
            Check.Equal(2, woken);
            Wake(ref s_word, int.MaxValue);
            Join(waiters);
            Check.Equal(5, woken);
        });
        tests.Add("AddressWaits.OtherAddressesStayAsleep", () =>
        {
            s_word = 0;
            s_otherWord = 0;
            int woken = 0;
            Thread[] waiters = Waiters(2, () => Interlocked.Increment(ref woken));
            Wake(ref s_otherWord, int.MaxValue);
            Thread.Sleep(10);
            Check.Equal(0, woken);
            Wake(ref s_word, int.MaxValue);
            Join(waiters);
        });
        tests.Add("AddressWaits.NoWakeIsLost", () =>
        {
            // Two threads pass a word to and fro; a single lost wake would stop them.
            s_word = 0;
            Thread other = KernelThread.Start("pong", () =>
            {
                for (int i = 0; i < 500; i++)
                    Pass(1, 0);
            }).Managed;
            for (int i = 0; i < 500; i++)
                Pass(0, 1);
            Check.True(other.Join(Patience), "the other ends");
        });
        tests.Add("AddressWaits.WakesAndTimeoutsRace", () =>
        {
            s_word = 0;
            int timeouts = 0;
            int wakes = 0;
            int stop = 0;
            Thread waiter = KernelThread.Start("waiter", () =>
            {
                for (int i = 0; i < 300; i++)
                {
                    if (Wait(ref s_word, 0, 50_000))
                        wakes++;
                    else
                        timeouts++;
                }
                Volatile.Write(ref stop, 1);
            }).Managed;
            while (Volatile.Read(ref stop) == 0)
            {
                Wake(ref s_word, 1);
                KernelTest.Spin(0);
            }
            Check.True(waiter.Join(Patience), "the waiter ends");
            Check.Equal(300, timeouts + wakes);
        });
        tests.Add("AddressWaits.SleepIsNeverShort", () =>
        {
            for (int milliseconds = 1; milliseconds < 12; milliseconds += 3)
            {
                long start = Clock.Monotonic;
                Thread.Sleep(milliseconds);
                Check.True(Clock.Monotonic - start >= milliseconds * Millisecond, milliseconds.ToString() + " ms");
            }
        });
        tests.Add("AddressWaits.ManySleepersWakeAndNoneEarly", () =>
        {
            const int Count = 16;
            int early = 0;
            int woken = 0;
            Thread[] sleepers = new Thread[Count];
            for (int i = 0; i < Count; i++)
            {
                int number = i;
                sleepers[i] = KernelThread.Start("sleeper", () =>
                {
                    int milliseconds = 1 + (Count - number) * 3;
                    long start = Clock.Monotonic;
                    Thread.Sleep(milliseconds);
                    if (Clock.Monotonic - start < milliseconds * Millisecond)
                        Interlocked.Increment(ref early);
                    Interlocked.Increment(ref woken);
                }).Managed;
            }
            Join(sleepers);
            Check.Equal(0, early);
            Check.Equal(Count, woken);
        });
    }

    private static bool Wait(ref int word, int expected, long timeout)
    {
        fixed (int* address = &word)
            return AddressWaits.Wait(address, expected, timeout);
    }

    private static void Wake(ref int word, int count)
    {
        fixed (int* address = &word)
            AddressWaits.Wake(address, count);
    }

    private static void Pass(int from, int to)
    {
        while (Volatile.Read(ref s_word) != from)
            Wait(ref s_word, to, -1);
        Volatile.Write(ref s_word, to);
        Wake(ref s_word, 1);
    }

    private static Thread WakeSoon() => KernelThread.Start("waker", () =>
    {
        Thread.Sleep(5);
        Volatile.Write(ref s_word, 1);
        Wake(ref s_word, 1);
    }).Managed;

    private static Thread[] Waiters(int count, System.Action onWoken)
    {
        Thread[] waiters = new Thread[count];
        KernelThread[] blocked = new KernelThread[count];
        for (int i = 0; i < count; i++)
        {
            blocked[i] = KernelThread.Start("waiter", () =>
            {
                Wait(ref s_word, 0, -1);
                onWoken();
            });
            waiters[i] = blocked[i].Managed;
        }
        foreach (KernelThread thread in blocked)
            KernelTest.WaitUntil(() => thread.State == KernelThreadState.Blocked && thread.WaitAddress != 0, "a waiter blocks");
        return waiters;
    }

    private static void Join(Thread[] threads)
    {
        foreach (Thread thread in threads)
            Check.True(thread.Join(Patience), "a thread ends");
    }
}

using System.Threading;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;

namespace Diesis.Tests.InKernel;

/// <summary>Waking threads from interrupts.</summary>
internal static class WakeSignalTests
{
    private sealed class RaisingTimer(WakeSignal signal) : KernelTimer
    {
        protected internal override void OnTimer() => signal.Raise();
    }

    internal static void Register(TestList tests)
    {
        tests.Add("WakeSignal.ThatCameBeforeIsNotLost", () =>
        {
            WakeSignal signal = new();
            int version = signal.Version;
            signal.Raise();
            signal.Wait(version);
            Check.Equal(version + 1, signal.Version);
        });
        tests.AddThreaded("WakeSignal.ByAnInterruptEndsTheWait", () =>
        {
            WakeSignal signal = new();
            int version = signal.Version;
            Timers.Arm(new RaisingTimer(signal), Clock.Monotonic + 2_000_000);
            signal.Wait(version);
            Check.Equal(version + 1, signal.Version);
        });
        tests.AddThreaded("WakeSignal.WaitEndsInTime", () =>
        {
            WakeSignal signal = new();
            long start = Clock.Monotonic;
            signal.Wait(signal.Version, 3_000_000);
            Check.True(Clock.Monotonic - start >= 3_000_000);
        });
        tests.AddThreaded("WakeSignal.WakesEveryWaiter", () =>
        {
            WakeSignal signal = new();
            int version = signal.Version;
            Thread[] threads = new Thread[5];
            int woken = 0;
            for (int i = 0; i < threads.Length; i++)
            {
                threads[i] = new Thread(() =>
                {
                    signal.Wait(version);
                    Interlocked.Increment(ref woken);
                });
                threads[i].Start();
            }
            signal.Raise();
            foreach (Thread thread in threads)
                thread.Join();
            Check.Equal(threads.Length, woken);
        });
    }
}

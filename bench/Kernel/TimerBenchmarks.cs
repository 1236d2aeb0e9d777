using System.Collections.Generic;
using Diesis.Platform.Time;

namespace Diesis.Bench.Kernel;

/// <summary>Timers: armed and taken back, among none and among many others.</summary>
internal static class TimerBenchmarks
{
    private const long Hour = 3_600_000_000_000;

    private static long s_sink;

    internal static void Register(List<KernelBenchmark> benchmarks)
    {
        if (!Timers.AreReady)
            return;
        benchmarks.Add(new ArmBenchmark("Timer.ArmCancel", 0));
        benchmarks.Add(new ArmBenchmark("Timer.ArmCancelAmong1000", 1000));
        benchmarks.Add(new LoopBenchmark("Clock.Monotonic", static count =>
        {
            for (int i = 0; i < count; i++)
                s_sink ^= Clock.Monotonic;
        }));
    }

    private sealed class SilentTimer : KernelTimer
    {
        protected internal override void OnTimer()
        {
        }
    }

    private sealed class ArmBenchmark(string name, int others) : KernelBenchmark(name)
    {
        private readonly SilentTimer _timer = new();
        private readonly SilentTimer[] _others = new SilentTimer[others];

        internal override void Prepare(int count)
        {
            for (int i = 0; i < _others.Length; i++)
                Timers.Arm(_others[i] ??= new SilentTimer(), Clock.Monotonic + Hour + i);
        }

        internal override void Run(int count)
        {
            long deadline = Clock.Monotonic + Hour + others / 2;
            for (int i = 0; i < count; i++)
            {
                Timers.Arm(_timer, deadline + i);
                Timers.Cancel(_timer);
            }
        }

        internal override void CleanUp(int count)
        {
            foreach (SilentTimer timer in _others)
                Timers.Cancel(timer);
        }
    }
}

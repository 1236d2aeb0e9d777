using System.Threading;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;

namespace Diesis.Tests.InKernel;

/// <summary>Threads of a test: what they throw fails the test, and they must end in time.</summary>
internal sealed class Crew
{
    internal const long Millisecond = 1_000_000;

    /// <summary>Long enough that only a hang exceeds it, under emulation too: milliseconds.</summary>
    internal const int Patience = 60_000;

    private readonly List<KernelThread> _threads = new();
    private Exception? _failure;

    /// <summary>One bit for each started processor.</summary>
    internal static ulong AllProcessors => Processor.Count == 64 ? ulong.MaxValue : (1UL << Processor.Count) - 1;

    internal static int LastProcessor => Processor.Count - 1;

    internal KernelThread Start(Action body, ulong affinity = ulong.MaxValue, ThreadPriority priority = ThreadPriority.Normal)
    {
        KernelThread thread = KernelThread.Start(
            "test",
            () =>
            {
                try
                {
                    body();
                }
                catch (Exception exception)
                {
                    Interlocked.CompareExchange(ref _failure, exception, null);
                }
            },
            priority,
            affinity);
        _threads.Add(thread);
        return thread;
    }

    internal static void Run(int count, Action<int> body, ulong affinity = ulong.MaxValue)
    {
        Crew crew = new();
        for (int i = 0; i < count; i++)
        {
            int index = i;
            crew.Start(() => body(index), affinity);
        }

        crew.Join();
    }

    internal void Join()
    {
        foreach (KernelThread thread in _threads)
            Check.True(thread.Managed.Join(Patience), "a thread has not ended");
        _threads.Clear();
        if (_failure is not null)
            throw _failure;
    }

    /// <summary>Waits for something that happens soon.</summary>
    internal static void Until(Func<bool> condition, string what)
    {
        long end = Clock.Monotonic + Patience * Millisecond;
        while (!condition())
        {
            Check.True(Clock.Monotonic < end, what);
            Thread.Sleep(1);
        }
    }

    /// <summary>Uses the processor for a time.</summary>
    internal static void Compute(long nanoseconds)
    {
        long end = Clock.Monotonic + nanoseconds;
        while (Clock.Monotonic < end)
        {
        }
    }
}

using System.Threading;
using Diesis.Platform.Memory;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;

namespace Diesis.Tests.InKernel;

/// <summary>Threads of the kernel: begin, run, end, and give back what they had.</summary>
internal static class KernelThreadTests
{
    private const int Patience = 60_000;

    internal static void Register(TestList tests)
    {
        tests.Add("KernelThread.RunsItsBody", () =>
        {
            int ran = 0;
            KernelThread.Start("body", () => Volatile.Write(ref ran, 1)).Managed.Join(Patience);
            Check.Equal(1, ran);
        });
        tests.Add("KernelThread.KnowsItsName", () =>
        {
            string name = "";
            KernelThread.Start("zephyr", () => name = KernelThread.Current!.Name).Managed.Join(Patience);
            Check.Equal("zephyr", name);
        });
        tests.Add("KernelThread.CurrentIsTheOneStarted", () =>
        {
            KernelThread? seen = null;
            KernelThread started = KernelThread.Start("self", () => seen = KernelThread.Current);
            started.Managed.Join(Patience);
            Check.Same(started, seen);
        });
        tests.Add("KernelThread.EndsDead", () =>
        {
            KernelThread thread = KernelThread.Start("short", () => { });
            thread.Managed.Join(Patience);
            KernelTest.WaitUntil(() => thread.State == KernelThreadState.Dead, "the thread is dead");
        });
        tests.Add("KernelThread.StacksComeBack", () =>
        {
            StartAndJoin(4);
            int before = KernelStack.InUse;
            for (int i = 0; i < 10; i++)
                StartAndJoin(20);
            KernelTest.WaitUntil(() => KernelStack.InUse <= before, "as many stacks as before");
        });
        tests.Add("KernelThread.ManyAtOnce", () =>
        {
            const int Count = 200;
            int ready = 0;
            int release = 0;
            Thread[] threads = new Thread[Count];
            for (int i = 0; i < Count; i++)
            {
                threads[i] = KernelThread.Start("many", () =>
                {
                    Interlocked.Increment(ref ready);
                    while (Volatile.Read(ref release) == 0)
                        Thread.Sleep(1);
                }).Managed;
            }
            KernelTest.WaitUntil(() => Volatile.Read(ref ready) == Count, "all run");
            Volatile.Write(ref release, 1);
            foreach (Thread thread in threads)
                Check.True(thread.Join(Patience), "a thread ends");
        });
        tests.Add("KernelThread.StartsFromManyThreads", () =>
        {
            int ran = 0;
            Thread[] parents = new Thread[4];
            for (int i = 0; i < parents.Length; i++)
            {
                parents[i] = KernelThread.Start("parent", () =>
                {
                    for (int k = 0; k < 25; k++)
                        KernelThread.Start("child", () => Interlocked.Increment(ref ran)).Managed.Join(Patience);
                }).Managed;
            }
            foreach (Thread parent in parents)
                Check.True(parent.Join(Patience), "a parent ends");
            Check.Equal(100, ran);
        });
        tests.Add("KernelThread.HasThreadStatics", () =>
        {
            int[] seen = new int[3];
            Thread[] threads = new Thread[3];
            for (int i = 0; i < 3; i++)
            {
                int number = i;
                threads[i] = KernelThread.Start("static", () =>
                {
                    t_number = number + 10;
                    Thread.Sleep(2);
                    seen[number] = t_number;
                }).Managed;
            }
            foreach (Thread thread in threads)
                thread.Join(Patience);
            Check.Sequence(new int[] { 10, 11, 12 }, seen);
        });
        tests.Add("KernelThread.NiceFollowsPriority", () =>
        {
            int nice = 0;
            KernelThread.Start("low", () => nice = KernelThread.Current!.Nice, ThreadPriority.Lowest).Managed.Join(Patience);
            Check.Equal(10, nice);
        });
        tests.Add("KernelThread.UsesProcessorTime", () =>
        {
            KernelThread thread = KernelThread.Start("busy", () => KernelTest.Spin(5));
            thread.Managed.Join(Patience);
            Check.True(thread.UsedNanoseconds >= 2_000_000, "charged " + thread.UsedNanoseconds.ToString());
        });
        tests.Add("KernelThread.SleepingCostsNoProcessorTime", () =>
        {
            KernelThread thread = KernelThread.Start("sleeper", () => Thread.Sleep(300));
            thread.Managed.Join(Patience);
            Check.True(thread.UsedNanoseconds < 200_000_000, "charged " + thread.UsedNanoseconds.ToString());
        });
        tests.Add("KernelThread.VectorRegistersSurvivePreemption", () =>
        {
            double[] results = new double[6];
            Thread[] threads = new Thread[results.Length];
            for (int i = 0; i < threads.Length; i++)
            {
                int number = i;
                threads[i] = KernelThread.Start("floating", () => results[number] = Series(number + 1, 200_000)).Managed;
            }
            foreach (Thread thread in threads)
                Check.True(thread.Join(Patience), "a thread ends");
            for (int i = 0; i < results.Length; i++)
                Check.Equal(Series(i + 1, 200_000), results[i]);
        });
    }

    [System.ThreadStatic]
    private static int t_number;

    private static double Series(double x, int terms)
    {
        double sum = 0;
        for (int i = 1; i <= terms; i++)
            sum += x / (i * (x + i));
        return sum;
    }

    private static void StartAndJoin(int count)
    {
        Thread[] threads = new Thread[count];
        for (int i = 0; i < count; i++)
            threads[i] = KernelThread.Start("stack", () => Thread.Sleep(0)).Managed;
        foreach (Thread thread in threads)
            Check.True(thread.Join(Patience), "a thread ends on processor " + Processor.CurrentIndex.ToString());
    }
}

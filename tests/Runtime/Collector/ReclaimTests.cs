using System.Runtime.CompilerServices;
using System.Threading;

namespace Diesis.Tests.Runtime;

/// <summary>What a collection must free, and what its counters say; and collections with several threads.</summary>
internal static class ReclaimTests
{
    private const int Megabyte = 1 << 20;

    internal static void Register(TestList tests)
    {
        tests.Add("Collector.FreesSmall", static () => Frees(static () => new object[] { new byte[100], new byte[1000] }, 20_000));
        tests.Add("Collector.FreesLarge", static () => Frees(static () => new byte[Megabyte], 200));
        tests.Add("Collector.FreesCycles", static () => Frees(Cycle, 50_000));
        tests.Add("Collector.FreesStrings", static () => Frees(static () => new string('x', 500), 50_000));
        tests.Add("Collector.ReturnsMemory", ReturnsMemory);
        tests.Add("Collector.Counts", Counts);
        tests.Add("Collector.NegativeLength", NegativeLength);
        tests.Add("Collector.AbsurdLength", AbsurdLength);
        tests.Add("Collector.Generation", static () => Check.Throws<ArgumentOutOfRangeException>(static () => GC.CollectionCount(-1)));
        tests.AddThreaded("Collector.ManyThreads", ManyThreads);
        tests.AddThreaded("Collector.ThreadsEnd", ThreadsEnd);
        tests.AddThreaded("Collector.BlockedThread", BlockedThread);
        tests.AddThreaded("Collector.SpinningThread", SpinningThread);
    }

    private static object Cycle()
    {
        object[] first = new object[2];
        first[0] = new object[] { first };
        return first;
    }

    /// <summary>Makes garbage worth many times what may be left of it.</summary>
    private static void Frees(Func<object> make, int count)
    {
        GC.Collect();
        long before = GC.GetTotalMemory(true);
        object? last = null;
        for (int i = 0; i < count; i++)
            last = make();
        last = null;
        long after = GC.GetTotalMemory(true);
        Check.True(after - before < 12 * Megabyte, "garbage was kept: " + (after - before).ToString());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Fill()
    {
        byte[][] blocks = new byte[40][];
        for (int i = 0; i < blocks.Length; i++)
            blocks[i] = new byte[Megabyte];
        long memory = GC.GetTotalMemory(false);
        GC.KeepAlive(blocks);
        return memory;
    }

    private static void ReturnsMemory()
    {
        long full = Fill();
        Check.True(full >= 40L * Megabyte, "the blocks count");
        long after = GC.GetTotalMemory(true);
        Check.True(after < full - 30L * Megabyte, "memory went down: " + after.ToString());
    }

    private static void Counts()
    {
        int before = GC.CollectionCount(0);
        GC.Collect();
        Check.True(GC.CollectionCount(0) > before, "a collection is counted");
    }

    private static void NegativeLength()
    {
        int length = -int.Parse("1");
        Check.Throws<OverflowException>(() => GC.KeepAlive(new byte[length]));
        Check.Throws<OverflowException>(() => GC.KeepAlive(new string[length]));
        Check.Throws<OverflowException>(() => GC.KeepAlive(new int[2, length]));
    }

    private static void AbsurdLength()
    {
        int length = int.MaxValue;
        Check.Throws<OutOfMemoryException>(() => GC.KeepAlive(new long[length]));
        Check.Throws<OutOfMemoryException>(() => GC.KeepAlive(new byte[length]));
        // Life goes on.
        Check.Equal(3, new int[3].Length);
    }

    private static void ManyThreads()
    {
        const int Threads = 8;
        long[] sums = new long[Threads];
        Thread[] threads = new Thread[Threads];
        for (int i = 0; i < Threads; i++)
        {
            int number = i;
            threads[i] = new Thread(() => sums[number] = Mutate(number));
            threads[i].Start();
        }
        foreach (Thread thread in threads)
            thread.Join();
        foreach (long sum in sums)
            Check.Record(sum);
    }

    private static long Mutate(int seed)
    {
        SeededRandom random = new(seed);
        List<int[]> lists = [];
        for (int i = 0; i < 20_000; i++)
        {
            if (lists.Count < 100)
                lists.Add(new int[random.Next(1, 100)]);
            int[] list = lists[random.Next(0, lists.Count)];
            list[random.Next(0, list.Length)]++;
            if (random.Next(0, 10) == 0)
                lists[random.Next(0, lists.Count)] = (int[])list.Clone();
            if (i % 5000 == 0)
                GC.Collect();
        }
        long sum = 0;
        foreach (int[] list in lists)
        {
            foreach (int value in list)
                sum = sum * 31 + value;
        }
        return sum;
    }

    private static void ThreadsEnd()
    {
        for (int i = 0; i < 200; i++)
        {
            string? text = null;
            Thread thread = new(() => text = new string('y', 1000));
            thread.Start();
            if (i % 10 == 0)
                GC.Collect();
            thread.Join();
            Check.Equal(1000, text!.Length);
        }
    }

    private static void BlockedThread()
    {
        using ManualResetEventSlim gate = new(false);
        string? result = null;
        Thread thread = new(() =>
        {
            string secret = 4242.ToString();
            gate.Wait();
            result = secret;
        });
        thread.Start();
        for (int i = 0; i < 10; i++)
            ReachabilityTests.Churn();
        gate.Set();
        thread.Join();
        Check.Equal("4242", result);
    }

    private static volatile bool s_stop;

    private static void SpinningThread()
    {
        // A loop without a call can be stopped too.
        s_stop = false;
        long turns = 0;
        Thread thread = new(() =>
        {
            long count = 0;
            while (!s_stop)
                count++;
            turns = count;
        });
        thread.Start();
        for (int i = 0; i < 5; i++)
            GC.Collect();
        s_stop = true;
        thread.Join();
        Check.True(turns >= 0, "the loop ended");
    }
}

using System.Threading;
using System.Threading.Tasks;

namespace Diesis.Tests.Runtime;

/// <summary>Parallel loops, and programs of tasks with a known result.</summary>
internal static class ParallelTests
{
    internal static void Register(TestList tests)
    {
        foreach (int count in new int[] { 0, 1, 2, 7, 100, 10_000 })
        {
            tests.Add("Parallel.For" + count.ToString(), () =>
            {
                int[] hits = new int[count];
                ParallelLoopResult result = Parallel.For(0, count, index => Interlocked.Increment(ref hits[index]));
                Check.True(result.IsCompleted);
                foreach (int hit in hits)
                {
                    Check.Equal(1, hit);
                }
            });
        }

        tests.Add("Parallel.ForRange", static () =>
        {
            long sum = 0;
            Parallel.For(-50, 50, index => Interlocked.Add(ref sum, index));
            Check.Equal(-50L, sum);
            Parallel.For(5_000_000_000, 5_000_000_010, index => Interlocked.Add(ref sum, index - 5_000_000_000));
            Check.Equal(-5L, sum);
        });
        tests.Add("Parallel.ForEach", static () =>
        {
            List<string> words = ["a", "bb", "ccc", "dddd"];
            int length = 0;
            Parallel.ForEach(words, word => Interlocked.Add(ref length, word.Length));
            Check.Equal(10, length);
        });
        tests.Add("Parallel.Invoke", static () =>
        {
            int bits = 0;
            Parallel.Invoke(() => Interlocked.Or(ref bits, 1), () => Interlocked.Or(ref bits, 2), () => Interlocked.Or(ref bits, 4));
            Check.Equal(7, bits);
        });
        tests.Add("Parallel.Fails", static () => Check.Throws<AggregateException>(
            static () => Parallel.For(0, 100, static index =>
            {
                if (index == 42)
                {
                    throw new FormatException("42");
                }
            }),
            "One or more errors occurred. (42)"));
        tests.Add("Parallel.Cancelled", static () => Check.Throws<OperationCanceledException>(
            static () => Parallel.For(0, 10, new ParallelOptions { CancellationToken = new CancellationToken(true) }, static _ => { }),
            "The operation was canceled."));
        tests.Add("Parallel.OneAtATime", static () =>
        {
            int inside = 0;
            int worst = 0;
            Parallel.For(0, 50, new ParallelOptions { MaxDegreeOfParallelism = 1 }, _ =>
            {
                worst = Math.Max(worst, ++inside);
                inside--;
            });
            Check.Equal(1, worst);
            Check.RecordThrown(static () => _ = new ParallelOptions { MaxDegreeOfParallelism = 0 });
        });
        tests.Add("Parallel.Nested", static () =>
        {
            int hits = 0;
            Parallel.For(0, 10, _ => Parallel.For(0, 10, _ => Interlocked.Increment(ref hits)));
            Check.Equal(100, hits);
        });

        tests.Add("Tasks.PrimesInParallel", static () => Await.Run(static async () =>
        {
            List<Task<int>> parts = [];
            for (int start = 0; start < 20_000; start += 1_000)
            {
                int from = start;
                parts.Add(Task.Run(() => Count(from, from + 1_000)));
            }

            int primes = 0;
            foreach (Task<int> part in parts)
            {
                primes += await part;
            }

            Check.Equal(2262, primes);
        }));
        tests.Add("Tasks.AsyncProducersAndConsumers", static () => Await.Run(static async () =>
        {
            Queue<int> queue = new();
            SemaphoreSlim items = new(0);
            SemaphoreSlim gate = new(1, 1);
            long sum = 0;
            async Task Produce(int first)
            {
                for (int i = 0; i < 100; i++)
                {
                    await gate.WaitAsync();
                    queue.Enqueue(first + i);
                    gate.Release();
                    items.Release();
                    if (i % 7 == 0)
                    {
                        await Task.Yield();
                    }
                }
            }

            async Task Consume()
            {
                for (int i = 0; i < 100; i++)
                {
                    await items.WaitAsync();
                    await gate.WaitAsync();
                    sum += queue.Dequeue();
                    gate.Release();
                }
            }

            await Task.WhenAll(Produce(0), Consume(), Produce(1_000), Consume(), Produce(2_000), Consume());
            Check.Equal((3 * 4_950) + 300_000L, sum);
        }));
        tests.Add("Tasks.AsyncPingPong", static () => Await.Run(static async () =>
        {
            SemaphoreSlim ping = new(0);
            SemaphoreSlim pong = new(0);
            int turns = 0;
            async Task Player(SemaphoreSlim mine, SemaphoreSlim other)
            {
                for (int i = 0; i < 2_000; i++)
                {
                    await mine.WaitAsync();
                    turns++;
                    other.Release();
                }
            }

            Task first = Player(ping, pong);
            Task second = Player(pong, ping);
            ping.Release();
            await Task.WhenAll(first, second);
            Check.Equal(4_000, turns);
        }));
        tests.AddThreaded("Tasks.MergeSortOfTasks", static () =>
        {
            SeededRandom random = new(99);
            int[] numbers = new int[20_000];
            for (int i = 0; i < numbers.Length; i++)
            {
                numbers[i] = random.Next(0, 1_000_000);
            }

            int[] sorted = Sort(numbers).Result;
            long fold = 0;
            for (int i = 1; i < sorted.Length; i++)
            {
                Check.True(sorted[i - 1] <= sorted[i], "sorted");
                fold = (fold * 31) + sorted[i];
            }

            Check.Record(fold);
        });
        tests.AddThreaded("Tasks.ActorsExchangeMessages", static () =>
        {
            // A ring of async actors passes tokens around; each token is counted at each stop.
            const int Actors = 8;
            const int Laps = 100;
            TaskCompletionSource<int>[] slots = new TaskCompletionSource<int>[Actors * Laps];
            for (int i = 0; i < slots.Length; i++)
            {
                slots[i] = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            async Task Actor(int index)
            {
                for (int lap = 0; lap < Laps; lap++)
                {
                    int token = await slots[(lap * Actors) + index].Task;
                    if (index + 1 < Actors)
                    {
                        slots[(lap * Actors) + index + 1].SetResult(token + 1);
                    }
                    else if (lap + 1 < Laps)
                    {
                        slots[(lap + 1) * Actors].SetResult(token + 1);
                    }
                    else
                    {
                        Check.Equal((Actors * Laps) - 1, token);
                    }
                }
            }

            Task[] actors = new Task[Actors];
            for (int i = 0; i < Actors; i++)
            {
                int index = i;
                actors[i] = Task.Run(() => Actor(index));
            }

            slots[0].SetResult(0);
            Check.True(Task.WaitAll(actors, Together.Patience));
        });
    }

    private static int Count(int from, int to)
    {
        int count = 0;
        for (int n = Math.Max(from, 2); n < to; n++)
        {
            bool prime = true;
            for (int d = 2; d * d <= n && prime; d++)
            {
                prime = n % d != 0;
            }

            count += prime ? 1 : 0;
        }

        return count;
    }

    private static async Task<int[]> Sort(int[] numbers)
    {
        if (numbers.Length <= 64)
        {
            int[] small = [.. numbers];
            Array.Sort(small);
            return small;
        }

        int middle = numbers.Length / 2;
        Task<int[]> left = Task.Run(() => Sort(numbers[..middle]));
        int[] right = await Sort(numbers[middle..]);
        int[] first = await left;
        int[] merged = new int[numbers.Length];
        int i = 0;
        int k = 0;
        for (int at = 0; at < merged.Length; at++)
        {
            merged[at] = k == right.Length || (i < first.Length && first[i] <= right[k]) ? first[i++] : right[k++];
        }

        return merged;
    }
}

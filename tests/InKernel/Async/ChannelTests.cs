using System.Threading;
using System.Threading.Tasks;
using Diesis.Core.Async;
using Diesis.Platform.Processors;

namespace Diesis.Tests.InKernel;

/// <summary>Channels and work queues between tasks of the kernel.</summary>
internal static class ChannelTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("Async.Channel.ItemsComeInOrder", () =>
        {
            Channel<int> channel = new();
            Task<bool> inOrder = Task.Run(async () =>
            {
                for (int i = 0; i < 500; i++)
                {
                    if ((await channel.ReadAsync()).Item != i)
                        return false;
                }

                return true;
            });
            for (int i = 0; i < 500; i++)
                Check.True(channel.TryWrite(i));
            Check.True(ExecutorTests.Wait(inOrder));
        });
        tests.Add("Async.Channel.AFullOneHoldsItsWriterBack", () =>
        {
            Channel<int> channel = new(2);
            int written = 0;
            Task writer = Task.Run(async () =>
            {
                for (int i = 0; i < 10; i++)
                {
                    Check.True(await channel.WriteAsync(i));
                    Interlocked.Increment(ref written);
                }
            });
            Crew.Until(() => Volatile.Read(ref written) == 2, "two fit");
            Thread.Sleep(5);
            Check.Equal(2, written);
            for (int i = 0; i < 10; i++)
                Check.Equal(i, ExecutorTests.Wait(channel.ReadAsync().AsTask()).Item);
            ExecutorTests.Wait(writer);
        });
        tests.Add("Async.Channel.NothingIsLostOrDoubled", () =>
        {
            const int Items = 400;
            Channel<int> channel = new(5);
            int[] counts = new int[3 * Items];
            Task[] readers = new Task[3];
            Task[] writers = new Task[3];
            for (int i = 0; i < 3; i++)
            {
                int first = i * Items;
                readers[i] = Task.Run(async () =>
                {
                    while (true)
                    {
                        Received<int> received = await channel.ReadAsync();
                        if (!received.HasItem)
                            return;
                        Interlocked.Increment(ref counts[received.Item]);
                    }
                });
                writers[i] = Task.Run(async () =>
                {
                    for (int item = first; item < first + Items; item++)
                        Check.True(await channel.WriteAsync(item));
                });
            }

            ExecutorTests.Wait(Task.WhenAll(writers));
            channel.Complete();
            ExecutorTests.Wait(Task.WhenAll(readers));
            foreach (int count in counts)
                Check.Equal(1, count);
        });
        tests.Add("Async.Channel.ACompleteOneIsReadToItsEnd", () =>
        {
            Channel<string> channel = new();
            channel.TryWrite("last");
            Check.True(channel.Complete());
            Check.False(channel.TryWrite("too late"));
            Check.Equal("last", ExecutorTests.Wait(channel.ReadAsync().AsTask()).Item);
            Check.False(ExecutorTests.Wait(channel.ReadAsync().AsTask()).HasItem);
        });
        tests.Add("Async.Channel.ACancelledReaderTakesNothing", () =>
        {
            Channel<int> channel = new();
            using CancellationTokenSource source = new();
            Task<Received<int>> cancelled = channel.ReadAsync(source.Token).AsTask();
            source.Cancel();
            Crew.Until(() => cancelled.IsCompleted, "the read ends");
            Check.True(cancelled.IsCanceled);
            channel.TryWrite(3);
            Check.True(channel.TryRead(out int item));
            Check.Equal(3, item);
        });
        tests.Add("Async.Channel.TheOldestIsDroppedWhereOnlyTheLatestMatter", () =>
        {
            Channel<int> channel = new(2, ChannelFullMode.DropOldest);
            for (int i = 0; i < 5; i++)
                Check.True(channel.TryWrite(i));
            Check.True(channel.TryRead(out int item));
            Check.Equal(3, item);
        });
        tests.Add("Async.WorkQueue.RunsInOrder", () =>
        {
            WorkQueue queue = new("order", Executors.Of(0).WakeSet);
            List<int> order = new();
            for (int i = 0; i < 100; i++)
            {
                int number = i;
                if (i % 10 == 0)
                {
                    queue.Enqueue(async () =>
                    {
                        await Task.Delay(1);
                        order.Add(number);
                    });
                }
                else
                {
                    queue.Enqueue(() => order.Add(number));
                }
            }

            ExecutorTests.Wait(queue.DrainAsync());
            Check.Equal(100, order.Count);
            for (int i = 0; i < 100; i++)
                Check.Equal(i, order[i]);
        });
        tests.Add("Async.WorkQueue.BoundsHowManyRun", () =>
        {
            WorkQueue queue = new("bounded", Executors.Of(Crew.LastProcessor).WakeSet, maximumConcurrency: 2);
            int running = 0;
            int tooMany = 0;
            for (int i = 0; i < 20; i++)
            {
                queue.Enqueue(async () =>
                {
                    if (Interlocked.Increment(ref running) > 2)
                        Interlocked.Increment(ref tooMany);
                    await Task.Delay(2);
                    Interlocked.Decrement(ref running);
                });
            }

            ExecutorTests.Wait(queue.DrainAsync());
            Check.Equal(0, tooMany);
            Check.Equal(0, queue.Pending);
        });
        tests.Add("Async.WorkQueue.AnEmptyOneIsDrained", () =>
            Check.True(new WorkQueue("empty", Executors.Of(0).WakeSet).DrainAsync().IsCompleted));
        tests.Add("Async.WorkQueue.TakesWorkFromAllProcessors", () =>
        {
            WorkQueue queue = new("many", Executors.Of(0).WakeSet);
            int done = 0;
            Crew.Run(Processor.Count + 1, _ =>
            {
                for (int i = 0; i < 100; i++)
                    queue.Enqueue(() => done++);
            });
            ExecutorTests.Wait(queue.DrainAsync());
            Check.Equal((Processor.Count + 1) * 100, done);
        });
    }
}

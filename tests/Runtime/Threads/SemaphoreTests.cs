using System.Threading;
using System.Threading.Tasks;

namespace Diesis.Tests.Runtime;

/// <summary>SemaphoreSlim, blocking and asynchronous.</summary>
internal static class SemaphoreTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("SemaphoreSlim.Counts", static () =>
        {
            SemaphoreSlim semaphore = new(2, 3);
            Check.Equal(2, semaphore.CurrentCount);
            semaphore.Wait();
            Check.True(semaphore.Wait(0));
            Check.False(semaphore.Wait(0));
            Check.False(semaphore.Wait(2));
            Check.Equal(0, semaphore.Release());
            Check.Equal(1, semaphore.Release(2));
            Check.Equal(3, semaphore.CurrentCount);
        });
        tests.Add("SemaphoreSlim.Full", static () => Check.Throws<SemaphoreFullException>(
            static () => new SemaphoreSlim(1, 1).Release(),
            "Adding the specified count to the semaphore would cause it to exceed its maximum count."));
        tests.Add("SemaphoreSlim.Arguments", static () =>
        {
            Check.RecordThrown(static () => _ = new SemaphoreSlim(-1));
            Check.RecordThrown(static () => _ = new SemaphoreSlim(2, 1));
            Check.RecordThrown(static () => _ = new SemaphoreSlim(0, 0));
            Check.RecordThrown(static () => new SemaphoreSlim(0).Release(0));
        });
        tests.Add("SemaphoreSlim.Disposed", static () =>
        {
            SemaphoreSlim semaphore = new(1);
            semaphore.Dispose();
            Check.RecordThrown(() => semaphore.Wait());
            Check.RecordThrown(() => semaphore.Release());
        });
        tests.Add("SemaphoreSlim.WaitAsyncCompletesAtOnce", static () =>
        {
            SemaphoreSlim semaphore = new(1);
            Task wait = semaphore.WaitAsync();
            Check.True(wait.IsCompletedSuccessfully);
            Check.False(semaphore.WaitAsync(0).Result);
            Check.Equal(0, semaphore.CurrentCount);
        });
        tests.Add("SemaphoreSlim.ReleaseEndsWaitAsyncInOrder", static () =>
        {
            SemaphoreSlim semaphore = new(0);
            Task[] waits = [semaphore.WaitAsync(), semaphore.WaitAsync(), semaphore.WaitAsync()];
            semaphore.Release();
            waits[0].Wait();
            Check.False(waits[1].IsCompleted);
            semaphore.Release(2);
            Task.WaitAll(waits);
            Check.Equal(0, semaphore.CurrentCount);
        });
        tests.Add("SemaphoreSlim.WaitAsyncTimesOut", static () => Await.Run(static async () =>
        {
            SemaphoreSlim semaphore = new(0);
            Check.False(await semaphore.WaitAsync(3));
            Check.False(await semaphore.WaitAsync(TimeSpan.FromMilliseconds(2)));
            semaphore.Release();
            Check.Equal(1, semaphore.CurrentCount);
            Check.True(await semaphore.WaitAsync(1));
        }));
        tests.Add("SemaphoreSlim.WaitAsyncIsCancelled", static () => Await.Run(static async () =>
        {
            SemaphoreSlim semaphore = new(0);
            using CancellationTokenSource source = new();
            Task wait = semaphore.WaitAsync(source.Token);
            Check.False(wait.IsCompleted);
            source.Cancel();
            await Await.Cancelled(wait);
            semaphore.Release();
            Check.Equal(1, semaphore.CurrentCount);
            await Await.Cancelled(semaphore.WaitAsync(source.Token));
        }));
        tests.Add("SemaphoreSlim.WaitIsCancelled", static () =>
        {
            SemaphoreSlim semaphore = new(0);
            using CancellationTokenSource source = new(3);
            Check.Throws<OperationCanceledException>(() => semaphore.Wait(source.Token), "The operation was canceled.");
            Check.Throws<OperationCanceledException>(() => semaphore.Wait(source.Token));
            semaphore.Release();
            Check.Equal(1, semaphore.CurrentCount);
        });
        tests.Add("SemaphoreSlim.AsAsyncMutex", static () => Await.Run(static async () =>
        {
            SemaphoreSlim mutex = new(1, 1);
            int inside = 0;
            int worst = 0;
            int done = 0;
            async Task Worker()
            {
                for (int i = 0; i < 50; i++)
                {
                    await mutex.WaitAsync();
                    worst = Math.Max(worst, ++inside);
                    await Task.Yield();
                    inside--;
                    done++;
                    mutex.Release();
                }
            }

            await Task.WhenAll(Worker(), Worker(), Worker(), Worker());
            Check.Equal(1, worst);
            Check.Equal(200, done);
            Check.Equal(1, mutex.CurrentCount);
        }));
        foreach (int permits in new int[] { 1, 2, 5 })
        {
            tests.AddThreaded("SemaphoreSlim.LimitsThreads" + permits.ToString(), () =>
            {
                SemaphoreSlim semaphore = new(permits);
                int inside = 0;
                int worst = 0;
                int total = 0;
                Together.Run(8, _ =>
                {
                    for (int i = 0; i < 300; i++)
                    {
                        semaphore.Wait();
                        int now = Interlocked.Increment(ref inside);
                        int seen = Volatile.Read(ref worst);
                        while (now > seen && Interlocked.CompareExchange(ref worst, now, seen) != seen)
                        {
                            seen = Volatile.Read(ref worst);
                        }

                        if (i % 50 == 0)
                        {
                            Thread.Yield();
                        }

                        Interlocked.Decrement(ref inside);
                        Interlocked.Increment(ref total);
                        semaphore.Release();
                    }
                });
                Check.Equal(2_400, total);
                Check.True(worst <= permits, "never more inside than permits");
                Check.Equal(permits, semaphore.CurrentCount);
            });
        }

        tests.AddThreaded("SemaphoreSlim.TimeoutsAndCancellationsLoseNoPermit", static () =>
        {
            SemaphoreSlim semaphore = new(2);
            Together.Run(6, index =>
            {
                for (int i = 0; i < 300; i++)
                {
                    using CancellationTokenSource source = new();
                    bool taken = false;
                    try
                    {
                        switch ((i + index) % 4)
                        {
                            case 0:
                                taken = semaphore.Wait(1);
                                break;
                            case 1:
                                Task<bool> wait = semaphore.WaitAsync(Together.Patience, source.Token);
                                source.Cancel();
                                taken = wait.Result;
                                break;
                            case 2:
                                taken = semaphore.WaitAsync(1).Result;
                                break;
                            default:
                                semaphore.Wait(Together.Patience);
                                taken = true;
                                break;
                        }
                    }
                    catch (AggregateException)
                    {
                    }

                    if (taken)
                    {
                        semaphore.Release();
                    }
                }
            });
            Check.Equal(2, semaphore.CurrentCount);
        });
    }
}

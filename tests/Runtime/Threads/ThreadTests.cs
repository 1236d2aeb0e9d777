using System.Threading;

namespace Diesis.Tests.Runtime;

/// <summary>Thread, thread statics and ThreadLocal.</summary>
internal static class ThreadTests
{
    [ThreadStatic]
    private static int t_number;

    [ThreadStatic]
    private static string? t_text;

    internal static void Register(TestList tests)
    {
        RegisterSingle(tests);
        RegisterThreaded(tests);
        RegisterLocals(tests);
    }

    private static void RegisterSingle(TestList tests)
    {
        tests.Add("Thread.Current", static () =>
        {
            Thread current = Thread.CurrentThread;
            Check.Same(current, Thread.CurrentThread);
            Check.True(current.IsAlive);
            Check.True(current.ManagedThreadId > 0);
            Check.Equal(current.ManagedThreadId, Environment.CurrentManagedThreadId);
            Check.True(current.ThreadState == ThreadState.Running || current.ThreadState == ThreadState.Background);
        });
        tests.Add("Thread.Unstarted", static () =>
        {
            Thread thread = new(static () => { });
            Check.False(thread.IsAlive);
            Check.True((thread.ThreadState & ThreadState.Unstarted) != 0);
            Check.False(thread.IsBackground);
            Check.Null(thread.Name);
            thread.Name = "name";
            Check.Equal("name", thread.Name);
            thread.Priority = ThreadPriority.Highest;
            Check.True(thread.Priority == ThreadPriority.Highest);
            Check.Throws<ThreadStateException>(thread.Join, "Thread has not been started.");
        });
        tests.Add("Thread.NullStart", static () => Check.Throws<ArgumentNullException>(
            static () => _ = new Thread((ThreadStart)null!), "Value cannot be null. (Parameter 'start')"));
        tests.Add("Thread.ParameterForPlainStart", static () => Check.Throws<InvalidOperationException>(
            static () => new Thread(static () => { }).Start("x"),
            "The thread was created with a ThreadStart delegate that does not accept a parameter."));
        tests.Add("Thread.SleepZeroAndYield", static () =>
        {
            Thread.Sleep(0);
            Thread.Yield();
            Thread.SpinWait(10);
            Thread.Sleep(1);
            Thread.Sleep(TimeSpan.FromMilliseconds(1));
        });
        tests.Add("Thread.SleepRefusesNegative", static () =>
            Check.Throws<ArgumentOutOfRangeException>(static () => Thread.Sleep(-2)));
    }

    private static void RegisterThreaded(TestList tests)
    {
        tests.AddThreaded("Thread.RunsAndJoins", static () =>
        {
            int value = 0;
            Thread thread = new(() => value = 42);
            thread.Start();
            thread.Join();
            Check.Equal(42, value);
            Check.False(thread.IsAlive);
            Check.True((thread.ThreadState & ThreadState.Stopped) != 0);
        });
        tests.AddThreaded("Thread.TakesParameter", static () =>
        {
            object? seen = null;
            Thread thread = new(argument => seen = argument);
            thread.Start("hello");
            thread.Join();
            Check.Equal("hello", (string?)seen);
        });
        tests.AddThreaded("Thread.StartsOnce", static () =>
        {
            Thread thread = new(static () => { });
            thread.Start();
            thread.Join();
            Check.Throws<ThreadStateException>(thread.Start, "Thread is running or terminated; it cannot restart.");
        });
        tests.AddThreaded("Thread.JoinTimesOut", static () =>
        {
            ManualResetEventSlim gate = new();
            Thread thread = new(gate.Wait);
            thread.Start();
            Check.False(thread.Join(3));
            Check.False(thread.Join(0));
            Check.True(thread.IsAlive);
            gate.Set();
            Check.True(thread.Join(Together.Patience));
            Check.True(thread.Join(0));
        });
        tests.AddThreaded("Thread.CurrentIsTheStarted", static () =>
        {
            Thread? inside = null;
            string? name = null;
            Thread thread = new(() =>
            {
                inside = Thread.CurrentThread;
                name = Thread.CurrentThread.Name;
            })
            {
                Name = "worker",
            };
            thread.Start();
            thread.Join();
            Check.Same(thread, inside);
            Check.Equal("worker", name);
        });
        tests.AddThreaded("Thread.IdsOfLivingDiffer", static () =>
        {
            int[] ids = new int[8];
            Together.Run(8, index =>
            {
                ids[index] = Thread.CurrentThread.ManagedThreadId;
                SpinWait.SpinUntil(() => Array.IndexOf(ids, 0) < 0, Together.Patience);
            });
            HashSet<int> distinct = [.. ids];
            Check.Equal(8, distinct.Count);
        });
        tests.AddThreaded("Thread.BackgroundFlag", static () =>
        {
            bool inside = false;
            Thread thread = new(() => inside = Thread.CurrentThread.IsBackground) { IsBackground = true };
            thread.Start();
            thread.Join();
            Check.True(inside);
            Check.Throws<ThreadStateException>(() => _ = thread.IsBackground, "Thread is dead; state cannot be accessed.");
        });
        tests.AddThreaded("Thread.WaitingState", static () =>
        {
            ManualResetEvent gate = new(false);
            Thread thread = new(() => gate.WaitOne());
            thread.Start();
            Together.Until(() => (thread.ThreadState & ThreadState.WaitSleepJoin) != 0, "the thread waits");
            gate.Set();
            thread.Join();
        });
        tests.AddThreaded("Thread.ExceptionsAreItsOwn", static () =>
        {
            int caught = 0;
            Together.Run(4, _ =>
            {
                for (int i = 0; i < 50; i++)
                {
                    try
                    {
                        throw new InvalidOperationException(i.ToString());
                    }
                    catch (InvalidOperationException exception)
                    {
                        if (exception.Message == i.ToString())
                        {
                            Interlocked.Increment(ref caught);
                        }
                    }
                }
            });
            Check.Equal(200, caught);
        });
        tests.AddThreaded("Thread.ManyShortOnes", static () =>
        {
            int ran = 0;
            for (int round = 0; round < 20; round++)
            {
                Thread[] threads = new Thread[10];
                for (int i = 0; i < threads.Length; i++)
                {
                    threads[i] = new Thread(() => Interlocked.Increment(ref ran));
                    threads[i].Start();
                }

                foreach (Thread thread in threads)
                {
                    thread.Join();
                }
            }

            Check.Equal(200, ran);
        });
        tests.AddThreaded("Thread.AllocatingTogether", static () =>
        {
            long total = 0;
            Together.Run(4, index =>
            {
                long mine = 0;
                for (int i = 0; i < 2_000; i++)
                {
                    int[] numbers = new int[(i % 50) + 1];
                    numbers[^1] = i + index;
                    string text = "t" + numbers[^1].ToString();
                    mine += text.Length + numbers.Length;
                }

                Interlocked.Add(ref total, mine);
            });
            Check.Record(total);
        });
    }

    private static void RegisterLocals(TestList tests)
    {
        tests.Add("ThreadStatic.KeepsValues", static () =>
        {
            t_number = 7;
            t_text = "seven";
            Check.Equal(7, t_number);
            Check.Equal("seven", t_text);
        });
        tests.AddThreaded("ThreadStatic.EachThreadHasItsOwn", static () =>
        {
            t_number = -1;
            Together.Run(4, static index =>
            {
                Check.Equal(0, t_number);
                Check.Null(t_text);
                t_number = index;
                t_text = index.ToString();
                Thread.Yield();
                Check.Equal(index, t_number);
                Check.Equal(index.ToString(), t_text);
            });
            Check.Equal(-1, t_number);
        });
        tests.Add("ThreadLocal.DefaultAndSet", static () =>
        {
            using ThreadLocal<int> local = new();
            Check.False(local.IsValueCreated);
            Check.Equal(0, local.Value);
            Check.True(local.IsValueCreated);
            local.Value = 5;
            Check.Equal(5, local.Value);
            Check.Equal("5", local.ToString());
        });
        tests.Add("ThreadLocal.FactoryRunsOnce", static () =>
        {
            int calls = 0;
            using ThreadLocal<string> local = new(() => (++calls).ToString());
            Check.Equal("1", local.Value);
            Check.Equal("1", local.Value);
            Check.Equal(1, calls);
        });
        tests.Add("ThreadLocal.Disposed", static () =>
        {
            ThreadLocal<int> local = new();
            local.Dispose();
            Check.Throws<ObjectDisposedException>(() => _ = local.Value);
        });
        tests.Add("ThreadLocal.SlotsAreUsedAgainWithoutOldValues", static () =>
        {
            for (int i = 0; i < 100; i++)
            {
                ThreadLocal<object?> local = new();
                Check.Null(local.Value);
                local.Value = i;
                local.Dispose();
            }
        });
        tests.AddThreaded("ThreadLocal.EachThreadHasItsOwn", static () =>
        {
            int made = 0;
            using ThreadLocal<int[]> local = new(() => new int[Interlocked.Increment(ref made)]);
            using ThreadLocal<int> other = new();
            Together.Run(4, index =>
            {
                int[] mine = local.Value!;
                other.Value = index;
                Thread.Yield();
                Check.Same(mine, local.Value);
                Check.Equal(index, other.Value);
            });
            Check.Equal(4, made);
        });
    }
}

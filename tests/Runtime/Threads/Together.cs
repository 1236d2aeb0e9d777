using System.Threading;

namespace Diesis.Tests.Runtime;

/// <summary>Runs something on several threads that begin at the same time.</summary>
internal static class Together
{
    /// <summary>Long enough that only a hang exceeds it.</summary>
    internal const int Patience = 60_000;

    /// <summary>Runs the body on so many threads, each with its index; the first failure fails the test.</summary>
    internal static void Run(int count, Action<int> body)
    {
        Exception? failure = null;
        int ready = 0;
        Thread[] threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            int index = i;
            threads[i] = new Thread(() =>
            {
                Interlocked.Increment(ref ready);
                SpinWait spinner = default;
                while (Volatile.Read(ref ready) < count)
                {
                    spinner.SpinOnce();
                }

                try
                {
                    body(index);
                }
                catch (Exception exception)
                {
                    Interlocked.CompareExchange(ref failure, exception, null);
                }
            });
            threads[i].Start();
        }

        foreach (Thread thread in threads)
        {
            Check.True(thread.Join(Patience), "a thread ends");
        }

        if (failure is not null)
        {
            Check.Fail(failure.GetType().ToString() + ": " + failure.Message);
        }
    }

    /// <summary>Waits until the condition holds; fails only after a very long time.</summary>
    internal static void Until(Func<bool> condition, string what) => Check.True(SpinWait.SpinUntil(condition, Patience), what);
}

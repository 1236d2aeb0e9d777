using System.Threading;
using System.Threading.Tasks;

namespace Diesis.Tests.Runtime;

/// <summary>CancellationToken and its source.</summary>
internal static class CancellationTests
{
    internal static void Register(TestList tests)
    {
        RegisterTokens(tests);
        RegisterCallbacks(tests);
        RegisterTimed(tests);
        RegisterThreaded(tests);
    }

    private static void RegisterTokens(TestList tests)
    {
        tests.Add("CancellationToken.None", static () =>
        {
            CancellationToken none = CancellationToken.None;
            Check.False(none.CanBeCanceled);
            Check.False(none.IsCancellationRequested);
            none.ThrowIfCancellationRequested();
            Check.True(none == default);
            Check.False(none.Register(static () => { }).Unregister());
        });
        tests.Add("CancellationToken.FromFlag", static () =>
        {
            Check.True(new CancellationToken(true).IsCancellationRequested);
            Check.False(new CancellationToken(false).CanBeCanceled);
            Check.True(new CancellationToken(true) == new CancellationToken(true));
        });
        tests.Add("CancellationToken.Throws", static () =>
        {
            CancellationToken token = new(true);
            Check.Throws<OperationCanceledException>(token.ThrowIfCancellationRequested, "The operation was canceled.");
            try
            {
                token.ThrowIfCancellationRequested();
            }
            catch (OperationCanceledException exception)
            {
                Check.True(exception.CancellationToken == token);
            }
        });
        tests.Add("CancellationTokenSource.Cancel", static () =>
        {
            CancellationTokenSource source = new();
            CancellationToken token = source.Token;
            Check.True(token.CanBeCanceled);
            Check.False(token.IsCancellationRequested);
            source.Cancel();
            source.Cancel();
            Check.True(token.IsCancellationRequested);
            Check.True(source.IsCancellationRequested);
            Check.True(token == source.Token);
            Check.True(token.WaitHandle.WaitOne(0));
        });
        tests.Add("CancellationTokenSource.WaitHandle", static () =>
        {
            CancellationTokenSource source = new();
            WaitHandle handle = source.Token.WaitHandle;
            Check.False(handle.WaitOne(0));
            source.Cancel();
            Check.True(handle.WaitOne(0));
        });
        tests.Add("CancellationTokenSource.Disposed", static () =>
        {
            CancellationTokenSource source = new();
            source.Dispose();
            Check.Throws<ObjectDisposedException>(() => _ = source.Token, "The CancellationTokenSource has been disposed.");
            Check.Throws<ObjectDisposedException>(source.Cancel);
            Check.Throws<ObjectDisposedException>(() => source.CancelAfter(1));
        });
        tests.Add("CancellationTokenSource.Linked", static () =>
        {
            CancellationTokenSource first = new();
            CancellationTokenSource second = new();
            using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(first.Token, second.Token);
            Check.False(linked.IsCancellationRequested);
            second.Cancel();
            Check.True(linked.IsCancellationRequested);
            Check.False(first.IsCancellationRequested);
        });
        tests.Add("CancellationTokenSource.LinkedToCancelled", static () =>
        {
            using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(new CancellationToken(true), default);
            Check.True(linked.IsCancellationRequested);
        });
        tests.Add("CancellationTokenSource.LinkedDisposedIsLeftAlone", static () =>
        {
            CancellationTokenSource source = new();
            CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(source.Token);
            linked.Dispose();
            source.Cancel();
            Check.False(linked.IsCancellationRequested);
        });
        tests.Add("CancellationTokenSource.Arguments", static () =>
        {
            Check.RecordThrown(static () => _ = new CancellationTokenSource(-2));
            Check.RecordThrown(static () => CancellationTokenSource.CreateLinkedTokenSource(Array.Empty<CancellationToken>()));
            Check.RecordThrown(static () => new CancellationTokenSource().Token.Register(null!));
        });
        tests.Add("CancellationTokenSource.TryReset", static () =>
        {
            CancellationTokenSource source = new();
            int calls = 0;
            source.Token.Register(() => calls++);
            Check.True(source.TryReset());
            source.Cancel();
            Check.Equal(0, calls);
            Check.False(source.TryReset());
        });
    }

    private static void RegisterCallbacks(TestList tests)
    {
        tests.Add("CancellationToken.CallbacksRunLatestFirst", static () =>
        {
            CancellationTokenSource source = new();
            List<int> order = [];
            for (int i = 0; i < 5; i++)
            {
                int number = i;
                source.Token.Register(() => order.Add(number));
            }

            source.Cancel();
            Check.Sequence(new int[] { 4, 3, 2, 1, 0 }, order.ToArray());
        });
        tests.Add("CancellationToken.CallbackForms", static () =>
        {
            CancellationTokenSource source = new();
            int sum = 0;
            source.Token.Register(state => sum += (int)state!, 10);
            source.Token.Register((state, token) => sum += token == source.Token ? (int)state! : 0, 100);
            source.Token.UnsafeRegister(state => sum += (int)state!, 1000);
            source.Token.Register(() => sum += 1, useSynchronizationContext: true);
            source.Cancel();
            Check.Equal(1111, sum);
        });
        tests.Add("CancellationToken.RegisterAfterCancelRunsAtOnce", static () =>
        {
            CancellationTokenSource source = new();
            source.Cancel();
            int calls = 0;
            CancellationTokenRegistration registration = source.Token.Register(() => calls++);
            Check.Equal(1, calls);
            Check.False(registration.Unregister());
        });
        tests.Add("CancellationTokenRegistration.Dispose", static () =>
        {
            CancellationTokenSource source = new();
            int calls = 0;
            CancellationTokenRegistration first = source.Token.Register(() => calls++);
            CancellationTokenRegistration second = source.Token.Register(() => calls += 10);
            CancellationTokenRegistration third = source.Token.Register(() => calls += 100);
            Check.True(second.Token == source.Token);
            second.Dispose();
            Check.True(first.Unregister());
            Check.False(first.Unregister());
            source.Cancel();
            Check.Equal(100, calls);
            Check.False(third.Unregister());
            Check.True(first != second);
        });
        tests.Add("CancellationTokenRegistration.DisposedInItsCallback", static () =>
        {
            CancellationTokenSource source = new();
            CancellationTokenRegistration registration = default;
            int calls = 0;
            registration = source.Token.Register(() =>
            {
                registration.Dispose();
                calls++;
            });
            source.Cancel();
            Check.Equal(1, calls);
        });
        tests.Add("CancellationTokenSource.CallbacksThrow", static () =>
        {
            CancellationTokenSource source = new();
            int calls = 0;
            source.Token.Register(() => throw new InvalidOperationException("one"));
            source.Token.Register(() => calls++);
            source.Token.Register(() => throw new FormatException("two"));
            Check.Throws<AggregateException>(source.Cancel, "One or more errors occurred. (two) (one)");
            Check.Equal(1, calls);
            Check.True(source.IsCancellationRequested);
        });
        tests.Add("CancellationTokenSource.FirstThrows", static () =>
        {
            CancellationTokenSource source = new();
            int calls = 0;
            source.Token.Register(() => calls++);
            source.Token.Register(() => throw new FormatException("first"));
            Check.Throws<FormatException>(() => source.Cancel(throwOnFirstException: true), "first");
        });
        tests.Add("CancellationTokenSource.CancelInsideCallback", static () =>
        {
            CancellationTokenSource source = new();
            int calls = 0;
            source.Token.Register(() => calls++);
            source.Token.Register(() =>
            {
                source.Cancel();
                calls++;
            });
            source.Cancel();
            Check.Equal(2, calls);
        });
        tests.Add("CancellationTokenSource.CancelAsync", static () =>
        {
            CancellationTokenSource source = new();
            int calls = 0;
            source.Token.Register(() => Interlocked.Increment(ref calls));
            Task cancelling = source.CancelAsync();
            Check.True(source.IsCancellationRequested);
            cancelling.Wait();
            Check.Equal(1, calls);
        });
    }

    private static void RegisterTimed(TestList tests)
    {
        tests.Add("CancellationTokenSource.CancelAfter", static () =>
        {
            using CancellationTokenSource source = new();
            source.CancelAfter(2);
            Check.Throws<AggregateException>(Task.Delay(Together.Patience, source.Token).Wait);
            Check.True(source.IsCancellationRequested);
        });
        tests.Add("CancellationTokenSource.DelayInConstructor", static () =>
        {
            using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(2));
            Check.Throws<AggregateException>(Task.Delay(-1, source.Token).Wait);
        });
        tests.Add("CancellationTokenSource.ZeroCancelsAtOnce", static () =>
        {
            using CancellationTokenSource source = new(0);
            Check.True(source.IsCancellationRequested);
        });
        tests.Add("CancellationTokenSource.CancelAfterIsPutOff", static () =>
        {
            using CancellationTokenSource source = new();
            source.CancelAfter(5);
            source.CancelAfter(-1);
            Task.Delay(15).Wait();
            Check.False(source.IsCancellationRequested);
        });
    }

    private static void RegisterThreaded(TestList tests)
    {
        tests.AddThreaded("CancellationTokenSource.CallbacksRunOnceInRaces", static () =>
        {
            int calls = 0;
            int registered = 0;
            for (int round = 0; round < 200; round++)
            {
                CancellationTokenSource source = new();
                Together.Run(3, index =>
                {
                    if (index == 0)
                    {
                        source.Cancel();
                        return;
                    }

                    for (int i = 0; i < 10; i++)
                    {
                        source.Token.Register(() => Interlocked.Increment(ref calls));
                        Interlocked.Increment(ref registered);
                    }
                });
            }

            Check.Equal(4_000, registered);
            Check.Equal(4_000, calls);
        });
        tests.AddThreaded("CancellationTokenRegistration.DisposeWaitsForCallback", static () =>
        {
            for (int round = 0; round < 50; round++)
            {
                CancellationTokenSource source = new();
                int running = 0;
                bool finished = false;
                CancellationTokenRegistration registration = source.Token.Register(() =>
                {
                    Volatile.Write(ref running, 1);
                    Thread.Yield();
                    Volatile.Write(ref finished, true);
                });
                Together.Run(2, index =>
                {
                    if (index == 0)
                    {
                        source.Cancel();
                    }
                    else
                    {
                        SpinWait.SpinUntil(() => Volatile.Read(ref running) == 1, Together.Patience);
                        registration.Dispose();
                        Check.True(Volatile.Read(ref finished), "the callback has ended");
                    }
                });
            }
        });
        tests.AddThreaded("CancellationTokenSource.UnregisterOrRun", static () =>
        {
            int runs = 0;
            int removals = 0;
            for (int round = 0; round < 200; round++)
            {
                CancellationTokenSource source = new();
                CancellationTokenRegistration registration = source.Token.Register(() => Interlocked.Increment(ref runs));
                Together.Run(2, index =>
                {
                    if (index == 0)
                    {
                        source.Cancel();
                    }
                    else if (registration.Unregister())
                    {
                        Interlocked.Increment(ref removals);
                    }
                });
            }

            Check.Equal(200, runs + removals);
        });
    }
}

using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Diesis.Tests.Runtime;

// Exceptions through async methods, and at the end of the stack.
internal static partial class ExceptionObjectTests
{
    private static void AddAsync(TestList tests)
    {
        Async(tests, "ThrowBeforeAwait", static async log =>
        {
            Task task = Fails(0);
            log("made " + task.IsFaulted);
            try
            {
                await task;
            }
            catch (InvalidOperationException exception)
            {
                log(exception.Message);
            }
        });
        Async(tests, "AwaitInCatchAndFinally", static async log =>
        {
            try
            {
                try
                {
                    await Fails(1);
                }
                catch (InvalidOperationException exception)
                {
                    log("catch");
                    await Task.Yield();
                    log(exception.Message);
                    throw new ArgumentException("again", exception);
                }
                finally
                {
                    log("finally");
                    await Task.Yield();
                    log("finally after");
                }
            }
            catch (ArgumentException exception)
            {
                log(exception.InnerException!.Message);
            }
        });
        Async(tests, "RethrowAfterAwaitInCatch", static async log =>
        {
            try
            {
                try
                {
                    await Fails(2);
                }
                catch
                {
                    await Task.Yield();
                    log("rethrow");
                    throw;
                }
            }
            catch (InvalidOperationException exception) when (exception.Message.Length > 0)
            {
                log(exception.Message);
            }
        });
        Async(tests, "FinallyAfterReturn", static async log =>
        {
            async Task<int> Run()
            {
                try
                {
                    await Task.Yield();
                    return 5;
                }
                finally
                {
                    await Task.Yield();
                    log("finally");
                }
            }
            log((await Run()).ToString());
        });
        Async(tests, "UsingAwaitsDispose", static async log =>
        {
            try
            {
                await using AsyncScope scope = new(log);
                await Fails(1);
            }
            catch (InvalidOperationException)
            {
                log("caught");
            }
        });
        Async(tests, "WhenAllThrowsTheFirst", static async log =>
        {
            Task all = Task.WhenAll(Fails(0), Fails(1), Task.CompletedTask);
            try
            {
                await all;
            }
            catch (InvalidOperationException exception)
            {
                log(exception.Message + " of " + all.Exception!.InnerExceptions.Count);
            }
        });
        Async(tests, "HardwareFault", static async log =>
        {
            try
            {
                await Task.Yield();
                ReadsNull(null!);
            }
            catch (NullReferenceException)
            {
                await Task.Yield();
                log("null");
            }
        });
        Async(tests, "AsyncIterator", static async log =>
        {
            try
            {
                await foreach (int item in Stream())
                    log(item.ToString());
            }
            catch (InvalidOperationException exception)
            {
                log(exception.Message);
            }
        });
        tests.Add("AsyncExceptions.WaitGivesAggregate", static () =>
        {
            Task task = Fails(0);
            Check.RecordThrown(task.Wait);
            Check.RecordThrown(() => task.GetAwaiter().GetResult());
            Check.Record(task.Status.ToString());
        });
    }

    private static void Async(TestList tests, string name, Func<Action<string>, Task> body) => tests.AddThreaded("AsyncExceptions." + name, () =>
    {
        List<string> lines = [];
        body(lines.Add).GetAwaiter().GetResult();
        foreach (string line in lines)
            Check.Record(line);
    });

    private sealed class AsyncScope(Action<string> log) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            log("disposed");
        }
    }

    private static async Task Fails(int awaits)
    {
        for (int i = 0; i < awaits; i++)
            await Task.Yield();
        throw new InvalidOperationException("failed after " + awaits);
    }

    private static async IAsyncEnumerable<int> Stream()
    {
        yield return 1;
        await Task.Yield();
        yield return 2;
        throw new InvalidOperationException("stream broke");
    }

    private static void AddStackEnd(TestList tests)
    {
        tests.Add("StackEnd.EnsureSufficientExecutionStack", static () =>
            Check.RecordThrown(static () => RecurseUntilInsufficient(0)));
        tests.Add("StackEnd.TryEnsure", static () =>
        {
            Check.True(RuntimeHelpers.TryEnsureSufficientExecutionStack());
            Check.True(RecurseWhileSufficient(0) > 100);
        });
        tests.Add("StackEnd.ThrowThereAndCatchHere", static () =>
        {
            int caught = 0;
            for (int i = 0; i < 3; i++)
            {
                try
                {
                    RecurseUntilInsufficient(0);
                }
                catch (InsufficientExecutionStackException)
                {
                    caught++;
                }
            }
            Check.Equal(3, caught);
        });
        tests.Add("StackEnd.FinallyHandlersOnTheWay", static () =>
        {
            int entered = 0;
            int left = 0;
            Check.Throws<InsufficientExecutionStackException>(() => RecurseWithFinally(ref entered, ref left));
            Check.Equal(entered, left);
            Check.True(entered > 100);
        });
        tests.Add("StackEnd.FaultThere", static () => Check.Throws<NullReferenceException>(static () => FaultWhenInsufficient(0)));
        tests.AddThreaded("StackEnd.OfASmallStack", static () =>
        {
            Exception? caught = null;
            Thread thread = new(() => caught = Caught(static () => RecurseUntilInsufficient(0)), 256 << 10);
            thread.Start();
            thread.Join();
            Check.True(caught is InsufficientExecutionStackException);
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int RecurseUntilInsufficient(int depth)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return RecurseUntilInsufficient(depth + 1) + 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int RecurseWhileSufficient(int depth) => RuntimeHelpers.TryEnsureSufficientExecutionStack() ? RecurseWhileSufficient(depth + 1) + 1 : 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RecurseWithFinally(ref int entered, ref int left)
    {
        entered++;
        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            RecurseWithFinally(ref entered, ref left);
        }
        finally
        {
            left++;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int FaultWhenInsufficient(int depth)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return ReadsNull(null!);
        return FaultWhenInsufficient(depth + 1) + 1;
    }
}

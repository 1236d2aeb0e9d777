using System.Threading;
using System.Threading.Tasks;

namespace Diesis.Tests.Runtime;

/// <summary>Task and Task of a value: running, waiting, ending, failing; TaskCompletionSource; AggregateException.</summary>
internal static class TaskTests
{
    internal static void Register(TestList tests)
    {
        RegisterEnded(tests);
        RegisterRunning(tests);
        RegisterFailing(tests);
        RegisterCancelling(tests);
        RegisterSources(tests);
        RegisterAggregates(tests);
        RegisterThreaded(tests);
    }

    private static void RegisterEnded(TestList tests)
    {
        tests.Add("Task.Completed", static () =>
        {
            Task task = Task.CompletedTask;
            Check.True(task.IsCompleted && task.IsCompletedSuccessfully);
            Check.False(task.IsFaulted || task.IsCanceled);
            Check.True(task.Status == TaskStatus.RanToCompletion);
            Check.Null(task.Exception);
            Check.Same(task, Task.CompletedTask);
            task.Wait();
            Check.True(task.Wait(0));
        });
        tests.Add("Task.FromResult", static () =>
        {
            Check.Equal(5, Task.FromResult(5).Result);
            Check.Equal("x", Task.FromResult("x").GetAwaiter().GetResult());
            Check.True(Task.FromResult<object?>(null).IsCompletedSuccessfully);
        });
        tests.Add("Task.FromException", static () =>
        {
            InvalidOperationException cause = new("cause");
            Task task = Task.FromException(cause);
            Check.True(task.IsFaulted && task.IsCompleted);
            Check.Same(cause, task.Exception!.InnerException);
            Check.Throws<AggregateException>(task.Wait, "One or more errors occurred. (cause)");
            Check.Throws<InvalidOperationException>(() => task.GetAwaiter().GetResult(), "cause");
            Check.Throws<AggregateException>(() => _ = Task.FromException<int>(cause).Result);
            Check.RecordThrown(static () => Task.FromException(null!));
        });
        tests.Add("Task.FromCanceled", static () =>
        {
            CancellationToken token = new(true);
            Task task = Task.FromCanceled(token);
            Check.True(task.IsCanceled && task.IsCompleted && !task.IsFaulted);
            Check.Null(task.Exception);
            Check.Throws<AggregateException>(task.Wait, "One or more errors occurred. (A task was canceled.)");
            Check.Throws<TaskCanceledException>(() => task.GetAwaiter().GetResult(), "A task was canceled.");
            Check.RecordThrown(static () => Task.FromCanceled(default));
        });
        tests.Add("Task.IdsDiffer", static () =>
        {
            Task first = new(static () => { });
            Task second = new(static () => { });
            Check.True(first.Id > 0);
            Check.Equal(first.Id, first.Id);
            Check.NotEqual(first.Id, second.Id);
            Check.Null(Task.CurrentId);
        });
        tests.Add("Task.Dispose", static () =>
        {
            Task.CompletedTask.Dispose();
            Check.Throws<InvalidOperationException>(
                new Task(static () => { }).Dispose,
                "A task may only be disposed if it is in a completion state (RanToCompletion, Faulted or Canceled).");
        });
    }

    private static void RegisterRunning(TestList tests)
    {
        tests.Add("Task.RunAction", static () =>
        {
            int value = 0;
            Task task = Task.Run(() => { value = 3; });
            task.Wait();
            Check.Equal(3, value);
            Check.True(task.Status == TaskStatus.RanToCompletion);
        });
        tests.Add("Task.RunFunction", static () => Check.Equal(42, Task.Run(static () => 42).Result));
        tests.Add("Task.RunAsyncFunction", static () =>
        {
            Check.Equal(5, Task.Run(static async () =>
            {
                await Task.Yield();
                return 5;
            }).Result);
            int value = 0;
            Task.Run(async () =>
            {
                await Task.Yield();
                value = 1;
            }).Wait();
            Check.Equal(1, value);
        });
        tests.Add("Task.RunReturnsNullTask", static () =>
        {
            Task task = Task.Run(static Task? () => null);
            Check.Throws<AggregateException>(task.Wait, "One or more errors occurred. (A task was canceled.)");
        });
        tests.Add("Task.StartLater", static () =>
        {
            int value = 0;
            Task task = new(() => value++);
            Check.True(task.Status == TaskStatus.Created);
            Check.False(task.Wait(1));
            task.Start();
            task.Wait();
            Check.Equal(1, value);
        });
        tests.Add("Task.WithState", static () =>
        {
            object? seen = null;
            Task task = new(state => seen = state, "state");
            Check.Equal("state", (string?)task.AsyncState);
            task.Start();
            task.Wait();
            Check.Equal("state", (string?)seen);
            Task<int> function = new(static state => ((string)state!).Length, "four");
            function.Start();
            Check.Equal(4, function.Result);
        });
        tests.Add("Task.RunSynchronously", static () =>
        {
            int thread = 0;
            Task task = new(() => thread = Environment.CurrentManagedThreadId);
            task.RunSynchronously();
            Check.True(task.IsCompletedSuccessfully);
            Check.Equal(Environment.CurrentManagedThreadId, thread);
        });
        tests.Add("Task.CurrentIdInside", static () =>
        {
            int? inside = null;
            Task task = new(() => inside = Task.CurrentId);
            task.RunSynchronously();
            Check.Equal(task.Id, inside ?? 0);
            Check.Null(Task.CurrentId);
        });
        tests.Add("Task.StartErrors", static () =>
        {
            Task task = new(static () => { });
            task.Start();
            Check.Throws<InvalidOperationException>(() =>
            {
                task.Wait();
                task.Start();
            }, "Start may not be called on a task that has completed.");
            Check.Throws<InvalidOperationException>(
                new TaskCompletionSource().Task.Start, "Start may not be called on a promise-style task.");
            Check.Throws<InvalidOperationException>(
                new TaskCompletionSource().Task.ContinueWith(static _ => { }).Start, "Start may not be called on a continuation task.");
            Check.RecordThrown(static () => _ = new Task((Action)null!));
            Check.RecordThrown(static () => _ = new Task<int>((Func<int>)null!));
            Check.RecordThrown(static () => Task.Run((Func<Task>)null!));
        });
        tests.Add("TaskFactory.StartNew", static () =>
        {
            Check.Equal(7, Task.Factory.StartNew(static () => 7).Result);
            Check.Equal("s", Task.Factory.StartNew(static state => (string)state!, "s").Result);
            Task.Factory.StartNew(static () => { }, TaskCreationOptions.DenyChildAttach).Wait();
            Check.True(Task.Factory.StartNew(static () => { }, TaskCreationOptions.PreferFairness).CreationOptions
                == TaskCreationOptions.PreferFairness);
            Check.Equal(8, Task<int>.Factory.StartNew(static () => 8).Result);
        });
        tests.Add("Task.WaitTimesOut", static () =>
        {
            TaskCompletionSource source = new();
            Check.False(source.Task.Wait(2));
            Check.False(source.Task.Wait(TimeSpan.FromMilliseconds(1)));
            source.SetResult();
            Check.True(source.Task.Wait(2));
            Check.Throws<ArgumentOutOfRangeException>(() => source.Task.Wait(-2));
        });
        tests.Add("Task.WaitIsCancelled", static () =>
        {
            TaskCompletionSource source = new();
            using CancellationTokenSource cancellation = new(2);
            Check.Throws<OperationCanceledException>(() => source.Task.Wait(cancellation.Token), "The operation was canceled.");
        });
        tests.Add("Task.WaitAll", static () =>
        {
            Task[] tasks = [Task.Run(static () => { }), Task.Delay(2), Task.CompletedTask];
            Task.WaitAll(tasks);
            Check.True(Task.WaitAll(tasks, 0));
            Check.False(Task.WaitAll([new TaskCompletionSource().Task, tasks[0]], 1));
        });
        tests.Add("Task.WaitAny", static () =>
        {
            Task never = new TaskCompletionSource().Task;
            Check.Equal(1, Task.WaitAny(never, Task.CompletedTask));
            Check.Equal(2, Task.WaitAny(never, never, Task.Delay(2)));
            Check.Equal(-1, Task.WaitAny([never], 1));
        });
    }

    private static void RegisterFailing(TestList tests)
    {
        tests.Add("Task.ThrowsInside", static () =>
        {
            Task<int> task = Task.Run(static int () => throw new FormatException("inside"));
            Check.Throws<AggregateException>(() => _ = task.Result, "One or more errors occurred. (inside)");
            Check.True(task.IsFaulted);
            Check.Throws<FormatException>(() => task.GetAwaiter().GetResult(), "inside");
        });
        tests.Add("Task.WaitAllCollects", static () =>
        {
            Task[] tasks =
            [
                Task.FromException(new FormatException("a")),
                Task.CompletedTask,
                Task.FromCanceled(new CancellationToken(true)),
                Task.FromException(new InvalidOperationException("b")),
            ];
            Check.Throws<AggregateException>(() => Task.WaitAll(tasks), "One or more errors occurred. (a) (A task was canceled.) (b)");
        });
        tests.Add("Task.CancelledExceptionOfOthersIsFault", static () =>
        {
            Task task = Task.Run(static void () => throw new OperationCanceledException());
            Check.Throws<AggregateException>(task.Wait);
            Check.True(task.IsFaulted);
        });
        tests.Add("Task.SynchronousFailure", static () =>
        {
            Task task = new(static () => throw new FormatException("now"));
            task.RunSynchronously();
            Check.True(task.IsFaulted);
            Check.Equal("now", task.Exception!.InnerException!.Message);
        });
    }

    private static void RegisterCancelling(TestList tests)
    {
        tests.Add("Task.RunWithCancelledToken", static () =>
        {
            bool ran = false;
            Task task = Task.Run(() => ran = true, new CancellationToken(true));
            Task.WaitAny(task);
            Check.True(task.IsCanceled);
            Check.False(ran);
        });
        tests.Add("Task.CancelledBeforeStart", static () =>
        {
            using CancellationTokenSource source = new();
            Task task = new(static () => { }, source.Token);
            source.Cancel();
            Check.True(task.IsCanceled);
            Check.Throws<InvalidOperationException>(task.Start, "Start may not be called on a task that has completed.");
        });
        tests.Add("Task.CancelsItself", static () =>
        {
            using CancellationTokenSource source = new();
            Task task = Task.Run(
                () =>
                {
                    source.Cancel();
                    source.Token.ThrowIfCancellationRequested();
                },
                source.Token);
            Check.Throws<AggregateException>(task.Wait, "One or more errors occurred. (A task was canceled.)");
            Check.True(task.IsCanceled);
        });
        tests.Add("TaskCanceledException.Members", static () =>
        {
            Task task = Task.FromCanceled(new CancellationToken(true));
            TaskCanceledException exception = new(task);
            Check.Same(task, exception.Task);
            Check.True(exception.CancellationToken.IsCancellationRequested);
            Check.Equal("A task was canceled.", new TaskCanceledException().Message);
            Check.Equal("The operation was canceled.", new OperationCanceledException().Message);
        });
    }

    private static void RegisterSources(TestList tests)
    {
        tests.Add("TaskCompletionSource.Result", static () =>
        {
            TaskCompletionSource<int> source = new();
            Check.True(source.Task.Status == TaskStatus.WaitingForActivation);
            source.SetResult(4);
            Check.Equal(4, source.Task.Result);
            Check.False(source.TrySetResult(5));
            Check.False(source.TrySetCanceled());
            Check.False(source.TrySetException(new FormatException()));
            Check.Throws<InvalidOperationException>(
                () => source.SetResult(6), "An attempt was made to transition a task to a final state when it had already completed.");
        });
        tests.Add("TaskCompletionSource.Exceptions", static () =>
        {
            TaskCompletionSource source = new();
            source.SetException([new FormatException("a"), new InvalidOperationException("b")]);
            Check.Equal(2, source.Task.Exception!.InnerExceptions.Count);
            Check.Throws<FormatException>(() => source.Task.GetAwaiter().GetResult(), "a");
            Check.Equal("One or more errors occurred. (a) (b)", source.Task.Exception.Message);
            Check.RecordThrown(static () => new TaskCompletionSource().SetException((Exception)null!));
            Check.RecordThrown(static () => new TaskCompletionSource().SetException(Array.Empty<Exception>()));
        });
        tests.Add("TaskCompletionSource.Canceled", static () =>
        {
            TaskCompletionSource<string> source = new("state");
            Check.Equal("state", (string?)source.Task.AsyncState);
            CancellationToken token = new(true);
            source.SetCanceled(token);
            Check.True(source.Task.IsCanceled);
            try
            {
                source.Task.GetAwaiter().GetResult();
            }
            catch (TaskCanceledException exception)
            {
                Check.True(exception.CancellationToken == token);
                Check.Same(source.Task, exception.Task);
            }
        });
        tests.Add("TaskCompletionSource.FromTask", static () =>
        {
            TaskCompletionSource<int> source = new();
            source.SetFromTask(Task.FromResult(3));
            Check.Equal(3, source.Task.Result);
            TaskCompletionSource failing = new();
            failing.SetFromTask(Task.FromException(new FormatException("x")));
            Check.True(failing.Task.IsFaulted);
            Check.RecordThrown(static () => new TaskCompletionSource().SetFromTask(new TaskCompletionSource().Task));
        });
        tests.Add("TaskCompletionSource.InlineAndAsynchronousContinuations", static () =>
        {
            TaskCompletionSource inline = new();
            bool ran = false;
            inline.Task.GetAwaiter().UnsafeOnCompleted(() => ran = true);
            inline.SetResult();
            Check.True(ran);
            TaskCompletionSource later = new(TaskCreationOptions.RunContinuationsAsynchronously);
            int thread = 0;
            TaskCompletionSource done = new();
            later.Task.GetAwaiter().OnCompleted(() =>
            {
                thread = 1;
                done.SetResult();
            });
            later.SetResult();
            done.Task.Wait();
            Check.Equal(1, thread);
            Check.RecordThrown(static () => _ = new TaskCompletionSource(TaskCreationOptions.LongRunning));
        });
    }

    private static void RegisterAggregates(TestList tests)
    {
        tests.Add("AggregateException.Messages", static () =>
        {
            Check.Equal("One or more errors occurred.", new AggregateException().Message);
            Check.Equal("m", new AggregateException("m").Message);
            Check.Equal("m (a) (b)", new AggregateException("m", new FormatException("a"), new FormatException("b")).Message);
            Check.Equal("One or more errors occurred. (a)", new AggregateException(new FormatException("a")).Message);
        });
        tests.Add("AggregateException.Inner", static () =>
        {
            FormatException first = new("a");
            AggregateException aggregate = new(first, new FormatException("b"));
            Check.Same(first, aggregate.InnerException);
            Check.Equal(2, aggregate.InnerExceptions.Count);
            Check.Same(aggregate, aggregate.GetBaseException());
            Check.Same(first, new AggregateException(new AggregateException(first)).GetBaseException());
            Check.RecordThrown(static () => _ = new AggregateException((Exception)null!));
            Check.RecordThrown(static () => _ = new AggregateException((IEnumerable<Exception>)null!));
        });
        tests.Add("AggregateException.Flatten", static () =>
        {
            AggregateException nested = new(
                "top",
                new FormatException("a"),
                new AggregateException(new FormatException("b"), new AggregateException(new FormatException("c"))),
                new FormatException("d"));
            AggregateException flat = nested.Flatten();
            foreach (Exception exception in flat.InnerExceptions)
            {
                Check.Record(exception.Message);
            }

            Check.Record(flat.Message);
            Check.Equal(4, flat.InnerExceptions.Count);
        });
        tests.Add("AggregateException.Handle", static () =>
        {
            AggregateException aggregate = new(new FormatException("a"), new InvalidOperationException("b"));
            aggregate.Handle(static _ => true);
            Check.Throws<AggregateException>(
                () => aggregate.Handle(static exception => exception is FormatException));
            Check.RecordThrown(() => aggregate.Handle(static exception => exception is FormatException));
        });
    }

    private static void RegisterThreaded(TestList tests)
    {
        tests.AddThreaded("Task.LongRunning", static () =>
        {
            bool isPool = Task.Factory.StartNew(
                static () => Thread.CurrentThread.IsThreadPoolThread, TaskCreationOptions.LongRunning).Result;
            Check.False(isPool);
        });
        tests.AddThreaded("TaskCompletionSource.OneWins", static () =>
        {
            for (int round = 0; round < 100; round++)
            {
                TaskCompletionSource<int> source = new();
                int winners = 0;
                Together.Run(4, index =>
                {
                    if (source.TrySetResult(index))
                    {
                        Interlocked.Increment(ref winners);
                    }

                    Check.True(source.Task.IsCompleted);
                });
                Check.Equal(1, winners);
            }
        });
        tests.AddThreaded("Task.WaitedForByMany", static () =>
        {
            for (int round = 0; round < 50; round++)
            {
                TaskCompletionSource<int> source = new();
                int sum = 0;
                Together.Run(5, index =>
                {
                    if (index == 0)
                    {
                        source.SetResult(7);
                    }
                    else
                    {
                        Interlocked.Add(ref sum, source.Task.Result);
                    }
                });
                Check.Equal(28, sum);
            }
        });
    }
}

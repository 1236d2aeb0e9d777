using System;
using System.Threading;
using System.Threading.Tasks;

namespace Diesis.Core.Async;

/// <summary>Tasks that nobody waits for, so that nobody else would learn how they end.</summary>
public static class BackgroundTask
{
    /// <summary>Starts a task on an executor. An exception is an oops, but for cancellation, which is an end like any other.</summary>
    /// <returns>A task that ends successfully however the body ends.</returns>
    public static Task Start(string name, Func<Task> body) => Task.Run(() => Contain(name, body));

    private static async Task Contain(string name, Func<Task> body)
    {
        try
        {
            await body().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception exception)
        {
            TaskFaults.Report("task", name, exception);
        }
    }
}

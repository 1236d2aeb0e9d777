using System.Threading.Tasks;

namespace Diesis.Tests.Runtime;

/// <summary>Runs asynchronous tests from synchronous ones; where there are no threads, waiting runs the queued work.</summary>
internal static class Await
{
    internal static void Run(Func<Task> body) => body().GetAwaiter().GetResult();

    /// <summary>Awaits a task that must end as cancelled.</summary>
    internal static async Task Cancelled(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
            Check.True(task.IsCanceled);
            return;
        }

        Check.Fail("the task was not cancelled");
    }

    /// <summary>Awaits a task that must fail in this way.</summary>
    internal static async Task Fails<TException>(Task task, string message)
        where TException : Exception
    {
        try
        {
            await task;
        }
        catch (Exception exception)
        {
            Check.Equal(typeof(TException).ToString(), exception.GetType().ToString());
            Check.Equal(message, exception.Message);
            return;
        }

        Check.Fail("the task did not fail");
    }
}

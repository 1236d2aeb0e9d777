using System;
using System.Threading;

namespace Internal.Runtime;

/// <summary>A callback with its argument in a queue, run under the given execution context.</summary>
internal sealed class CallbackWorkItem(Action<object?> callback, object? state, ExecutionContext? context) : WorkItem
{
    internal override void Execute()
    {
        if (context is null)
        {
            callback(state);
            return;
        }

        Thread thread = Thread.CurrentThread;
        ExecutionContext? previous = thread._executionContext;
        ExecutionContext.Switch(thread, context);
        try
        {
            callback(state);
        }
        finally
        {
            ExecutionContext.Switch(thread, previous);
        }
    }
}

using System.Threading.Tasks.Sources;

namespace System.Threading.Tasks;

/// <summary>A task that ends as the source of a ValueTask does.</summary>
internal sealed class SourceTask<TResult> : Task<TResult>
{
    private ValueTask<TResult> _withResult;
    private ValueTask _plain;
    private bool _isPlain;

    internal static Task Of(ValueTask source)
    {
        SourceTask<TResult> task = new() { _plain = source, _isPlain = true };
        if (source.IsCompleted)
            task.Execute();
        else
            source.OnCompleted(static task => ((SourceTask<TResult>)task!).Execute(), task, ValueTaskSourceOnCompletedFlags.None);
        return task;
    }

    internal static Task<TResult> Of(ValueTask<TResult> source)
    {
        SourceTask<TResult> task = new() { _withResult = source };
        if (source.IsCompleted)
            task.Execute();
        else
            source.OnCompleted(static task => ((SourceTask<TResult>)task!).Execute(), task, ValueTaskSourceOnCompletedFlags.None);
        return task;
    }

    internal override void Execute()
    {
        try
        {
            if (_isPlain)
            {
                _plain.GetResult();
                TrySetResult(default!);
            }
            else
            {
                TrySetResult(_withResult.GetResult());
            }
        }
        catch (OperationCanceledException exception)
        {
            TrySetCanceled(exception.CancellationToken, exception);
        }
        catch (Exception exception)
        {
            TrySetException(exception);
        }
    }
}

using System.Threading.Tasks;
using System.Threading.Tasks.Sources;
using Internal.Runtime;

namespace System.Runtime.CompilerServices;

/// <summary>A value task with a choice of how to await it.</summary>
public readonly struct ConfiguredValueTaskAwaitable
{
    private readonly ValueTask _value;

    internal ConfiguredValueTaskAwaitable(ValueTask value) => _value = value;

    public ConfiguredValueTaskAwaiter GetAwaiter() => new(_value);

    /// <summary>Awaits it.</summary>
    [System.Diagnostics.StackTraceHidden]
    public readonly struct ConfiguredValueTaskAwaiter : ICriticalNotifyCompletion, IBoxAwaiter
    {
        private readonly ValueTask _value;

        internal ConfiguredValueTaskAwaiter(ValueTask value) => _value = value;

        public bool IsCompleted => _value.IsCompleted;

        public void GetResult() => _value.GetResult();

        public void OnCompleted(Action continuation) => Await(continuation, ValueTaskSourceOnCompletedFlags.FlowExecutionContext);

        public void UnsafeOnCompleted(Action continuation) => Await(continuation, ValueTaskSourceOnCompletedFlags.None);

        void IBoxAwaiter.AwaitUnsafeOnCompleted(WorkItem box)
        {
            if (_value._source is Task task)
                TaskAwaiter.AddBox(task, box);
            else if (_value._source is null)
                Executor.Current.Queue(box);
            else
                _value.OnCompleted(static box => Unsafe.As<WorkItem>(box!).Execute(), box, ValueTaskSourceOnCompletedFlags.None);
        }

        private void Await(Action continuation, ValueTaskSourceOnCompletedFlags flags)
        {
            bool flow = (flags & ValueTaskSourceOnCompletedFlags.FlowExecutionContext) != 0;
            if (_value._source is Task task)
                TaskAwaiter.AddAction(task, continuation, flow);
            else if (_value._source is null)
                TaskAwaiter.AddAction(Task.CompletedTask, continuation, flow);
            else
                _value.OnCompleted(static action => ((Action)action!)(), continuation, flags);
        }
    }
}

/// <summary>A value task with a choice of how to await it.</summary>
public readonly struct ConfiguredValueTaskAwaitable<TResult>
{
    private readonly ValueTask<TResult> _value;

    internal ConfiguredValueTaskAwaitable(ValueTask<TResult> value) => _value = value;

    public ConfiguredValueTaskAwaiter GetAwaiter() => new(_value);

    /// <summary>Awaits it.</summary>
    [System.Diagnostics.StackTraceHidden]
    public readonly struct ConfiguredValueTaskAwaiter : ICriticalNotifyCompletion, IBoxAwaiter
    {
        private readonly ValueTask<TResult> _value;

        internal ConfiguredValueTaskAwaiter(ValueTask<TResult> value) => _value = value;

        public bool IsCompleted => _value.IsCompleted;

        public TResult GetResult() => _value.GetResult();

        public void OnCompleted(Action continuation) => Await(continuation, ValueTaskSourceOnCompletedFlags.FlowExecutionContext);

        public void UnsafeOnCompleted(Action continuation) => Await(continuation, ValueTaskSourceOnCompletedFlags.None);

        void IBoxAwaiter.AwaitUnsafeOnCompleted(WorkItem box)
        {
            if (_value._source is Task task)
                TaskAwaiter.AddBox(task, box);
            else if (_value._source is null)
                Executor.Current.Queue(box);
            else
                _value.OnCompleted(static box => Unsafe.As<WorkItem>(box!).Execute(), box, ValueTaskSourceOnCompletedFlags.None);
        }

        private void Await(Action continuation, ValueTaskSourceOnCompletedFlags flags)
        {
            bool flow = (flags & ValueTaskSourceOnCompletedFlags.FlowExecutionContext) != 0;
            if (_value._source is Task task)
                TaskAwaiter.AddAction(task, continuation, flow);
            else if (_value._source is null)
                TaskAwaiter.AddAction(Task.CompletedTask, continuation, flow);
            else
                _value.OnCompleted(static action => ((Action)action!)(), continuation, flags);
        }
    }
}

using System.Threading.Tasks;
using Internal.Runtime;

namespace System.Runtime.CompilerServices;

/// <summary>A task with a choice of how to await it.</summary>
public readonly struct ConfiguredTaskAwaitable
{
    private readonly ConfiguredTaskAwaiter _awaiter;

    internal ConfiguredTaskAwaitable(Task task, ConfigureAwaitOptions options) => _awaiter = new ConfiguredTaskAwaiter(task, options);

    public ConfiguredTaskAwaiter GetAwaiter() => _awaiter;

    /// <summary>Awaits it.</summary>
    [System.Diagnostics.StackTraceHidden]
    public readonly struct ConfiguredTaskAwaiter : ICriticalNotifyCompletion, IBoxAwaiter
    {
        private readonly Task _task;
        private readonly ConfigureAwaitOptions _options;

        internal ConfiguredTaskAwaiter(Task task, ConfigureAwaitOptions options)
        {
            _task = task;
            _options = options;
        }

        public bool IsCompleted => _task.IsCompleted && (_options & ConfigureAwaitOptions.ForceYielding) == 0;

        public void GetResult()
        {
            if (!_task.IsCompletedSuccessfully)
                TaskAwaiter.WaitOrThrow(_task, (_options & ConfigureAwaitOptions.SuppressThrowing) != 0);
        }

        public void OnCompleted(Action continuation) => TaskAwaiter.AddAction(_task, continuation, flow: true, (_options & ConfigureAwaitOptions.ForceYielding) != 0);

        public void UnsafeOnCompleted(Action continuation) => TaskAwaiter.AddAction(_task, continuation, flow: false, (_options & ConfigureAwaitOptions.ForceYielding) != 0);

        void IBoxAwaiter.AwaitUnsafeOnCompleted(WorkItem box) => TaskAwaiter.AddBox(_task, box, (_options & ConfigureAwaitOptions.ForceYielding) != 0);
    }
}

/// <summary>A task with a choice of how to await it.</summary>
public readonly struct ConfiguredTaskAwaitable<TResult>
{
    private readonly ConfiguredTaskAwaiter _awaiter;

    internal ConfiguredTaskAwaitable(Task<TResult> task, ConfigureAwaitOptions options) => _awaiter = new ConfiguredTaskAwaiter(task, options);

    public ConfiguredTaskAwaiter GetAwaiter() => _awaiter;

    /// <summary>Awaits it.</summary>
    [System.Diagnostics.StackTraceHidden]
    public readonly struct ConfiguredTaskAwaiter : ICriticalNotifyCompletion, IBoxAwaiter
    {
        private readonly Task<TResult> _task;
        private readonly ConfigureAwaitOptions _options;

        internal ConfiguredTaskAwaiter(Task<TResult> task, ConfigureAwaitOptions options)
        {
            _task = task;
            _options = options;
        }

        public bool IsCompleted => _task.IsCompleted && (_options & ConfigureAwaitOptions.ForceYielding) == 0;

        public TResult GetResult()
        {
            if (!_task.IsCompletedSuccessfully)
                TaskAwaiter.WaitOrThrow(_task);
            return _task._result!;
        }

        public void OnCompleted(Action continuation) => TaskAwaiter.AddAction(_task, continuation, flow: true, (_options & ConfigureAwaitOptions.ForceYielding) != 0);

        public void UnsafeOnCompleted(Action continuation) => TaskAwaiter.AddAction(_task, continuation, flow: false, (_options & ConfigureAwaitOptions.ForceYielding) != 0);

        void IBoxAwaiter.AwaitUnsafeOnCompleted(WorkItem box) => TaskAwaiter.AddBox(_task, box, (_options & ConfigureAwaitOptions.ForceYielding) != 0);
    }
}

using System.Threading;
using System.Threading.Tasks;

namespace System.Runtime.CompilerServices;

/// <summary>The heap's copy of an async method's state, which is the method's task as well: one allocation for each async call that waits.</summary>
internal sealed class AsyncStateMachineBox<TStateMachine, TResult> : Task<TResult>, IAsyncStateMachineBox
    where TStateMachine : IAsyncStateMachine
{
    internal TStateMachine? _stateMachine;
    internal ExecutionContext? _context;
    private Action? _moveNext;

    public Action MoveNextAction => _moveNext ??= Execute;

    internal override void Execute()
    {
        if (ExecutionContext.IsInUse)
            MoveNextUnderContext();
        else
            _stateMachine!.MoveNext();
        if (IsCompleted)
            Clear();
    }

    internal override void ContinueAfter(Task antecedent, bool mayInline)
    {
        if (mayInline)
            Execute();
        else
            global::Internal.Runtime.Executor.Current.Queue(this, preferLocal: true);
    }

    private void MoveNextUnderContext()
    {
        Thread thread = Thread.CurrentThread;
        ExecutionContext? previous = thread._executionContext;
        ExecutionContext.Switch(thread, _context);
        try
        {
            _stateMachine!.MoveNext();
        }
        finally
        {
            ExecutionContext.Switch(thread, previous);
        }
    }

    /// <summary>An ended task may live long; what the method held need not.</summary>
    private void Clear()
    {
        _stateMachine = default;
        _context = null;
        _moveNext = null;
    }
}

namespace System.Runtime.CompilerServices;

/// <summary>An operation that calls back when it has ended.</summary>
public interface INotifyCompletion
{
    void OnCompleted(Action continuation);
}

/// <summary>One that can also call back without flowing the execution context, which the state machine does itself.</summary>
public interface ICriticalNotifyCompletion : INotifyCompletion
{
    void UnsafeOnCompleted(Action continuation);
}

/// <summary>What the compiler turns an async method into.</summary>
public interface IAsyncStateMachine
{
    void MoveNext();

    void SetStateMachine(IAsyncStateMachine stateMachine);
}

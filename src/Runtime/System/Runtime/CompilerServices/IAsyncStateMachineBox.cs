namespace System.Runtime.CompilerServices;

/// <summary>A box as awaiters of foreign types see it.</summary>
internal interface IAsyncStateMachineBox
{
    /// <summary>Resumes the method; made on first use, since the awaiters of this library take the box itself.</summary>
    Action MoveNextAction { get; }
}

/// <summary>An awaiter that can be continued by the box itself, without a delegate.</summary>
internal interface IBoxAwaiter
{
    void AwaitUnsafeOnCompleted(global::Internal.Runtime.WorkItem box);
}

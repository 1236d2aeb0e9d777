using System.Runtime.ExceptionServices;

namespace System.Threading.Tasks;

/// <summary>What only some tasks have: a token, a context, a failure.</summary>
internal sealed class TaskExtra
{
    internal CancellationToken Token;

    /// <summary>Cancels a task that has not begun; disposed of when it has ended.</summary>
    internal CancellationTokenRegistration Registration;

    /// <summary>Under which the task's delegate runs.</summary>
    internal ExecutionContext? Context;

    /// <summary>Of a faulted task all exceptions, of a cancelled one the cancellation, if there was one.</summary>
    internal ExceptionDispatchInfo[]? Exceptions;
}

namespace Internal.Runtime;

/// <summary>An asynchronous local as an execution context sees it: a key, whose value is boxed.</summary>
internal abstract class AsyncLocalBase
{
    internal abstract bool HasHandler { get; }

    internal abstract void Notify(object? previous, object? current, bool contextChanged);
}

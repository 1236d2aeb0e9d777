using System;

namespace Internal.Runtime;

/// <summary>An action in a queue.</summary>
internal sealed class ActionWorkItem(Action action) : WorkItem
{
    internal override void Execute() => action();
}

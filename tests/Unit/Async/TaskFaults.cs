using System.Collections.Concurrent;

namespace Diesis.Core.Async;

/// <summary>Stands in for the kernel's log of oopses.</summary>
internal static class TaskFaults
{
    internal static ConcurrentQueue<(string Kind, string Name, Exception Exception)> Reports { get; } = [];

    internal static void Report(string kind, string name, Exception exception) => Reports.Enqueue((kind, name, exception));
}

using System.Threading;
using Diesis.Platform.Processors;
using Internal.Runtime;

namespace Diesis.Core.Async;

/// <summary>The executors of all processors.</summary>
public static class Executors
{
    private static ProcessorExecutor[]? s_all;

    /// <summary>Makes an executor for each started processor and installs the first one's as the default; before any task is used.</summary>
    /// <remarks>Preconditions: the scheduler runs, and all processors have been started.</remarks>
    public static void Start()
    {
        ProcessorExecutor[] all = new ProcessorExecutor[Processor.Count];
        for (int i = 0; i < all.Length; i++)
            all[i] = new ProcessorExecutor(i);
        Volatile.Write(ref s_all, all);
        Executor.Install(all[0]);
    }

    /// <summary>Executors there are: 0 before <see cref="Start"/>.</summary>
    public static int Count => s_all?.Length ?? 0;

    public static ProcessorExecutor Of(int processor) => s_all![processor];

    /// <summary>The one of the processor that runs this. The thread may go to another one at any time.</summary>
    public static ProcessorExecutor Current => s_all![Processor.CurrentIndex];

    /// <summary>Where new work that has no ties should go: here unless this processor is busy and another one's executor is not.</summary>
    internal static ProcessorExecutor LeastBusy()
    {
        ProcessorExecutor[] all = s_all!;
        int current = Processor.CurrentIndex;
        if (!all[current].IsBusy)
            return all[current];
        for (int i = 1; i < all.Length; i++)
        {
            ProcessorExecutor other = all[(current + i) % all.Length];
            if (!other.IsBusy)
                return other;
        }

        return all[current];
    }

    /// <summary>Items wait in some executor's queue: one whose workers sleep is to come and take from them.</summary>
    internal static void WakeIdle()
    {
        ProcessorExecutor idle = LeastBusy();
        if (!idle.IsBusy)
            idle.EnsureActive();
    }

    /// <summary>An item that waits in another executor's queue.</summary>
    internal static WorkItem? Steal(ProcessorExecutor thief)
    {
        ProcessorExecutor[]? all = s_all;
        if (all is null)
            return null;
        for (int i = 1; i < all.Length; i++)
        {
            if (all[(thief.ProcessorIndex + i) % all.Length].Steal() is { } item)
                return item;
        }

        return null;
    }
}

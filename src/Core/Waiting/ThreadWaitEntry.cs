using Diesis.Abi;
using Diesis.Platform.Threads;

namespace Diesis.Core.Waiting;

/// <summary>A thread that sleeps until something happens.</summary>
internal sealed class ThreadWaitEntry(ThreadSignal signal) : WaitEntry
{
    protected internal override bool OnWake(PollEvents events)
    {
        signal.Set();
        return true;
    }
}

using Diesis.Core.Processes;

namespace Diesis.Core.Time;

/// <summary>The timers of a process: setitimer(2), timer_create(2).</summary>
internal static class ProcessTimers
{
    /// <summary>The process ends: none of its timers rings any more.</summary>
    internal static void EndProcess(Process process)
    {
    }
}

using System.Threading;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Threads;

namespace Diesis.Core.Logging;

/// <summary>The thread that shows the kernel log on the consoles. Until it runs, whoever starts the system calls <see cref="LogSinks.Drain"/>.</summary>
public static class LogThread
{
    /// <summary>Preconditions: the scheduler runs.</summary>
    public static void Start()
    {
        LogNews.Initialize();
        KernelThread.Start("log", Run, ThreadPriority.BelowNormal).MayWaitForever = true;
    }

    private static void Run()
    {
        while (true)
        {
            ulong count = KernelLog.Count;
            LogSinks.Drain();
            LogNews.Wait(count);
        }
    }
}

using System.Threading;
using Diesis.Core.Waiting;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Threads;

namespace Diesis.Core.Logging;

/// <summary>The thread that shows the kernel log on the consoles. Until it runs, whoever starts the system calls <see cref="LogSinks.Drain"/>.</summary>
public static class LogThread
{
    private static WaitQueue? s_news;

    /// <summary>Woken after new records.</summary>
    public static WaitQueue News
    {
        get
        {
            if (Volatile.Read(ref s_news) is { } news)
                return news;
            Interlocked.CompareExchange(ref s_news, new WaitQueue(), null);
            return s_news;
        }
    }

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
            Volatile.Read(ref s_news)?.WakeAll();
            LogNews.Wait(count);
        }
    }
}

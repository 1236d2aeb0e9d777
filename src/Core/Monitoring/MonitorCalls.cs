using System;
using System.Threading;
using Diesis.Core.Logging;
using Diesis.Platform.Threads;

namespace Diesis.Core.Monitoring;

/// <summary>Waits for somebody to call the monitor by a key, and runs it where the call came from.</summary>
public static class MonitorCalls
{
    private static WakeSignal? s_signal;
    private static MonitorSession? s_wanted;

    /// <summary>Preconditions: the scheduler runs.</summary>
    public static void Start()
    {
        s_signal = new WakeSignal();
        KernelThread.Start("monitor", Serve, ThreadPriority.AboveNormal).MayWaitForever = true;
    }

    /// <summary>Calls the monitor, from any context. While one session runs, calls are not heard.</summary>
    public static void Call(MonitorSession session)
    {
        if (s_signal is not WakeSignal signal)
            return;
        Interlocked.CompareExchange(ref s_wanted, session, null);
        signal.Raise();
    }

    private static void Serve()
    {
        while (true)
        {
            int version = s_signal!.Version;
            if (Volatile.Read(ref s_wanted) is MonitorSession session)
            {
                Run(session);
                Volatile.Write(ref s_wanted, null);
            }
            s_signal.Wait(version);
        }
    }

    private static void Run(MonitorSession session)
    {
        try
        {
            session.Run();
        }
        catch (Exception exception)
        {
            Log.Error("monitor", $"the session failed: {exception}");
        }
    }
}

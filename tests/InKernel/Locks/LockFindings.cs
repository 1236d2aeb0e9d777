using System.Threading;
using Diesis.Platform.Locks;

namespace Diesis.Tests.InKernel;

/// <summary>Takes the lock checker's reports, so that a test can plant a bug and see it found.</summary>
/// <remarks>SAFETY: the sink is a method of this image.</remarks>
internal static unsafe class LockFindings
{
    private static int s_count;
    private static int s_last;

    /// <summary>Number of reports so far.</summary>
    internal static int Count => Volatile.Read(ref s_count);

    internal static LockFault Last => (LockFault)Volatile.Read(ref s_last);

    /// <summary>While an action runs, reports are taken here. The last one's kind, or none.</summary>
    internal static LockFault During(Action action)
    {
        s_count = 0;
        s_last = 0;
        SpinLockChecker.Sink = &Take;
        try
        {
            action();
        }
        finally
        {
            SpinLockChecker.Sink = null;
        }

        return Last;
    }

    private static void Take(in LockReport report)
    {
        Volatile.Write(ref s_last, (int)report.Fault);
        Interlocked.Increment(ref s_count);
    }
}

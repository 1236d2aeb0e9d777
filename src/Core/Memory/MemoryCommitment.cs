using System.Threading;
using Diesis.Abi;
using Diesis.Platform.Memory;

namespace Diesis.Core.Memory;

/// <summary>How freely memory is promised (/proc/sys/vm/overcommit_memory).</summary>
public enum OvercommitMode
{
    /// <summary>Only what is plainly more than there is gets refused.</summary>
    Heuristic = 0,
    Always = 1,

    /// <summary>Promises stay below a limit.</summary>
    Never = 2,
}

/// <summary>Memory that programs have been promised: private writable pages and shared memory, touched or not (proc(5), Committed_AS).</summary>
public static class MemoryCommitment
{
    private const int DefaultRatio = 50;

    private static long s_pages;
    private static int s_mode;
    private static int s_ratio = DefaultRatio;

    /// <summary>Pages promised.</summary>
    public static long Pages => Volatile.Read(ref s_pages);

    public static OvercommitMode Mode
    {
        get => (OvercommitMode)Volatile.Read(ref s_mode);
        set => Volatile.Write(ref s_mode, (int)value);
    }

    /// <summary>Percent of memory that may be promised in mode <see cref="OvercommitMode.Never"/> (vm.overcommit_ratio).</summary>
    public static int Ratio
    {
        get => Volatile.Read(ref s_ratio);
        set => Volatile.Write(ref s_ratio, value);
    }

    /// <summary>Pages that may be promised in mode <see cref="OvercommitMode.Never"/> (CommitLimit).</summary>
    public static long Limit => (long)Frames.TotalCount * Ratio / 100;

    /// <summary>Promises pages.</summary>
    /// <returns>ENOMEM.</returns>
    public static Errno TryTake(long pages)
    {
        long after = Interlocked.Add(ref s_pages, pages);
        OvercommitMode mode = Mode;
        bool isGranted = mode switch
        {
            OvercommitMode.Heuristic => pages <= s_total || pages <= Total(),
            OvercommitMode.Never => after <= Limit,
            _ => true,
        };
        if (isGranted)
            return Errno.None;
        Interlocked.Add(ref s_pages, -pages);
        return Errno.ENOMEM;
    }

    private static long s_total;

    private static long Total()
    {
        if (s_total == 0)
            s_total = Frames.TotalCount;
        return s_total;
    }

    public static void Give(long pages) => Interlocked.Add(ref s_pages, -pages);
}

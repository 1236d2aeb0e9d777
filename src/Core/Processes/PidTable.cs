using System.Threading;
using Diesis.Abi;
using Diesis.Platform.Locks;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Core.Processes;

/// <summary>All numbers of threads, process groups and sessions.</summary>
/// <remarks>Looking up takes no lock. Numbers are taken and freed under the table's own lock (rank ProcessNumbers).</remarks>
public static class PidTable
{
    /// <summary>pid_max (proc(5)): the first number that is too high.</summary>
    public const int Maximum = 32768;

    private const int ChunkBits = 9;
    private const int ChunkSize = 1 << ChunkBits;

    private static SpinLock s_lock = new(LockRank.ProcessNumbers);
    private static PidNumbers? s_numbers;
    private static PidEntry?[]?[]? s_chunks;

    /// <summary>Numbers in use.</summary>
    public static int Count => s_numbers?.Count ?? 0;

    /// <summary>The number given out last, as /proc/loadavg shows it.</summary>
    public static int Last => s_numbers?.Last ?? 0;

    /// <summary>Once, before the first process.</summary>
    public static void Initialize()
    {
        s_numbers = new PidNumbers(Maximum);
        s_chunks = new PidEntry?[]?[Maximum / ChunkSize];
    }

    /// <summary>A new number, which names nothing yet. EAGAIN when there is none.</summary>
    internal static Result<PidEntry> Allocate()
    {
        int number;
        using (s_lock.Enter())
            number = s_numbers!.Take();
        if (number == 0)
            return Errno.EAGAIN;
        ref PidEntry?[]? chunk = ref s_chunks![number >> ChunkBits];
        if (Volatile.Read(ref chunk) is null)
            Interlocked.CompareExchange(ref chunk, new PidEntry?[ChunkSize], null);
        PidEntry entry = new(number);
        Volatile.Write(ref chunk![number & ChunkSize - 1], entry);
        return entry;
    }

    public static PidEntry? Find(int number)
    {
        if ((uint)number >= Maximum)
            return null;
        PidEntry?[]? chunk = Volatile.Read(ref s_chunks![number >> ChunkBits]);
        return chunk is null ? null : Volatile.Read(ref chunk[number & ChunkSize - 1]);
    }

    /// <summary>Frees a number if it names nothing any more. The tree's lock is held, or nobody else knows the entry.</summary>
    internal static void FreeIfUnused(PidEntry entry)
    {
        if (!entry.IsUnused)
            return;
        using SpinLock.Scope held = s_lock.Enter();
        Volatile.Write(ref s_chunks![entry.Number >> ChunkBits]![entry.Number & ChunkSize - 1], null);
        s_numbers!.Free(entry.Number);
    }
}

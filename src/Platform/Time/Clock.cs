using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Platform.Locks;
using Diesis.Platform.Processors;
using Diesis.Platform.Users;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Platform.Time;

/// <summary>Time: since the start of the machine, and the date.</summary>
/// <remarks>
/// Read in any context, also before there is a heap: first by the time stamp counter with a rough scale, later by the best source
/// (<see cref="ClockSources"/>). How to compute the time is a record that never changes once published, so readers need no lock and
/// no retry; there is a row of records because the clock's source changes a few times in the machine's life.
/// SAFETY: records lie in unmanaged statics, which do not move; a published one stays as it is until the row has come round.
/// </remarks>
public static unsafe class Clock
{
    private const int RecordCount = 16;
    public const long NanosecondsPerSecond = 1_000_000_000;
    private const ulong GuessedHertz = 1_000_000_000;

    private struct Reckoning
    {
        public int UsesTimeStamp;
        public int Index;
        public ulong Origin;
        public long NanosecondsAtOrigin;
        public TickScale Scale;
    }

    private struct Row
    {
        public Reckoning R0, R1, R2, R3, R4, R5, R6, R7, R8, R9, R10, R11, R12, R13, R14, R15;
    }

    private static Row s_row;
    private static Reckoning* s_current;
    private static long s_unixAtStart;
    private static SpinLock s_publishLock = new(LockRank.Log);

    // Used once a source other than the time stamp counter is chosen, hence after the heap is there.
    private static ClockSource?[]? s_sources;

    /// <summary>Nanoseconds since the machine started; never goes back, not from one processor to another either. 0 in the first lines of start-up.</summary>
    public static long Monotonic
    {
        get
        {
            Reckoning* reckoning = s_current;
            if (reckoning == null || reckoning->UsesTimeStamp == 0)
                return MonotonicByOther(reckoning);
            return reckoning->NanosecondsAtOrigin + reckoning->Scale.ToNanoseconds(Instructions.ReadTimeStampCounter() - reckoning->Origin);
        }
    }

    /// <summary>UTC as nanoseconds since 1970-01-01.</summary>
    public static long Unix => Volatile.Read(ref s_unixAtStart) + Monotonic;

    /// <summary>Sets the date. Timers count on by the monotonic clock: who waits for a date has to be told.</summary>
    public static void SetUnix(long nanoseconds)
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        Volatile.Write(ref s_unixAtStart, nanoseconds - Monotonic);
        Publish();
        Instructions.RestoreInterrupts(flags);
    }

    /// <summary>Lets programs compute the time as the kernel does.</summary>
    internal static void Publish()
    {
        using SpinLock.Scope held = s_publishLock.Enter();
        Reckoning* reckoning = s_current;
        if (reckoning->UsesTimeStamp != 0)
            ClockPage.Write(reckoning->Origin, reckoning->NanosecondsAtOrigin, in reckoning->Scale, s_unixAtStart);
        else
            ClockPage.WriteUnreadable();
    }

    /// <summary>The scale of the time stamp counter, as well as it is known.</summary>
    internal static TickScale TimeStampScale { get; private set; }

    /// <summary>A span of the time stamp counter as nanoseconds.</summary>
    public static long TicksToNanoseconds(long ticks) => TimeStampScale.ToNanoseconds((ulong)ticks);

    /// <summary>The source in use; null before one has been chosen.</summary>
    internal static ClockSource? Source => s_sources is ClockSource?[] sources ? sources[s_current->Index] : null;

    /// <summary>Begins to tell time by the time stamp counter, measured against the interval timer.</summary>
    internal static void Initialize()
    {
        const int Microseconds = 2000;
        ulong before = Instructions.ReadTimeStampCounter();
        bool measured = IntervalTimer.Wait(Microseconds);
        ulong ticks = Instructions.ReadTimeStampCounter() - before;
        TimeStampScale = new TickScale(measured ? ticks * (1_000_000 / Microseconds) : GuessedHertz);
        fixed (Reckoning* first = &s_row.R0)
        {
            *first = new Reckoning { UsesTimeStamp = 1, Origin = before, Scale = TimeStampScale };
            s_current = first;
        }
        ReadDate(centuryRegister: 0);
    }

    /// <summary>Takes the date from the clock chip, where it holds one.</summary>
    internal static void ReadDate(byte centuryRegister)
    {
        if (CmosClock.TryRead(centuryRegister, out long seconds))
            Volatile.Write(ref s_unixAtStart, seconds * NanosecondsPerSecond - Monotonic);
    }

    /// <summary>Tells time by another source, or by the same with a better scale, from now on.</summary>
    /// <remarks>Preconditions: called by one processor at a time, fewer than a dozen times a second.</remarks>
    internal static void Use(ClockSource source)
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        ClockSource?[] sources = s_sources ??= new ClockSource?[RecordCount];
        int index = (s_current->Index + 1) % RecordCount;
        sources[index] = source;
        bool isTimeStamp = source is TimeStampSource;
        if (isTimeStamp)
            TimeStampScale = source.Scale;
        else if (Source != source)
            source.StartExtension();

        fixed (Reckoning* first = &s_row.R0)
        {
            // First the new counter, then the old time: what lies between makes the clock jump forwards by it, never back.
            Reckoning* next = first + index;
            *next = new Reckoning { UsesTimeStamp = isTimeStamp ? 1 : 0, Index = index, Scale = source.Scale };
            next->Origin = isTimeStamp ? Instructions.ReadTimeStampCounter() : ReadOther(next);
            next->NanosecondsAtOrigin = Monotonic;
            Interlocked.MemoryBarrier();
            s_current = next;
        }
        Publish();
        Instructions.RestoreInterrupts(flags);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long MonotonicByOther(Reckoning* reckoning) =>
        reckoning == null ? 0 : reckoning->NanosecondsAtOrigin + reckoning->Scale.ToNanoseconds(ReadOther(reckoning) - reckoning->Origin);

    private static ulong ReadOther(Reckoning* reckoning) => s_sources![reckoning->Index]!.ReadExtended();

    [RuntimeExport("HomeMonotonicNanoseconds")]
    private static long HomeMonotonic() => Monotonic;

    [RuntimeExport("HomeProcessorNanoseconds")]
    private static long ProcessorTime() => Monotonic;

    [RuntimeExport("HomeUnixNanoseconds")]
    private static long HomeUnix() => Unix;
}

using System.Runtime;
using System.Runtime.CompilerServices;

namespace Diesis.Runtime.Hosted;

/// <summary>Linux system calls as the hosted home uses them: numbers and constants of x86-64 (syscalls(2), and each call's page).</summary>
/// <remarks>SAFETY: pointers are handed to the kernel as they are; the caller answers for them.</remarks>
internal static unsafe class Linux
{
    internal const int Interrupted = -4;
    internal const int TryAgain = -11;
    internal const int TimedOut = -110;

    internal const int ProtectNone = 0;
    internal const int ProtectRead = 1;
    internal const int ProtectWrite = 2;
    internal const int MapPrivate = 0x02;
    internal const int MapAnonymous = 0x20;
    internal const int MapNoReserve = 0x4000;
    internal const int AdviseDontNeed = 4;

    internal const int ClockRealTime = 0;
    internal const int ClockMonotonic = 1;
    internal const int ClockProcessCpuTime = 2;

    internal const int SignalIllegal = 4;
    internal const int SignalAbort = 6;
    internal const int SignalBus = 7;
    internal const int SignalFloatingPoint = 8;
    internal const int SignalSegmentation = 11;
    internal const int SignalAlarm = 14;

    /// <summary>A real-time signal, below those that the C library takes for itself.</summary>
    internal const int SignalStop = 40;

    internal enum Call : long
    {
        Read = 0,
        Write = 1,
        MemoryProtect = 10,
        MemoryUnmap = 11,
        SignalAction = 13,
        SignalMask = 14,
        SchedulerYield = 24,
        MemoryAdvise = 28,
        SetTimer = 38,
        GetProcessId = 39,
        Exit = 60,
        SystemInformation = 99,
        SignalAltStack = 131,
        ArchControl = 158,
        GetThreadId = 186,
        Futex = 202,
        SchedulerGetAffinity = 204,
        ClockGetTime = 228,
        ExitGroup = 231,
        ThreadKill = 234,
        GetRandom = 318,
    }

    [RuntimeImport("*", "LinuxCall")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern long Invoke(Call number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0);

    [RuntimeImport("*", "LinuxMap")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern long MapAnonymousMemory(nint address, nuint length, int protection, int flags);

    [RuntimeImport("*", "LinuxClone")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern long Clone(long flags, byte* stack, int* parentThreadId, int* childThreadId, void* block);

    /// <summary>New private memory; null when the kernel refuses.</summary>
    internal static byte* Map(nuint length, int protection, int flags)
    {
        long address = MapAnonymousMemory(0, length, protection, flags | MapPrivate | MapAnonymous);
        return address is < 0 and > -4096 ? null : (byte*)address;
    }

    internal static bool Protect(byte* address, nuint length, int protection) =>
        Invoke(Call.MemoryProtect, (long)address, (long)length, protection) == 0;
}

/// <summary>struct timespec.</summary>
internal struct TimeSpecification
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    public long Seconds;
    public long Nanoseconds;

    internal TimeSpecification(long nanoseconds)
    {
        Seconds = nanoseconds / NanosecondsPerSecond;
        Nanoseconds = nanoseconds % NanosecondsPerSecond;
    }

    internal readonly long TotalNanoseconds => Seconds * NanosecondsPerSecond + Nanoseconds;
}

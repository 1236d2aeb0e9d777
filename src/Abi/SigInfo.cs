using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>siginfo_t (sigaction(2)) as far as it has contents: the first 48 of its 128 bytes; the rest is zero.</summary>
/// <remarks>Which of the overlapping fields count depends on the signal and <see cref="Code"/>.</remarks>
[StructLayout(LayoutKind.Explicit, Size = Bytes)]
public struct SigInfo
{
    /// <summary>The bytes kept here.</summary>
    public const int Bytes = 48;

    /// <summary>The bytes that a program sees.</summary>
    public const int UserBytes = 128;

    [FieldOffset(0)] public int Number;
    [FieldOffset(4)] public int Error;
    [FieldOffset(8)] public int Code;

    // kill, sigqueue, SIGCHLD.
    [FieldOffset(16)] public int Pid;
    [FieldOffset(20)] public uint Uid;
    [FieldOffset(24)] public ulong Value;

    // SIGCHLD.
    [FieldOffset(24)] public int Status;
    [FieldOffset(32)] public long UserTicks;
    [FieldOffset(40)] public long SystemTicks;

    // Timers.
    [FieldOffset(16)] public int TimerId;
    [FieldOffset(20)] public int Overrun;

    // Faults.
    [FieldOffset(16)] public ulong Address;
    [FieldOffset(24)] public short AddressBits;

    // SIGIO.
    [FieldOffset(16)] public long Band;
    [FieldOffset(24)] public int Descriptor;

    // SIGSYS.
    [FieldOffset(16)] public ulong CallAddress;
    [FieldOffset(24)] public int Syscall;
    [FieldOffset(28)] public uint Architecture;
}

/// <summary>si_code: where a signal came from (sigaction(2)).</summary>
public static class SignalCode
{
    public const int SI_USER = 0;
    public const int SI_KERNEL = 0x80;
    public const int SI_QUEUE = -1;
    public const int SI_TIMER = -2;
    public const int SI_MESGQ = -3;
    public const int SI_ASYNCIO = -4;
    public const int SI_SIGIO = -5;
    public const int SI_TKILL = -6;

    public const int ILL_ILLOPC = 1;
    public const int ILL_ILLOPN = 2;

    public const int FPE_INTDIV = 1;
    public const int FPE_INTOVF = 2;
    public const int FPE_FLTDIV = 3;
    public const int FPE_FLTOVF = 4;
    public const int FPE_FLTUND = 5;
    public const int FPE_FLTRES = 6;
    public const int FPE_FLTINV = 7;
    public const int FPE_FLTUNK = 14;

    public const int SEGV_MAPERR = 1;
    public const int SEGV_ACCERR = 2;

    public const int BUS_ADRALN = 1;
    public const int BUS_ADRERR = 2;

    public const int TRAP_BRKPT = 1;
    public const int TRAP_TRACE = 2;

    public const int CLD_EXITED = 1;
    public const int CLD_KILLED = 2;
    public const int CLD_DUMPED = 3;
    public const int CLD_TRAPPED = 4;
    public const int CLD_STOPPED = 5;
    public const int CLD_CONTINUED = 6;

    public const int POLL_IN = 1;
    public const int POLL_OUT = 2;
    public const int POLL_HUP = 6;
}

/// <summary>struct sigevent (timer_create(2)): 64 bytes.</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
public struct SigEvent
{
    public const int SIGEV_SIGNAL = 0;
    public const int SIGEV_NONE = 1;
    public const int SIGEV_THREAD = 2;
    public const int SIGEV_THREAD_ID = 4;

    [FieldOffset(0)] public ulong Value;
    [FieldOffset(8)] public int Signal;
    [FieldOffset(12)] public int Notify;
    [FieldOffset(16)] public int ThreadId;
}

using Diesis.Abi;

namespace Diesis.Core.Processes;

/// <summary>What a wait has found out about a child.</summary>
public struct WaitReport
{
    private const int CoreBit = 0x80;
    private const int StoppedMark = 0x7f;
    private const int ContinuedStatus = 0xffff;

    /// <summary>0 when there was nothing to report (WNOHANG).</summary>
    public int Pid;

    public uint Uid;

    /// <summary>The status word of wait4(2).</summary>
    public int Status;

    /// <summary>CLD_EXITED and its like.</summary>
    public int Code;

    /// <summary>waitid(2)'s si_status: an exit code or a signal.</summary>
    public int Value;

    public Usage Usage;

    internal static WaitReport OfZombie(Process child)
    {
        int status = StatusOf(child);
        Usage usage = child.Usage;
        usage.Add(child.ChildrenUsage);
        return new WaitReport
        {
            Pid = child.Id,
            Uid = child.Leader.Credentials.RealUser,
            Status = status,
            Code = CodeOf(status),
            Value = ValueOf(status),
            Usage = usage,
        };
    }

    internal static WaitReport OfStop(Process child) => new()
    {
        Pid = child.Id,
        Uid = child.Leader.Credentials.RealUser,
        Status = (int)child.StopSignal << 8 | StoppedMark,
        Code = SignalCode.CLD_STOPPED,
        Value = (int)child.StopSignal,
    };

    internal static WaitReport OfContinuation(Process child) => new()
    {
        Pid = child.Id,
        Uid = child.Leader.Credentials.RealUser,
        Status = ContinuedStatus,
        Code = SignalCode.CLD_CONTINUED,
        Value = (int)Signal.SIGCONT,
    };

    /// <summary>The siginfo of the signal that tells a parent about the end of a child.</summary>
    internal static SigInfo InfoOf(Process child, in Usage usage)
    {
        int status = StatusOf(child);
        return new SigInfo
        {
            Code = CodeOf(status),
            Pid = child.Id,
            Uid = child.Leader.Credentials.RealUser,
            Status = ValueOf(status),
            UserTicks = usage.UserNanoseconds / Usage.NanosecondsPerClockTick,
            SystemTicks = usage.SystemNanoseconds / Usage.NanosecondsPerClockTick,
        };
    }

    private static int StatusOf(Process child) => child.IsGroupExiting ? child.GroupExitStatus : child.Leader.ExitStatus;

    private static int CodeOf(int status)
    {
        if ((status & StoppedMark) == 0)
            return SignalCode.CLD_EXITED;
        return (status & CoreBit) != 0 ? SignalCode.CLD_DUMPED : SignalCode.CLD_KILLED;
    }

    private static int ValueOf(int status) => (status & StoppedMark) == 0 ? status >> 8 & 0xff : status & StoppedMark;
}

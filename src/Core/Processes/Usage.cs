using System;
using Diesis.Abi;
using Diesis.Platform.Time;

namespace Diesis.Core.Processes;

/// <summary>What a thread, a process, or the children that a process has waited for have used of the machine (getrusage(2)).</summary>
public struct Usage
{
    /// <summary>The unit of times(2) and of siginfo's times: USER_HZ.</summary>
    public const long NanosecondsPerClockTick = 10_000_000;

    public long UserNanoseconds;
    public long SystemNanoseconds;

    /// <summary>The most memory that was resident at a time: kilobytes.</summary>
    public long PeakKilobytes;
    public long MinorFaults;
    public long MajorFaults;
    public long BlocksIn;
    public long BlocksOut;
    public long WaitSwitches;
    public long ForcedSwitches;

    public readonly long TotalNanoseconds => UserNanoseconds + SystemNanoseconds;

    internal void Add(in Usage other)
    {
        UserNanoseconds += other.UserNanoseconds;
        SystemNanoseconds += other.SystemNanoseconds;
        PeakKilobytes = Math.Max(PeakKilobytes, other.PeakKilobytes);
        MinorFaults += other.MinorFaults;
        MajorFaults += other.MajorFaults;
        BlocksIn += other.BlocksIn;
        BlocksOut += other.BlocksOut;
        WaitSwitches += other.WaitSwitches;
        ForcedSwitches += other.ForcedSwitches;
    }

    public readonly ResourceUsage ToResourceUsage() => new()
    {
        UserTime = ToTimeValue(UserNanoseconds),
        SystemTime = ToTimeValue(SystemNanoseconds),
        MaximumResident = PeakKilobytes,
        MinorFaults = MinorFaults,
        MajorFaults = MajorFaults,
        BlocksIn = BlocksIn,
        BlocksOut = BlocksOut,
        VoluntarySwitches = WaitSwitches,
        InvoluntarySwitches = ForcedSwitches,
    };

    private static TimeValue ToTimeValue(long nanoseconds) =>
        new() { Seconds = nanoseconds / Clock.NanosecondsPerSecond, Microseconds = nanoseconds % Clock.NanosecondsPerSecond / 1000 };
}

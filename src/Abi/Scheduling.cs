using System;
using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>Scheduling policies (sched(7)).</summary>
public enum SchedulingPolicy
{
    SCHED_NORMAL = 0,
    SCHED_FIFO = 1,
    SCHED_RR = 2,
    SCHED_BATCH = 3,
    SCHED_IDLE = 5,
    SCHED_DEADLINE = 6,
}

/// <summary>Flags of sched_setattr(2), and the one that sched_setscheduler(2) takes within the policy.</summary>
[Flags]
public enum SchedulingFlags : ulong
{
    None = 0,
    SCHED_FLAG_RESET_ON_FORK = 0x01,
    SCHED_FLAG_KEEP_POLICY = 0x08,
    SCHED_FLAG_KEEP_PARAMS = 0x10,

    /// <summary>Or-ed to the policy number of sched_setscheduler(2).</summary>
    SCHED_RESET_ON_FORK = 0x4000_0000,
}

/// <summary>struct sched_attr (sched_setattr(2)) in its first version: 48 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SchedulingAttributes
{
    public const int SCHED_ATTR_SIZE_VER0 = 48;

    public uint Size;
    public uint Policy;
    public ulong Flags;
    public int Nice;
    public uint Priority;
    public ulong Runtime;
    public ulong Deadline;
    public ulong Period;
}

/// <summary>Whom getpriority(2) means.</summary>
public enum PriorityTarget
{
    PRIO_PROCESS = 0,
    PRIO_PGRP = 1,
    PRIO_USER = 2,
}

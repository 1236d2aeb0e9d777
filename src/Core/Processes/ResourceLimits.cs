using System;
using Diesis.Abi;
using Diesis.Platform.Locks;

namespace Diesis.Core.Processes;

/// <summary>The limits of one process (getrlimit(2)); its threads share them, its children get a copy.</summary>
/// <remarks>Locks: its own, since a limit is two words (rank ProcessNumbers: nothing is taken under it).</remarks>
public sealed class ResourceLimits
{
    private const ulong Unlimited = ResourceLimit.RLIM_INFINITY;
    private const ulong StackBytes = 8 << 20;
    private const ulong LockedBytes = 8 << 20;
    private const ulong QueueBytes = 819_200;
    private const ulong Descriptors = 1024;
    private const ulong MostDescriptors = 4096;

    private readonly ResourceLimit[] _limits = new ResourceLimit[(int)Resource.RLIM_NLIMITS];
    private SpinLock _lock = new(LockRank.ProcessNumbers);

    private ResourceLimits()
    {
    }

    /// <summary>The soft limit.</summary>
    public ulong this[Resource resource] => Get(resource).Current;

    /// <summary>What the first process begins with, as on Linux.</summary>
    /// <param name="processes">How many processes an ordinary user may have.</param>
    /// <param name="signals">How many queued signals.</param>
    public static ResourceLimits Create(int processes, int signals)
    {
        ResourceLimits limits = new();
        for (Resource resource = 0; resource < Resource.RLIM_NLIMITS; resource++)
            limits._limits[(int)resource] = new ResourceLimit { Current = Unlimited, Maximum = Unlimited };
        limits.Begin(Resource.RLIMIT_STACK, StackBytes, Unlimited);
        limits.Begin(Resource.RLIMIT_CORE, 0, Unlimited);
        limits.Begin(Resource.RLIMIT_NPROC, (ulong)processes, (ulong)processes);
        limits.Begin(Resource.RLIMIT_NOFILE, Descriptors, MostDescriptors);
        limits.Begin(Resource.RLIMIT_MEMLOCK, LockedBytes, LockedBytes);
        limits.Begin(Resource.RLIMIT_SIGPENDING, (ulong)signals, (ulong)signals);
        limits.Begin(Resource.RLIMIT_MSGQUEUE, QueueBytes, QueueBytes);
        limits.Begin(Resource.RLIMIT_NICE, 0, 0);
        limits.Begin(Resource.RLIMIT_RTPRIO, 0, 0);
        return limits;
    }

    public ResourceLimit Get(Resource resource)
    {
        using SpinLock.Scope held = _lock.Enter();
        return _limits[(int)resource];
    }

    /// <summary>Changes a limit and returns the old one.</summary>
    /// <param name="mayRaise">Whether the hard limit may grow (CAP_SYS_RESOURCE).</param>
    /// <returns>EINVAL if the soft limit is above the hard one; EPERM.</returns>
    public Errno Set(Resource resource, ResourceLimit limit, LimitRight mayRaise, out ResourceLimit old)
    {
        using SpinLock.Scope held = _lock.Enter();
        old = _limits[(int)resource];
        if (limit.Current > limit.Maximum)
            return Errno.EINVAL;
        if (limit.Maximum > old.Maximum && mayRaise == LimitRight.Lower)
            return Errno.EPERM;
        _limits[(int)resource] = limit;
        return Errno.None;
    }

    /// <summary>For a new process.</summary>
    public ResourceLimits Copy()
    {
        ResourceLimits copy = new();
        using SpinLock.Scope held = _lock.Enter();
        Array.Copy(_limits, copy._limits, _limits.Length);
        return copy;
    }

    private void Begin(Resource resource, ulong current, ulong maximum) =>
        _limits[(int)resource] = new ResourceLimit { Current = current, Maximum = maximum };
}

/// <summary>What somebody may do to a hard limit.</summary>
public enum LimitRight
{
    Lower,
    Raise,
}

using System;
using Diesis.Platform.Diagnostics;
using Internal.Runtime;

namespace Diesis.Platform.Locks;

/// <summary>A finding of the lock checker.</summary>
/// <param name="fault">What is wrong.</param>
/// <param name="rank">The rank of the lock that is taken or released.</param>
/// <param name="other">The rank of the lock that is held meanwhile, the innermost one.</param>
/// <param name="address">Which lock, or 0.</param>
internal readonly struct LockReport(LockFault fault, LockRank rank, LockRank other, nint address)
{
    internal LockFault Fault => fault;

    internal LockRank Rank => rank;

    internal LockRank Other => other;

    internal nint Address => address;

    /// <summary>Ends the kernel: whoever breaks the order of locks would hang it some other day.</summary>
    internal void End()
    {
        KernelLog.Write(LogLevel.Emergency, "locks"u8, Text);
        FailFast.Abort(fault switch
        {
            LockFault.Recursive => "a lock is taken by its holder",
            LockFault.RankOrder => "locks are taken against their ranks",
            LockFault.OrderCycle => "locks of one rank are taken in both orders",
            LockFault.NotHeld => "a lock is released that is not held",
            LockFault.SleepsUnderSpinLock => "a thread sleeps under a spin lock",
            LockFault.HeldAtEnd => "a thread ends and holds a lock",
            _ => "too many locks are held at once",
        });
    }

    private ReadOnlySpan<byte> Text => fault switch
    {
        LockFault.Recursive => "recursion"u8,
        LockFault.RankOrder => "rank order"u8,
        LockFault.OrderCycle => "order cycle"u8,
        LockFault.NotHeld => "release of what is not held"u8,
        LockFault.SleepsUnderSpinLock => "sleep under a spin lock"u8,
        LockFault.HeldAtEnd => "held at the end"u8,
        _ => "too many"u8,
    };
}

namespace Diesis.Platform.Locks;

/// <summary>What the lock checker finds.</summary>
public enum LockFault
{
    None,

    /// <summary>A lock is taken by whoever holds it already.</summary>
    Recursive,

    /// <summary>A lock is taken while one of a higher rank, or of the same rank and no lower order, is held.</summary>
    RankOrder,

    /// <summary>Two classes of one rank are taken in both orders.</summary>
    OrderCycle,

    /// <summary>A lock is released by somebody who does not hold it.</summary>
    NotHeld,

    /// <summary>A thread is about to sleep, or to take a lock that it may have to sleep for, while it holds a spin lock, keeps preemption away or is in an interrupt.</summary>
    SleepsUnderSpinLock,

    /// <summary>More locks are held at once than can be recorded.</summary>
    TooMany,

    /// <summary>A thread has ended and still holds a lock.</summary>
    HeldAtEnd,
}

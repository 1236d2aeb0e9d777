using Diesis.Platform.Locks;

namespace Diesis.Unit.Tests.Locks;

/// <summary>What one processor's record of held spin locks allows.</summary>
public sealed class HeldSpinLocksTests
{
    [Fact]
    public void RanksMustGrow()
    {
        HeldSpinLocks held = new();
        Assert.Equal(LockFault.None, held.Check(1, LockRank.RunQueue, 0));
        held.Push(1, LockRank.RunQueue, 0, 10);
        Assert.Equal(LockFault.None, held.Check(2, LockRank.Timers, 0));
        Assert.Equal(LockFault.RankOrder, held.Check(2, LockRank.WaitTable, 0));
        held.Push(2, LockRank.Timers, 0, 11);
        Assert.Equal(LockFault.RankOrder, held.Check(3, LockRank.RunQueue, 9));
    }

    [Fact]
    public void LocksOfOneRankNestInTheirOrder()
    {
        HeldSpinLocks held = new();
        held.Push(1, LockRank.RunQueue, 2, 10);
        Assert.Equal(LockFault.None, held.Check(2, LockRank.RunQueue, 3));
        Assert.Equal(LockFault.RankOrder, held.Check(2, LockRank.RunQueue, 2));
        Assert.Equal(LockFault.RankOrder, held.Check(2, LockRank.RunQueue, 1));
    }

    [Fact]
    public void TakingALockTwiceIsRecursion()
    {
        HeldSpinLocks held = new();
        held.Push(1, LockRank.RunQueue, 0, 10);
        held.Push(2, LockRank.Timers, 0, 10);
        Assert.Equal(LockFault.Recursive, held.Check(1, LockRank.RunQueue, 0));
    }

    [Fact]
    public void ALockWithoutRankIsHeldAlone()
    {
        HeldSpinLocks held = new();
        Assert.Equal(LockFault.None, held.Check(1, LockRank.None, 0));
        held.Push(1, LockRank.None, 0, 10);
        Assert.Equal(LockFault.RankOrder, held.Check(2, LockRank.Log, 0));
        Assert.True(held.TryRemove(1, out _));
        held.Push(2, LockRank.Devices, 0, 10);
        Assert.Equal(LockFault.RankOrder, held.Check(1, LockRank.None, 0));
    }

    [Fact]
    public void AReleaseMayComeOutOfTurnButNotUnheld()
    {
        HeldSpinLocks held = new();
        held.Push(1, LockRank.Devices, 0, 10);
        held.Push(2, LockRank.RunQueue, 0, 20);
        held.Push(3, LockRank.Timers, 0, 30);
        Assert.True(held.TryRemove(2, out HeldSpinLock removed));
        Assert.Equal(20UL, removed.Since);
        Assert.False(held.TryRemove(2, out _));
        Assert.Equal((2, (nint)1, (nint)3), (held.Count, held[0].Lock, held[1].Lock));
        Assert.Equal(LockFault.RankOrder, held.Check(2, LockRank.RunQueue, 0));
        Assert.True(held.TryRemove(3, out _));
        Assert.Equal(LockFault.None, held.Check(2, LockRank.RunQueue, 0));
    }

    [Fact]
    public void TheRecordIsBounded()
    {
        HeldSpinLocks held = new();
        for (int i = 0; i < HeldSpinLocks.Capacity; i++)
        {
            Assert.Equal(LockFault.None, held.Check(i + 1, LockRank.RunQueue, (byte)(i + 1)));
            held.Push(i + 1, LockRank.RunQueue, (byte)(i + 1), 0);
        }

        Assert.Equal(LockFault.TooMany, held.Check(100, LockRank.Log, 0));
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Locks;

/// <summary>A ticket lock that keeps interrupts off its processor while it is held: first come, first served.</summary>
/// <remarks>
/// A struct, so that it works before there is a heap; it must not be copied. Whoever holds it neither sleeps nor allocates objects.
/// SAFETY: its address only names it; a lock lies in a static, in an object (which never moves) or on a stack that outlives its use.
/// </remarks>
/// <param name="rank">Its place in the order of all locks.</param>
/// <param name="order">Its place among locks of its rank, if several of them are held together: lower ones are taken first.</param>
public unsafe struct SpinLock(LockRank rank, byte order = 0)
{
    private readonly LockRank _rank = rank;
    private readonly byte _order = order;
    private int _nextTicket;
    private int _serving;

    public readonly LockRank Rank => _rank;

    /// <summary>Holds the lock until the scope is disposed of.</summary>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scope Enter()
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        return new Scope(ref TryAcquire() ? ref this : ref Unsafe.NullRef<SpinLock>(), flags);
    }

    /// <summary>As <see cref="Enter"/> where interrupts are off already; <see cref="Release"/> follows, perhaps by another thread of this processor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Acquire() => TryAcquire();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Release()
    {
        if (KernelOptions.Checks && !SpinLockChecker.BeforeRelease(Address, _rank))
            return;
        Volatile.Write(ref _serving, _serving + 1);
    }

    private nint Address => (nint)Unsafe.AsPointer(ref this);

    /// <summary>False only if the checker has refused it and its report was taken.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryAcquire()
    {
        if (KernelOptions.Checks)
            return TryAcquireChecked();
        Take();
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryAcquireChecked()
    {
        if (!SpinLockChecker.BeforeAcquire(Address, _rank, _order))
            return false;
        bool hadToWait = Take();
        SpinLockChecker.AfterAcquire(Address, _rank, _order, hadToWait);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Take()
    {
        int ticket = Interlocked.Increment(ref _nextTicket) - 1;
        return Volatile.Read(ref _serving) != ticket && WaitFor(ticket);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool WaitFor(int ticket)
    {
        while (Volatile.Read(ref _serving) != ticket)
            SpinLockChecker.WaitABit();
        return true;
    }

    /// <summary>The time during which a <see cref="SpinLock"/> is held.</summary>
    public readonly ref struct Scope
    {
        private readonly ref SpinLock _lock;
        private readonly nuint _flags;

        internal Scope(ref SpinLock held, nuint flags)
        {
            _lock = ref held;
            _flags = flags;
        }

        public void Dispose()
        {
            if (!Unsafe.IsNullRef(ref _lock))
                _lock.Release();
            Instructions.RestoreInterrupts(_flags);
        }
    }
}

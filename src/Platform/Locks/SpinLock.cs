using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Locks;

/// <summary>A ticket lock that keeps interrupts off its processor while it is held: first come, first served.</summary>
/// <remarks>A struct, so that it works before there is a heap; it must not be copied. Whoever holds it neither sleeps nor allocates objects.</remarks>
public struct SpinLock(LockRank rank)
{
    private readonly LockRank _rank = rank;
    private int _nextTicket;
    private int _serving;

    public readonly LockRank Rank => _rank;

    /// <summary>Holds the lock until the scope is disposed of.</summary>
    [UnscopedRef]
    public Scope Enter()
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        int ticket = Interlocked.Increment(ref _nextTicket) - 1;
        while (Volatile.Read(ref _serving) != ticket)
            Instructions.Pause();
        return new Scope(ref this, flags);
    }

    private void Leave(nuint flags)
    {
        Volatile.Write(ref _serving, _serving + 1);
        Instructions.RestoreInterrupts(flags);
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

        public void Dispose() => _lock.Leave(_flags);
    }
}

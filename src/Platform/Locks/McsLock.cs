using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Locks;

/// <summary>
/// A queued spin lock (Mellor-Crummey and Scott, 1991) with the manners of <see cref="SpinLock"/>. Every waiter spins on a cache line of its own, so a
/// release disturbs one processor only: for locks on which many wait.
/// </summary>
/// <remarks>
/// The queue's nodes belong to processors, not to stacks: a processor with interrupts off can hold no more than <see cref="NodesPerProcessor"/>
/// locks at a time. A processor takes the node of its depth; the word <c>_tail</c> names the last node, 0 for a free lock.
/// SAFETY: nodes are static, and are used by their own processor, but for the two words by which a neighbour in the queue speaks to it.
/// </remarks>
public unsafe struct McsLock(LockRank rank, byte order = 0)
{
    internal const int NodesPerProcessor = 8;

    private static Nodes s_nodes;
    private static Depths s_depths;

    private readonly LockRank _rank = rank;
    private readonly byte _order = order;
    private int _tail;

    /// <summary>The holder's node.</summary>
    private int _holder;

    public readonly LockRank Rank => _rank;

    /// <summary>Holds the lock until the scope is disposed of.</summary>
    [UnscopedRef]
    public Scope Enter()
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        if (!KernelOptions.Checks)
        {
            Take();
        }
        else
        {
            if (!SpinLockChecker.BeforeAcquire(Address, _rank, _order))
                return new Scope(ref Unsafe.NullRef<McsLock>(), flags);
            bool hadToWait = Take();
            SpinLockChecker.AfterAcquire(Address, _rank, _order, hadToWait);
        }

        return new Scope(ref this, flags);
    }

    private nint Address => (nint)Unsafe.AsPointer(ref this);

    /// <summary>Returns whether it had to wait.</summary>
    private bool Take()
    {
        int processor = Processor.CurrentIndex;
        int number = 1 + processor * NodesPerProcessor + s_depths[processor]++;
        ref Node node = ref s_nodes[number - 1];
        node.Next = 0;
        node.MustWait = 1;
        int before = Interlocked.Exchange(ref _tail, number);
        if (before != 0)
        {
            Volatile.Write(ref s_nodes[before - 1].Next, number);
            while (Volatile.Read(ref node.MustWait) != 0)
                SpinLockChecker.WaitABit();
        }

        _holder = number;
        return before != 0;
    }

    private void Leave()
    {
        if (KernelOptions.Checks && !SpinLockChecker.BeforeRelease(Address, _rank))
            return;
        int number = _holder;
        ref Node node = ref s_nodes[number - 1];
        if (Volatile.Read(ref node.Next) == 0 && Interlocked.CompareExchange(ref _tail, 0, number) == number)
        {
            s_depths[Processor.CurrentIndex]--;
            return;
        }

        // Somebody has put itself behind, but may not have said so yet.
        while (Volatile.Read(ref node.Next) == 0)
            Instructions.Pause();
        Volatile.Write(ref s_nodes[node.Next - 1].MustWait, 0);
        s_depths[Processor.CurrentIndex]--;
    }

    /// <summary>The time during which a <see cref="McsLock"/> is held. Scopes end in the opposite order of their beginnings.</summary>
    public readonly ref struct Scope
    {
        private readonly ref McsLock _lock;
        private readonly nuint _flags;

        internal Scope(ref McsLock held, nuint flags)
        {
            _lock = ref held;
            _flags = flags;
        }

        public void Dispose()
        {
            if (!Unsafe.IsNullRef(ref _lock))
                _lock.Leave();
            Instructions.RestoreInterrupts(_flags);
        }
    }

    /// <summary>A place in a queue: a cache line.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 64)]
    private struct Node
    {
        /// <summary>The number of the node behind, or 0.</summary>
        internal int Next;

        internal int MustWait;
    }

    [InlineArray(Processor.Maximum * NodesPerProcessor)]
    private struct Nodes
    {
        private Node _first;
    }

    [InlineArray(Processor.Maximum)]
    private struct Depths
    {
        private int _first;
    }
}

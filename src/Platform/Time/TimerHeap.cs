using System.Numerics;

namespace Diesis.Platform.Time;

/// <summary>Timers by deadline: a binary heap whose tree is linked through the timers themselves.</summary>
/// <remarks>
/// The tree is complete, so node N (counted from 1, row by row) is reached from the root by the bits of N below the highest: no array, hence
/// no growth, is needed, and every operation takes at most about 2 log2(count) comparisons, whatever came before. Not safe for several
/// processors: the owner locks.
/// </remarks>
internal sealed class TimerHeap
{
    private KernelTimer? _root;
    private int _count;
    private long _nextOrder;
    private long _comparisons;

    internal int Count => _count;

    /// <summary>The one that is due first: by deadline, then by the order of arming.</summary>
    internal KernelTimer? Earliest => _root;

    /// <summary>Comparisons of deadlines so far: the measure of cost that tests bound.</summary>
    internal long Comparisons => _comparisons;

    /// <summary>Adds a timer. Preconditions: it is in no queue.</summary>
    internal void Insert(KernelTimer timer, long deadline)
    {
        timer.Deadline = deadline;
        timer.Order = _nextOrder++;
        timer.IsQueued = true;
        _count++;
        if (_root is null)
        {
            _root = timer;
            return;
        }

        KernelTimer parent = NodeAt(_count >> 1);
        timer.Parent = parent;
        if ((_count & 1) == 0)
            parent.Left = timer;
        else
            parent.Right = timer;
        RaiseWhileEarlier(timer);
    }

    /// <summary>Gives a timer of this heap another deadline; it comes after those that have the same already.</summary>
    internal void Move(KernelTimer timer, long deadline)
    {
        timer.Deadline = deadline;
        timer.Order = _nextOrder++;
        Settle(timer);
    }

    /// <summary>Takes a timer out. Preconditions: it is in this heap.</summary>
    internal void Remove(KernelTimer timer)
    {
        KernelTimer last = NodeAt(_count);
        _count--;
        Detach(last);
        if (last != timer)
        {
            PutInPlaceOf(timer, last);
            Settle(last);
        }
        timer.Parent = null;
        timer.Left = null;
        timer.Right = null;
        timer.IsQueued = false;
    }

    private KernelTimer NodeAt(int number)
    {
        KernelTimer node = _root!;
        for (int bit = BitOperations.Log2((uint)number) - 1; bit >= 0; bit--)
            node = (number >> bit & 1) == 0 ? node.Left! : node.Right!;
        return node;
    }

    private bool IsEarlier(KernelTimer left, KernelTimer right)
    {
        _comparisons++;
        return left.Deadline != right.Deadline ? left.Deadline < right.Deadline : left.Order < right.Order;
    }

    private void Settle(KernelTimer timer)
    {
        if (timer.Parent is KernelTimer parent && IsEarlier(timer, parent))
        {
            SwapWithParent(timer, parent);
            RaiseWhileEarlier(timer);
        }
        else
        {
            LowerWhileLater(timer);
        }
    }

    private void RaiseWhileEarlier(KernelTimer timer)
    {
        while (timer.Parent is KernelTimer parent && IsEarlier(timer, parent))
            SwapWithParent(timer, parent);
    }

    private void LowerWhileLater(KernelTimer timer)
    {
        while (timer.Left is KernelTimer child)
        {
            if (timer.Right is KernelTimer right && IsEarlier(right, child))
                child = right;
            if (!IsEarlier(child, timer))
                return;
            SwapWithParent(child, timer);
        }
    }

    private void SwapWithParent(KernelTimer child, KernelTimer parent)
    {
        KernelTimer? left = child.Left;
        KernelTimer? right = child.Right;
        Replace(parent, child);
        if (parent.Left == child)
            SetChildren(child, parent, parent.Right);
        else
            SetChildren(child, parent.Left, parent);
        SetChildren(parent, left, right);
    }

    private void PutInPlaceOf(KernelTimer old, KernelTimer timer)
    {
        Replace(old, timer);
        SetChildren(timer, old.Left, old.Right);
    }

    /// <summary>Makes the parent of <paramref name="old"/>, or the root, point to another timer.</summary>
    private void Replace(KernelTimer old, KernelTimer timer)
    {
        KernelTimer? parent = old.Parent;
        timer.Parent = parent;
        if (parent is null)
            _root = timer;
        else if (parent.Left == old)
            parent.Left = timer;
        else
            parent.Right = timer;
    }

    private static void SetChildren(KernelTimer timer, KernelTimer? left, KernelTimer? right)
    {
        timer.Left = left;
        timer.Right = right;
        left?.Parent = timer;
        right?.Parent = timer;
    }

    private void Detach(KernelTimer leaf)
    {
        KernelTimer? parent = leaf.Parent;
        if (parent is null)
            _root = null;
        else if (parent.Left == leaf)
            parent.Left = null;
        else
            parent.Right = null;
    }
}

using System;
using Diesis.Platform.Threads;

namespace Diesis.Core.Scheduling;

/// <summary>
/// Waiting threads in the order of their virtual deadlines: an AVL tree of the threads themselves, in which each knows the least virtual
/// runtime below it, so that the first thread that has not had more than its share is found on one way down.
/// </summary>
/// <remarks>Recursion is as deep as the tree: 1.44 · log2 of the number of threads.</remarks>
internal struct DeadlineTree
{
    private Schedulable? _root;
    private int _count;

    internal readonly int Count => _count;

    internal readonly Schedulable? Root => _root;

    internal void Add(Schedulable thread)
    {
        thread.Left = null;
        thread.Right = null;
        thread.TreeMinimum = thread.VirtualRuntime;
        thread.TreeHeight = 1;
        // Most processors have none or one thread waiting.
        switch (_count++)
        {
            case 0:
                _root = thread;
                break;
            case 1:
                AddSecond(_root!, thread);
                break;
            default:
                _root = Insert(_root, thread);
                break;
        }
    }

    private static void AddSecond(Schedulable root, Schedulable thread)
    {
        if (IsBefore(thread, root))
            root.Left = thread;
        else
            root.Right = thread;
        root.TreeHeight = 2;
        if (thread.VirtualRuntime < root.TreeMinimum)
            root.TreeMinimum = thread.VirtualRuntime;
    }

    /// <summary>Preconditions: the thread is in the tree, and its deadline is what it was when it came in.</summary>
    internal void Remove(Schedulable thread)
    {
        switch (_count--)
        {
            case 1:
                _root = null;
                break;
            case 2:
                _root = Other(thread);
                _root.Left = null;
                _root.Right = null;
                _root.TreeMinimum = _root.VirtualRuntime;
                _root.TreeHeight = 1;
                break;
            default:
                _root = Delete(_root, thread);
                break;
        }

        thread.Left = null;
        thread.Right = null;
    }

    /// <summary>The other thread of a tree of two.</summary>
    internal readonly Schedulable Other(Schedulable thread)
    {
        Schedulable root = _root!;
        return ReferenceEquals(root, thread) ? root.Left ?? root.Right! : root;
    }

    /// <summary>The earliest deadline of the threads whose virtual runtime is at most <paramref name="limit"/>; null if none is.</summary>
    internal readonly Schedulable? FirstEligible(long limit)
    {
        Schedulable? node = _root;
        if (node is null || node.TreeMinimum > limit)
            return null;
        while (true)
        {
            if (node.Left is { } left && left.TreeMinimum <= limit)
                node = left;
            else if (node.VirtualRuntime <= limit)
                return node;
            else
                node = node.Right!;
        }
    }

    internal readonly Schedulable? First
    {
        get
        {
            Schedulable? node = _root;
            while (node?.Left is { } left)
                node = left;
            return node;
        }
    }

    /// <summary>Fills in the threads with the latest deadlines that pass, looking at four times as many as there is room for.</summary>
    internal readonly int CollectLast(Schedulable?[] found, int forProcessor)
    {
        int looks = 4 * found.Length;
        return CollectLast(_root, found, 0, forProcessor, ref looks);
    }

    private static int CollectLast(Schedulable? node, Schedulable?[] found, int count, int forProcessor, ref int looks)
    {
        if (node is null || looks <= 0)
            return count;
        count = CollectLast(node.Right, found, count, forProcessor, ref looks);
        if (looks-- <= 0 || count == found.Length)
            return count;
        if (forProcessor < 0 || (node.Affinity >> forProcessor & 1) != 0)
            found[count++] = node;
        return count == found.Length ? count : CollectLast(node.Left, found, count, forProcessor, ref looks);
    }

    private static bool IsBefore(Schedulable one, Schedulable other) =>
        one.VirtualDeadline != other.VirtualDeadline ? one.VirtualDeadline < other.VirtualDeadline : one.Sequence < other.Sequence;

    private static Schedulable Insert(Schedulable? node, Schedulable thread)
    {
        if (node is null)
            return thread;
        if (IsBefore(thread, node))
            node.Left = Insert(node.Left, thread);
        else
            node.Right = Insert(node.Right, thread);
        return Balance(node);
    }

    private static Schedulable? Delete(Schedulable? node, Schedulable thread)
    {
        if (node is null)
            return null;
        if (!ReferenceEquals(node, thread))
        {
            if (IsBefore(thread, node))
                node.Left = Delete(node.Left, thread);
            else
                node.Right = Delete(node.Right, thread);
            return Balance(node);
        }

        if (node.Left is null)
            return node.Right;
        if (node.Right is null)
            return node.Left;
        Schedulable? rest = DeleteFirst(node.Right, out Schedulable successor);
        successor.Left = node.Left;
        successor.Right = rest;
        return Balance(successor);
    }

    private static Schedulable? DeleteFirst(Schedulable node, out Schedulable first)
    {
        if (node.Left is null)
        {
            first = node;
            return node.Right;
        }

        node.Left = DeleteFirst(node.Left, out first);
        return Balance(node);
    }

    private static int Height(Schedulable? node) => node?.TreeHeight ?? 0;

    private static void Update(Schedulable node)
    {
        long minimum = node.VirtualRuntime;
        int height = 0;
        if (node.Left is { } left)
        {
            minimum = Math.Min(minimum, left.TreeMinimum);
            height = left.TreeHeight;
        }

        if (node.Right is { } right)
        {
            minimum = Math.Min(minimum, right.TreeMinimum);
            height = Math.Max(height, right.TreeHeight);
        }

        node.TreeMinimum = minimum;
        node.TreeHeight = height + 1;
    }

    private static Schedulable Balance(Schedulable node)
    {
        int tilt = Height(node.Left) - Height(node.Right);
        if (tilt > 1)
        {
            Schedulable left = node.Left!;
            if (Height(left.Left) < Height(left.Right))
                node.Left = RotateLeft(left);
            return RotateRight(node);
        }

        if (tilt < -1)
        {
            Schedulable right = node.Right!;
            if (Height(right.Right) < Height(right.Left))
                node.Right = RotateRight(right);
            return RotateLeft(node);
        }

        Update(node);
        return node;
    }

    private static Schedulable RotateLeft(Schedulable node)
    {
        Schedulable top = node.Right!;
        node.Right = top.Left;
        top.Left = node;
        Update(node);
        Update(top);
        return top;
    }

    private static Schedulable RotateRight(Schedulable node)
    {
        Schedulable top = node.Left!;
        node.Left = top.Right;
        top.Right = node;
        Update(node);
        Update(top);
        return top;
    }
}

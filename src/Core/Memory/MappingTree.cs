using System.Diagnostics;

namespace Diesis.Core.Memory;

/// <summary>The mappings of an address space in the order of their addresses: a balanced tree (AVL) that also knows the gaps, and a list.</summary>
/// <remarks>
/// A gap belongs to the mapping behind it. Serialized by the owner. A mapping's ends may be moved between its neighbours by
/// <see cref="Move"/> only, since gaps change with them.
/// </remarks>
internal sealed class MappingTree
{
    /// <summary>What stays free below a growing stack: 256 pages, as Linux has it.</summary>
    internal const ulong GuardGap = 256 << 12;

    private Mapping? _root;

    internal Mapping? First { get; private set; }

    internal Mapping? Last { get; private set; }

    internal int Count { get; private set; }

    /// <summary>The mapping that an address is in, or the first one behind it.</summary>
    internal Mapping? Find(ulong address)
    {
        Mapping? found = null;
        for (Mapping? at = _root; at is not null;)
        {
            if (address < at.End)
            {
                found = at;
                if (address >= at.Start)
                    break;
                at = at.Left;
            }
            else
            {
                at = at.Right;
            }
        }
        return found;
    }

    /// <summary>The last mapping that begins before an address.</summary>
    internal Mapping? FindBefore(ulong address)
    {
        Mapping? next = Find(address);
        if (next is null)
            return Last;
        return next.Start < address ? next : next.Previous;
    }

    internal void Insert(Mapping mapping)
    {
        Mapping? next = Find(mapping.Start);
        Debug.Assert(next is null || mapping.End <= next.Start, "mappings overlap");
        Mapping? previous = next is null ? Last : next.Previous;
        mapping.Next = next;
        mapping.Previous = previous;
        if (previous is null)
            First = mapping;
        else
            previous.Next = mapping;
        if (next is null)
            Last = mapping;
        else
            next.Previous = mapping;
        mapping.Left = null;
        mapping.Right = null;
        _root = Insert(_root, mapping);
        Count++;
        if (next is not null)
            Refresh(next);
    }

    internal void Remove(Mapping mapping)
    {
        Mapping? next = mapping.Next;
        if (mapping.Previous is null)
            First = next;
        else
            mapping.Previous.Next = next;
        if (next is null)
            Last = mapping.Previous;
        else
            next.Previous = mapping.Previous;
        _root = Remove(_root!, mapping);
        Count--;
        mapping.Next = null;
        mapping.Previous = null;
        mapping.Left = null;
        mapping.Right = null;
        if (next is not null)
            Refresh(next);
    }

    /// <summary>Gives a mapping other ends, between its neighbours.</summary>
    internal void Move(Mapping mapping, ulong start, ulong end)
    {
        mapping.Start = start;
        mapping.End = end;
        Refresh(mapping);
        if (mapping.Next is not null)
            Refresh(mapping.Next);
    }

    /// <summary>Computes what a mapping's flags say of its gap anew.</summary>
    internal void Refresh(Mapping mapping) => Refresh(_root!, mapping);

    /// <summary>The highest free range of a length between two addresses; 0 when there is none.</summary>
    internal ulong FindHighestGap(ulong low, ulong high, ulong bytes)
    {
        ulong start = ulong.Max(Last is null ? 0 : Last.End, low);
        if (start < high && high - start >= bytes)
            return high - bytes;
        return FindHighest(_root, low, high, bytes);
    }

    private static ulong FindHighest(Mapping? at, ulong low, ulong high, ulong bytes)
    {
        if (at is null || at.LargestGap < bytes)
            return 0;
        if (at.End < high)
        {
            ulong above = FindHighest(at.Right, low, high, bytes);
            if (above != 0)
                return above;
        }
        ulong start = ulong.Max(GapStart(at), low);
        ulong end = ulong.Min(GapEnd(at), high);
        if (start < end && end - start >= bytes)
            return end - bytes;
        return at.Start > low ? FindHighest(at.Left, low, high, bytes) : 0;
    }

    /// <summary>The lowest free range of a length between two addresses; 0 when there is none.</summary>
    internal ulong FindLowestGap(ulong low, ulong high, ulong bytes)
    {
        ulong found = FindLowest(_root, low, high, bytes);
        if (found != 0)
            return found;
        ulong start = ulong.Max(Last is null ? 0 : Last.End, low);
        return start < high && high - start >= bytes ? start : 0;
    }

    private static ulong FindLowest(Mapping? at, ulong low, ulong high, ulong bytes)
    {
        if (at is null || at.LargestGap < bytes)
            return 0;
        if (at.Start > low)
        {
            ulong below = FindLowest(at.Left, low, high, bytes);
            if (below != 0)
                return below;
        }
        ulong start = ulong.Max(GapStart(at), low);
        ulong end = ulong.Min(GapEnd(at), high);
        if (start < end && end - start >= bytes)
            return start;
        return at.End < high ? FindLowest(at.Right, low, high, bytes) : 0;
    }

    private static ulong GapStart(Mapping mapping) => mapping.Previous is null ? 0 : mapping.Previous.End;

    /// <summary>Below a growing stack a part stays free that nobody is given.</summary>
    internal static ulong GapEnd(Mapping mapping)
    {
        if ((mapping.Flags & MappingFlags.GrowsDown) == 0)
            return mapping.Start;
        return mapping.Start > GuardGap ? mapping.Start - GuardGap : 0;
    }

    private static ulong GapOf(Mapping mapping)
    {
        ulong start = GapStart(mapping);
        ulong end = GapEnd(mapping);
        return end > start ? end - start : 0;
    }

    private static int HeightOf(Mapping? mapping) => mapping is null ? 0 : mapping.Height;

    private static void Update(Mapping mapping)
    {
        mapping.Height = int.Max(HeightOf(mapping.Left), HeightOf(mapping.Right)) + 1;
        ulong gap = GapOf(mapping);
        if (mapping.Left is not null)
            gap = ulong.Max(gap, mapping.Left.LargestGap);
        if (mapping.Right is not null)
            gap = ulong.Max(gap, mapping.Right.LargestGap);
        mapping.LargestGap = gap;
    }

    private static void Refresh(Mapping at, Mapping mapping)
    {
        if (!ReferenceEquals(at, mapping))
            Refresh(mapping.Start < at.Start ? at.Left! : at.Right!, mapping);
        Update(at);
    }

    private static Mapping Insert(Mapping? at, Mapping mapping)
    {
        if (at is null)
        {
            Update(mapping);
            return mapping;
        }
        if (mapping.Start < at.Start)
            at.Left = Insert(at.Left, mapping);
        else
            at.Right = Insert(at.Right, mapping);
        return Balance(at);
    }

    private static Mapping? Remove(Mapping at, Mapping mapping)
    {
        if (!ReferenceEquals(at, mapping))
        {
            if (mapping.Start < at.Start)
                at.Left = Remove(at.Left!, mapping);
            else
                at.Right = Remove(at.Right!, mapping);
            return Balance(at);
        }
        if (at.Left is null)
            return at.Right;
        if (at.Right is null)
            return at.Left;
        Mapping right = RemoveFirst(at.Right, out Mapping first)!;
        first.Left = at.Left;
        first.Right = right;
        return Balance(first);
    }

    private static Mapping? RemoveFirst(Mapping at, out Mapping first)
    {
        if (at.Left is null)
        {
            first = at;
            return at.Right;
        }
        at.Left = RemoveFirst(at.Left, out first);
        return Balance(at);
    }

    private static Mapping Balance(Mapping at)
    {
        int lean = HeightOf(at.Left) - HeightOf(at.Right);
        if (lean > 1)
        {
            if (HeightOf(at.Left!.Left) < HeightOf(at.Left.Right))
                at.Left = RotateLeft(at.Left);
            return RotateRight(at);
        }
        if (lean < -1)
        {
            if (HeightOf(at.Right!.Right) < HeightOf(at.Right.Left))
                at.Right = RotateRight(at.Right);
            return RotateLeft(at);
        }
        Update(at);
        return at;
    }

    private static Mapping RotateLeft(Mapping at)
    {
        Mapping top = at.Right!;
        at.Right = top.Left;
        top.Left = at;
        Update(at);
        Update(top);
        return top;
    }

    private static Mapping RotateRight(Mapping at)
    {
        Mapping top = at.Left!;
        at.Left = top.Right;
        top.Right = at;
        Update(at);
        Update(top);
        return top;
    }

    /// <summary>Walks everything; false if order, list, balance or gaps are wrong. For tests.</summary>
    internal bool IsConsistent()
    {
        int count = 0;
        Mapping? previous = null;
        for (Mapping? at = First; at is not null; previous = at, at = at.Next)
        {
            count++;
            if (!ReferenceEquals(at.Previous, previous) || at.Start >= at.End || (previous is not null && previous.End > at.Start))
                return false;
        }
        return ReferenceEquals(previous, Last) && count == Count && CheckNode(_root) == count;
    }

    /// <returns>How many mappings the subtree has; below 0 if it is wrong.</returns>
    private static int CheckNode(Mapping? at)
    {
        if (at is null)
            return 0;
        int left = CheckNode(at.Left);
        int right = CheckNode(at.Right);
        if (left < 0 || right < 0 || int.Abs(HeightOf(at.Left) - HeightOf(at.Right)) > 1)
            return -1;
        int height = at.Height;
        ulong gap = at.LargestGap;
        Update(at);
        return height == at.Height && gap == at.LargestGap ? left + right + 1 : -1;
    }
}

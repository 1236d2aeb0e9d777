namespace Diesis.Core.Memory;

/// <summary>The leaves of a file, by page number: a tree of nodes with 64 children, as high as the file's length demands. A small file has one leaf and no node.</summary>
/// <remarks>Serialized by the owner. Nodes are kept until the whole tree is cleared or they are empty.</remarks>
internal struct PageTree
{
    private const int NodeShift = 6;
    private const int Children = 1 << NodeShift;

    private sealed class Node
    {
        internal readonly object?[] Entries = new object?[Children];
        internal int Count;
    }

    private object? _root;

    /// <summary>Levels of nodes above the leaves.</summary>
    private int _height;

    internal readonly bool IsEmpty => _root is null;

    private static int ShiftOf(int height) => PageLeaf.Shift + NodeShift * height;

    private static bool Covers(int height, long page) => ShiftOf(height) >= 63 || page >> ShiftOf(height) == 0;

    private static int SlotOf(int height, long page) => (int)(page >> ShiftOf(height - 1)) & (Children - 1);

    /// <summary>The leaf of a page, or null.</summary>
    internal readonly PageLeaf? Find(long page)
    {
        object? at = _root;
        if (at is null || !Covers(_height, page))
            return null;
        for (int height = _height; height > 0 && at is not null; height--)
            at = ((Node)at).Entries[SlotOf(height, page)];
        return (PageLeaf?)at;
    }

    /// <summary>The leaf of a page, made if it is not there.</summary>
    internal PageLeaf FindOrAdd(long page)
    {
        PageLeaf? found = Find(page);
        if (found is not null)
            return found;
        PageLeaf leaf = new(page & ~(PageLeaf.Pages - 1L));
        if (_root is null)
        {
            // The first leaf need not be the file's first: the tree is just high enough for it.
            while (!Covers(_height, page))
                _height++;
        }
        while (!Covers(_height, page))
        {
            Node above = new();
            above.Entries[0] = _root;
            above.Count = 1;
            _root = above;
            _height++;
        }
        if (_height == 0)
        {
            _root = leaf;
            return leaf;
        }
        Node node = (Node)(_root ??= new Node());
        for (int height = _height; height > 1; height--)
        {
            ref object? entry = ref node.Entries[SlotOf(height, page)];
            if (entry is null)
            {
                entry = new Node();
                node.Count++;
            }
            node = (Node)entry;
        }
        node.Entries[SlotOf(1, page)] = leaf;
        node.Count++;
        return leaf;
    }

    /// <summary>The first leaf that has pages at or after a page; null when there is none.</summary>
    internal readonly PageLeaf? FindNext(long page)
    {
        if (_root is null || !Covers(_height, page))
            return null;
        return FindNextIn(_root, _height, page);
    }

    private static PageLeaf? FindNextIn(object at, int height, long page)
    {
        if (height == 0)
        {
            PageLeaf leaf = (PageLeaf)at;
            return page < leaf.First + PageLeaf.Pages ? leaf : null;
        }
        Node node = (Node)at;
        for (int slot = SlotOf(height, page); slot < Children; slot++)
        {
            if (node.Entries[slot] is object child && FindNextIn(child, height - 1, page) is PageLeaf found)
                return found;
            // Below the next child the search begins with its first page.
            page = ((page >> ShiftOf(height - 1)) + 1) << ShiftOf(height - 1);
        }
        return null;
    }

    /// <summary>Takes a leaf out.</summary>
    internal void Remove(PageLeaf leaf)
    {
        if (_height == 0)
        {
            _root = null;
            return;
        }
        if (RemoveIn((Node)_root!, _height, leaf.First))
        {
            _root = null;
            _height = 0;
        }
    }

    /// <returns>Whether the node is empty now.</returns>
    private static bool RemoveIn(Node node, int height, long page)
    {
        ref object? entry = ref node.Entries[SlotOf(height, page)];
        if (height == 1 || RemoveIn((Node)entry!, height - 1, page))
        {
            entry = null;
            node.Count--;
        }
        return node.Count == 0;
    }
}

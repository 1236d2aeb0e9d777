using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>
/// A heap of elements by priority, smallest first, where each node has four children: half as deep as a binary one, and the children
/// lie together. Elements of equal priority come out in an order that is fixed (.NET's) but not that of their arrival.
/// </summary>
public partial class PriorityQueue<TElement, TPriority>
{
    private const int ChildrenShift = 2;
    private const int Children = 1 << ChildrenShift;

    private (TElement Element, TPriority Priority)[] _nodes;
    private readonly IComparer<TPriority>? _comparer;
    private UnorderedItemsCollection? _unorderedItems;
    private int _size;
    private int _version;

    public PriorityQueue()
        : this((IComparer<TPriority>?)null)
    {
    }

    public PriorityQueue(int initialCapacity)
        : this(initialCapacity, null)
    {
    }

    public PriorityQueue(IComparer<TPriority>? comparer)
    {
        _nodes = [];
        _comparer = SelectComparer(comparer);
    }

    public PriorityQueue(int initialCapacity, IComparer<TPriority>? comparer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(initialCapacity);
        _nodes = new (TElement, TPriority)[initialCapacity];
        _comparer = SelectComparer(comparer);
    }

    public PriorityQueue(IEnumerable<(TElement Element, TPriority Priority)> items)
        : this(items, null)
    {
    }

    public PriorityQueue(IEnumerable<(TElement Element, TPriority Priority)> items, IComparer<TPriority>? comparer)
    {
        ArgumentNullException.ThrowIfNull(items);
        _nodes = EnumerableArrays.ToArray(items, out _size);
        _comparer = SelectComparer(comparer);
        Heapify();
    }

    public int Count => _size;

    /// <summary>How many elements fit without growing.</summary>
    public int Capacity => _nodes.Length;

    public IComparer<TPriority> Comparer => _comparer ?? Comparer<TPriority>.Default;

    public UnorderedItemsCollection UnorderedItems => _unorderedItems ??= new UnorderedItemsCollection(this);

    public void Clear()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<(TElement, TPriority)>())
            Array.Clear(_nodes, 0, _size);
        _size = 0;
        _version++;
    }

    public TElement Dequeue()
    {
        if (_size == 0)
            ThrowHelper.ThrowEmptyQueue();
        TElement element = _nodes[0].Element;
        RemoveRoot();
        return element;
    }

    /// <summary>Removes the smallest, then adds the new one: cheaper than one after the other.</summary>
    public TElement DequeueEnqueue(TElement element, TPriority priority)
    {
        if (_size == 0)
            ThrowHelper.ThrowEmptyQueue();
        TElement root = _nodes[0].Element;
        if (Compare(priority, _nodes[0].Priority, _comparer) > 0)
            MoveDown((element, priority), 0);
        else
            _nodes[0] = (element, priority);
        _version++;
        return root;
    }

    public void Enqueue(TElement element, TPriority priority)
    {
        int size = _size;
        _version++;
        if (_nodes.Length == size)
            Grow(size + 1);
        _size = size + 1;
        MoveUp((element, priority), size);
    }

    /// <summary>Adds the new one, then removes the smallest, which may be the new one.</summary>
    public TElement EnqueueDequeue(TElement element, TPriority priority)
    {
        if (_size != 0 && Compare(priority, _nodes[0].Priority, _comparer) > 0)
        {
            TElement root = _nodes[0].Element;
            MoveDown((element, priority), 0);
            _version++;
            return root;
        }
        return element;
    }

    public void EnqueueRange(IEnumerable<(TElement Element, TPriority Priority)> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        int count = 0;
        ICollection<(TElement, TPriority)>? known = items as ICollection<(TElement, TPriority)>;
        if (known is not null && (count = known.Count) > _nodes.Length - _size)
            Grow(checked(_size + count));

        if (_size > 0)
        {
            foreach ((TElement element, TPriority priority) in items)
                Enqueue(element, priority);
            return;
        }

        if (known is not null)
        {
            known.CopyTo(_nodes, 0);
            _size = count;
        }
        else
        {
            foreach ((TElement Element, TPriority Priority) item in items)
            {
                if (_nodes.Length == count)
                    Grow(count + 1);
                _nodes[count++] = item;
            }
            _size = count;
        }
        _version++;
        Heapify();
    }

    public void EnqueueRange(IEnumerable<TElement> elements, TPriority priority)
    {
        ArgumentNullException.ThrowIfNull(elements);
        if (elements is ICollection<TElement> known && known.Count > _nodes.Length - _size)
            Grow(checked(_size + known.Count));

        if (_size > 0)
        {
            foreach (TElement element in elements)
                Enqueue(element, priority);
            return;
        }

        int count = 0;
        foreach (TElement element in elements)
        {
            if (_nodes.Length == count)
                Grow(count + 1);
            _nodes[count++] = (element, priority);
        }
        _size = count;
        _version++;
    }

    /// <summary>Makes room for <paramref name="capacity"/> elements in all and returns the room there is.</summary>
    public int EnsureCapacity(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        if (_nodes.Length < capacity)
        {
            Grow(capacity);
            _version++;
        }
        return _nodes.Length;
    }

    public TElement Peek()
    {
        if (_size == 0)
            ThrowHelper.ThrowEmptyQueue();
        return _nodes[0].Element;
    }

    /// <summary>Removes the first occurrence in the heap's own order; looks at every element.</summary>
    public bool Remove(
        TElement element,
        [MaybeNullWhen(false)] out TElement removedElement,
        [MaybeNullWhen(false)] out TPriority priority,
        IEqualityComparer<TElement>? equalityComparer = null)
    {
        equalityComparer ??= EqualityComparer<TElement>.Default;
        for (int index = 0; index < _size; index++)
        {
            if (!equalityComparer.Equals(element, _nodes[index].Element))
                continue;

            (removedElement, priority) = _nodes[index];
            int last = --_size;
            if (index < last)
            {
                (TElement Element, TPriority Priority) moved = _nodes[last];
                if (Compare(moved.Priority, priority, _comparer) < 0)
                    MoveUp(moved, index);
                else
                    MoveDown(moved, index);
            }
            _nodes[last] = default;
            _version++;
            return true;
        }

        removedElement = default;
        priority = default;
        return false;
    }

    /// <summary>Gives back spare room when more than a tenth is spare.</summary>
    public void TrimExcess()
    {
        int threshold = (int)(_nodes.Length * 0.9);
        if (_size < threshold)
        {
            Array.Resize(ref _nodes, _size);
            _version++;
        }
    }

    public bool TryDequeue([MaybeNullWhen(false)] out TElement element, [MaybeNullWhen(false)] out TPriority priority)
    {
        if (!TryPeek(out element, out priority))
            return false;
        RemoveRoot();
        return true;
    }

    public bool TryPeek([MaybeNullWhen(false)] out TElement element, [MaybeNullWhen(false)] out TPriority priority)
    {
        if (_size == 0)
        {
            element = default;
            priority = default;
            return false;
        }
        (element, priority) = _nodes[0];
        return true;
    }

    private static IComparer<TPriority>? SelectComparer(IComparer<TPriority>? comparer)
    {
        // Null means the default order of a value type, which is called directly.
        if (typeof(TPriority).IsValueType)
            return ReferenceEquals(comparer, Comparer<TPriority>.Default) ? null : comparer;
        return comparer ?? Comparer<TPriority>.Default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Compare(TPriority x, TPriority y, IComparer<TPriority>? comparer) =>
        typeof(TPriority).IsValueType && comparer is null ? Comparer<TPriority>.Default.Compare(x, y) : comparer!.Compare(x, y);

    private void RemoveRoot()
    {
        int last = --_size;
        _version++;
        if (last > 0)
            MoveDown(_nodes[last], 0);
        if (RuntimeHelpers.IsReferenceOrContainsReferences<(TElement, TPriority)>())
            _nodes[last] = default;
    }

    private void Heapify()
    {
        if (_size < 2)
            return;
        for (int index = (_size - 2) >> ChildrenShift; index >= 0; index--)
            MoveDown(_nodes[index], index);
    }

    private void MoveUp((TElement Element, TPriority Priority) node, int index)
    {
        (TElement Element, TPriority Priority)[] nodes = _nodes;
        IComparer<TPriority>? comparer = _comparer;
        while (index > 0)
        {
            int parent = (index - 1) >> ChildrenShift;
            if (Compare(node.Priority, nodes[parent].Priority, comparer) >= 0)
                break;
            nodes[index] = nodes[parent];
            index = parent;
        }
        nodes[index] = node;
    }

    private void MoveDown((TElement Element, TPriority Priority) node, int index)
    {
        (TElement Element, TPriority Priority)[] nodes = _nodes;
        IComparer<TPriority>? comparer = _comparer;
        int size = _size;
        int child;
        while ((child = (index << ChildrenShift) + 1) < size)
        {
            int end = Math.Min(child + Children, size);
            int least = child;
            while (++child < end)
            {
                if (Compare(nodes[child].Priority, nodes[least].Priority, comparer) < 0)
                    least = child;
            }
            if (Compare(node.Priority, nodes[least].Priority, comparer) <= 0)
                break;
            nodes[index] = nodes[least];
            index = least;
        }
        nodes[index] = node;
    }

    private void Grow(int least)
    {
        const int LeastGrowth = 4;
        int capacity = 2 * _nodes.Length;
        if ((uint)capacity > (uint)Array.MaxLength)
            capacity = Array.MaxLength;
        capacity = Math.Max(capacity, _nodes.Length + LeastGrowth);
        Array.Resize(ref _nodes, Math.Max(capacity, least));
    }
}

using System.Diagnostics.CodeAnalysis;

namespace System.Collections.Generic;

/// <summary>A doubly linked list. Inside it is a ring: the first node's previous is the last.</summary>
public class LinkedList<T> : ICollection<T>, ICollection, IReadOnlyCollection<T>
{
    private LinkedListNode<T>? _head;
    private int _count;
    private int _version;

    public LinkedList()
    {
    }

    public LinkedList(IEnumerable<T> collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        foreach (T item in collection)
            AddLast(item);
    }

    public int Count => _count;

    public LinkedListNode<T>? First => _head;

    public LinkedListNode<T>? Last => _head?._previous;

    bool ICollection<T>.IsReadOnly => false;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    void ICollection<T>.Add(T value) => AddLast(value);

    public LinkedListNode<T> AddAfter(LinkedListNode<T> node, T value)
    {
        CheckOwned(node);
        LinkedListNode<T> added = new(this, value);
        LinkBefore(node._next!, added);
        return added;
    }

    public void AddAfter(LinkedListNode<T> node, LinkedListNode<T> newNode)
    {
        CheckOwned(node);
        CheckFree(newNode);
        LinkBefore(node._next!, newNode);
        newNode._list = this;
    }

    public LinkedListNode<T> AddBefore(LinkedListNode<T> node, T value)
    {
        CheckOwned(node);
        LinkedListNode<T> added = new(this, value);
        LinkBefore(node, added);
        if (node == _head)
            _head = added;
        return added;
    }

    public void AddBefore(LinkedListNode<T> node, LinkedListNode<T> newNode)
    {
        CheckOwned(node);
        CheckFree(newNode);
        LinkBefore(node, newNode);
        newNode._list = this;
        if (node == _head)
            _head = newNode;
    }

    public LinkedListNode<T> AddFirst(T value)
    {
        LinkedListNode<T> added = new(this, value);
        Append(added);
        _head = added;
        return added;
    }

    public void AddFirst(LinkedListNode<T> node)
    {
        CheckFree(node);
        Append(node);
        _head = node;
        node._list = this;
    }

    public LinkedListNode<T> AddLast(T value)
    {
        LinkedListNode<T> added = new(this, value);
        Append(added);
        return added;
    }

    public void AddLast(LinkedListNode<T> node)
    {
        CheckFree(node);
        Append(node);
        node._list = this;
    }

    public void Clear()
    {
        LinkedListNode<T>? node = _head;
        while (node is not null)
        {
            LinkedListNode<T>? next = node.Next;
            node.Detach();
            node = next;
        }
        _head = null;
        _count = 0;
        _version++;
    }

    public bool Contains(T value) => Find(value) is not null;

    public void CopyTo(T[] array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (index > array.Length)
            throw new ArgumentOutOfRangeException(nameof(index), index, "Must be less than or equal to the size of the collection.");
        if (array.Length - index < Count)
            throw new ArgumentException("Insufficient space in the target location to copy the information.");

        for (LinkedListNode<T>? node = _head; node is not null; node = node.Next)
            array[index++] = node._value;
    }

    public LinkedListNode<T>? Find(T value)
    {
        EqualityComparer<T> comparer = EqualityComparer<T>.Default;
        for (LinkedListNode<T>? node = First; node is not null; node = node.Next)
        {
            if (comparer.Equals(node._value, value))
                return node;
        }
        return null;
    }

    public LinkedListNode<T>? FindLast(T value)
    {
        EqualityComparer<T> comparer = EqualityComparer<T>.Default;
        for (LinkedListNode<T>? node = Last; node is not null; node = node.Previous)
        {
            if (comparer.Equals(node._value, value))
                return node;
        }
        return null;
    }

    public Enumerator GetEnumerator() => new(this);

    public bool Remove(T value)
    {
        LinkedListNode<T>? node = Find(value);
        if (node is null)
            return false;
        Unlink(node);
        return true;
    }

    public void Remove(LinkedListNode<T> node)
    {
        CheckOwned(node);
        Unlink(node);
    }

    public void RemoveFirst()
    {
        if (_head is null)
            ThrowEmpty();
        Unlink(_head);
    }

    public void RemoveLast()
    {
        if (_head is null)
            ThrowEmpty();
        Unlink(_head._previous!);
    }

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => new Enumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => new Enumerator(this);

    void ICollection.CopyTo(Array array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (array.Rank != 1)
            ThrowHelper.ThrowRankMultiDimensional(nameof(array));
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (array.Length - index < Count)
            throw new ArgumentException("Insufficient space in the target location to copy the information.");
        CollectionArguments.CopyUntyped(this, Count, array, index, nameof(array));
    }

    private void Append(LinkedListNode<T> node)
    {
        if (_head is not null)
        {
            LinkBefore(_head, node);
            return;
        }
        node._next = node;
        node._previous = node;
        _head = node;
        _version++;
        _count++;
    }

    private void LinkBefore(LinkedListNode<T> node, LinkedListNode<T> added)
    {
        added._next = node;
        added._previous = node._previous;
        node._previous!._next = added;
        node._previous = added;
        _version++;
        _count++;
    }

    private void Unlink(LinkedListNode<T> node)
    {
        if (node._next == node)
        {
            _head = null;
        }
        else
        {
            node._next!._previous = node._previous;
            node._previous!._next = node._next;
            if (_head == node)
                _head = node._next;
        }
        node.Detach();
        _count--;
        _version++;
    }

    private void CheckOwned([NotNull] LinkedListNode<T>? node)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (node._list != this)
            throw new InvalidOperationException("The LinkedList node does not belong to current LinkedList.");
    }

    private static void CheckFree([NotNull] LinkedListNode<T>? node)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (node._list is not null)
            throw new InvalidOperationException("The LinkedList node already belongs to a LinkedList.");
    }

    [DoesNotReturn]
    private static void ThrowEmpty() => throw new InvalidOperationException("The LinkedList is empty.");

    /// <summary>A cursor that fails when the list has changed since it was made.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly LinkedList<T> _list;
        private readonly int _version;
        private LinkedListNode<T>? _node;
        private T? _current;
        private int _index;

        internal Enumerator(LinkedList<T> list)
        {
            _list = list;
            _version = list._version;
            _node = list._head;
        }

        public readonly T Current => _current!;

        readonly object? IEnumerator.Current
        {
            get
            {
                if (_index == 0 || _index == _list.Count + 1)
                    ThrowHelper.ThrowEnumerationCannotHappen();
                return _current;
            }
        }

        public bool MoveNext()
        {
            if (_version != _list._version)
                ThrowHelper.ThrowModifiedSinceEnumerator();
            if (_node is null)
            {
                _index = _list.Count + 1;
                return false;
            }

            _index++;
            _current = _node._value;
            _node = _node.Next;
            return true;
        }

        public readonly void Dispose()
        {
        }

        void IEnumerator.Reset()
        {
            if (_version != _list._version)
                ThrowHelper.ThrowModifiedSinceEnumerator();
            _current = default;
            _node = _list._head;
            _index = 0;
        }
    }
}

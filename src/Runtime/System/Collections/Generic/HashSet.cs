using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>A set of distinct items, built like Dictionary: entries in the order they came, chained from prime-sized buckets.</summary>
public partial class HashSet<T> : ISet<T>, IReadOnlySet<T>
{
    // See Dictionary: Next of a free entry is this minus the index of the next free one.
    private const int FreeListStart = -3;

    // A copy with more than this many places for each item gives the room back.
    private const int ShrinkThreshold = 3;

    private int[]? _buckets;
    private Entry[]? _entries;
    private ulong _multiplier;
    private int _used;
    private int _freeList;
    private int _freeCount;
    private int _version;
    private readonly EqualityComparer<T>? _comparer;

    public HashSet()
        : this((IEqualityComparer<T>?)null)
    {
    }

    public HashSet(IEqualityComparer<T>? comparer)
    {
        _comparer = KeyComparers.Select(comparer);
    }

    public HashSet(int capacity)
        : this(capacity, null)
    {
    }

    public HashSet(int capacity, IEqualityComparer<T>? comparer)
        : this(comparer)
    {
        if (capacity < 0)
            throw new ArgumentOutOfRangeException(nameof(capacity));
        if (capacity > 0)
            Allocate(HashSizes.AtLeast(capacity));
    }

    public HashSet(IEnumerable<T> collection)
        : this(collection, null)
    {
    }

    public HashSet(IEnumerable<T> collection, IEqualityComparer<T>? comparer)
        : this(comparer)
    {
        if (collection is null)
            ThrowHelper.ThrowNull(nameof(collection));

        if (collection is HashSet<T> other && HasSameComparer(other))
        {
            CopyFrom(other);
            return;
        }

        if (collection is ICollection<T> { Count: > 0 } known)
            Allocate(HashSizes.AtLeast(known.Count));
        UnionWith(collection);
        if (_used > 0 && _entries!.Length / _used > ShrinkThreshold)
            TrimExcess();
    }

    public IEqualityComparer<T> Comparer => KeyComparers.Original(_comparer);

    public int Count => _used - _freeCount;

    /// <summary>How many items fit without growing.</summary>
    public int Capacity => _entries?.Length ?? 0;

    bool ICollection<T>.IsReadOnly => false;

    void ICollection<T>.Add(T item) => Add(item, out _);

    public bool Add(T item) => Add(item, out _);

    public void Clear()
    {
        int used = _used;
        if (used == 0)
            return;
        Array.Clear(_buckets!);
        _used = 0;
        _freeList = -1;
        _freeCount = 0;
        Array.Clear(_entries!, 0, used);
    }

    public bool Contains(T item) => IndexOf(item) >= 0;

    /// <summary>Finds the item of the set that equals the given one.</summary>
    public bool TryGetValue(T equalValue, [MaybeNullWhen(false)] out T actualValue)
    {
        int index = IndexOf(equalValue);
        if (index < 0)
        {
            actualValue = default;
            return false;
        }
        actualValue = _entries![index].Value;
        return true;
    }

    public bool Remove(T item)
    {
        if (_buckets is null)
            return false;

        EqualityComparer<T>? comparer = _comparer;
        int hash = HashOf(item, comparer);
        ref int bucket = ref BucketOf(hash);
        Entry[] entries = _entries!;
        uint steps = 0;
        int previous = -1;
        int i = bucket - 1;
        while (i >= 0)
        {
            ref Entry entry = ref entries[i];
            if (entry.HashCode == hash && ItemsEqual(entry.Value, item, comparer))
            {
                if (previous < 0)
                    bucket = entry.Next + 1;
                else
                    entries[previous].Next = entry.Next;

                entry.Next = FreeListStart - _freeList;
                if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
                    entry.Value = default!;
                _freeList = i;
                _freeCount++;
                return true;
            }

            previous = i;
            i = entry.Next;
            if (++steps > (uint)entries.Length)
                ThrowHelper.ThrowConcurrentOperations();
        }
        return false;
    }

    public int RemoveWhere(Predicate<T> match)
    {
        if (match is null)
            ThrowHelper.ThrowNull(nameof(match));

        int removed = 0;
        for (int i = 0; i < _used; i++)
        {
            if (_entries![i].Next < -1)
                continue;
            // The predicate might change the set; only what is still there counts.
            T value = _entries[i].Value;
            if (match(value) && Remove(value))
                removed++;
        }
        return removed;
    }

    public void CopyTo(T[] array) => CopyTo(array, 0, Count);

    public void CopyTo(T[] array, int arrayIndex) => CopyTo(array, arrayIndex, Count);

    public void CopyTo(T[] array, int arrayIndex, int count)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        if (arrayIndex < 0)
            ThrowHelper.ThrowMustBeNonNegative(nameof(arrayIndex), arrayIndex);
        if (count < 0)
            ThrowHelper.ThrowMustBeNonNegative(nameof(count), count);
        if (arrayIndex > array.Length || count > array.Length - arrayIndex)
            ThrowHelper.ThrowArrayPlusOffsetTooSmall();

        for (int i = 0; i < _used && count > 0; i++)
        {
            ref Entry entry = ref _entries![i];
            if (entry.Next >= -1)
            {
                array[arrayIndex++] = entry.Value;
                count--;
            }
        }
    }

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => new Enumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => new Enumerator(this);

    private int IndexOf(T item)
    {
        if (_buckets is null)
            return -1;

        EqualityComparer<T>? comparer = _comparer;
        int hash = HashOf(item, comparer);
        int i = BucketOf(hash) - 1;
        Entry[] entries = _entries!;
        uint steps = 0;
        if (typeof(T).IsValueType && comparer is null)
        {
            while ((uint)i < (uint)entries.Length)
            {
                ref Entry entry = ref entries[i];
                if (entry.HashCode == hash && EqualityComparer<T>.Default.Equals(entry.Value, item))
                    return i;
                i = entry.Next;
                if (++steps > (uint)entries.Length)
                    ThrowHelper.ThrowConcurrentOperations();
            }
        }
        else
        {
            while ((uint)i < (uint)entries.Length)
            {
                ref Entry entry = ref entries[i];
                if (entry.HashCode == hash && comparer!.Equals(entry.Value, item))
                    return i;
                i = entry.Next;
                if (++steps > (uint)entries.Length)
                    ThrowHelper.ThrowConcurrentOperations();
            }
        }
        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int HashOf(T item, EqualityComparer<T>? comparer)
    {
        if (item is null)
            return 0;
        return typeof(T).IsValueType && comparer is null ? EqualityComparer<T>.Default.GetHashCode(item) : comparer!.GetHashCode(item);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool ItemsEqual(T x, T y, EqualityComparer<T>? comparer) =>
        typeof(T).IsValueType && comparer is null ? EqualityComparer<T>.Default.Equals(x, y) : comparer!.Equals(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref int BucketOf(int hash)
    {
        int[] buckets = _buckets!;
        return ref buckets[HashSizes.Remainder((uint)hash, (uint)buckets.Length, _multiplier)];
    }

    private bool HasSameComparer(HashSet<T> other) => Comparer.Equals(other.Comparer);

    private struct Entry
    {
        public int HashCode;

        /// <summary>Index of the next entry of the chain, -1 at its end, lower when free.</summary>
        public int Next;

        public T Value;
    }

    /// <summary>A cursor that fails when items were added since it was made; removing is allowed.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly HashSet<T> _set;
        private readonly int _version;
        private int _index;
        private T? _current;

        internal Enumerator(HashSet<T> set)
        {
            _set = set;
            _version = set._version;
        }

        public readonly T Current => _current!;

        readonly object? IEnumerator.Current
        {
            get
            {
                if (_index == 0 || _index == _set._used + 1)
                    ThrowHelper.ThrowEnumerationCannotHappen();
                return _current;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext()
        {
            if (_version != _set._version)
                ThrowHelper.ThrowCollectionModified();

            while ((uint)_index < (uint)_set._used)
            {
                ref Entry entry = ref _set._entries![_index++];
                if (entry.Next >= -1)
                {
                    _current = entry.Value;
                    return true;
                }
            }

            _index = _set._used + 1;
            _current = default;
            return false;
        }

        public readonly void Dispose()
        {
        }

        void IEnumerator.Reset()
        {
            if (_version != _set._version)
                ThrowHelper.ThrowCollectionModified();
            _index = 0;
            _current = default;
        }
    }
}

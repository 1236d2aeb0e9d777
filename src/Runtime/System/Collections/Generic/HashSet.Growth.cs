using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

public partial class HashSet<T>
{
    /// <summary>Makes room for <paramref name="capacity"/> items in all and returns the room there is.</summary>
    public int EnsureCapacity(int capacity)
    {
        if (capacity < 0)
            throw new ArgumentOutOfRangeException(nameof(capacity));
        int current = Capacity;
        if (current >= capacity)
            return current;

        int size = HashSizes.AtLeast(capacity);
        if (_buckets is null)
            Allocate(size);
        else
            Resize(size);
        return size;
    }

    public void TrimExcess() => TrimExcess(Count);

    public void TrimExcess(int capacity)
    {
        if (capacity < Count)
            ThrowHelper.ThrowLessThan(nameof(capacity), capacity, Count);
        int size = HashSizes.AtLeast(capacity);
        Entry[]? old = _entries;
        if (size >= (old?.Length ?? 0))
            return;

        int oldUsed = _used;
        _version++;
        Allocate(size);
        Entry[] entries = _entries!;
        int used = 0;
        for (int i = 0; i < oldUsed; i++)
        {
            if (old![i].Next < -1)
                continue;
            entries[used] = old[i];
            Link(ref entries[used], used);
            used++;
        }
        _used = used;
        _freeCount = 0;
    }

    // Adds the item unless an equal one is there; gives its place in the entries either way.
    private bool Add(T item, out int index)
    {
        if (_buckets is null)
            Allocate(HashSizes.AtLeast(0));

        EqualityComparer<T>? comparer = _comparer;
        int hash = HashOf(item, comparer);
        ref int bucket = ref BucketOf(hash);
        int i = bucket - 1;
        Entry[] entries = _entries!;
        uint steps = 0;
        if (typeof(T).IsValueType && comparer is null)
        {
            while ((uint)i < (uint)entries.Length)
            {
                ref Entry candidate = ref entries[i];
                if (candidate.HashCode == hash && EqualityComparer<T>.Default.Equals(candidate.Value, item))
                {
                    index = i;
                    return false;
                }
                i = candidate.Next;
                if (++steps > (uint)entries.Length)
                    ThrowHelper.ThrowConcurrentOperations();
            }
        }
        else
        {
            while ((uint)i < (uint)entries.Length)
            {
                ref Entry candidate = ref entries[i];
                if (candidate.HashCode == hash && comparer!.Equals(candidate.Value, item))
                {
                    index = i;
                    return false;
                }
                i = candidate.Next;
                if (++steps > (uint)entries.Length)
                    ThrowHelper.ThrowConcurrentOperations();
            }
        }

        if (_freeCount > 0)
        {
            index = _freeList;
            _freeList = FreeListStart - entries[index].Next;
            _freeCount--;
        }
        else
        {
            index = _used;
            if (index == entries.Length)
            {
                Resize(HashSizes.After(index));
                entries = _entries!;
                bucket = ref BucketOf(hash);
            }
            _used = index + 1;
        }

        ref Entry entry = ref entries[index];
        entry.HashCode = hash;
        entry.Next = bucket - 1;
        entry.Value = item;
        bucket = index + 1;
        _version++;
        return true;
    }

    [MemberNotNull(nameof(_buckets), nameof(_entries))]
    private void Allocate(int size)
    {
        int[] buckets = new int[size];
        Entry[] entries = new Entry[size];
        _freeList = -1;
        _buckets = buckets;
        _entries = entries;
        _multiplier = HashSizes.Multiplier((uint)size);
    }

    private void Resize(int size)
    {
        int used = _used;
        int[] buckets = new int[size];
        Entry[] entries = new Entry[size];
        Array.Copy(_entries!, entries, used);
        _buckets = buckets;
        _entries = entries;
        _multiplier = HashSizes.Multiplier((uint)size);
        for (int i = 0; i < used; i++)
        {
            if (entries[i].Next >= -1)
                Link(ref entries[i], i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Link(ref Entry entry, int index)
    {
        ref int bucket = ref BucketOf(entry.HashCode);
        entry.Next = bucket - 1;
        bucket = index + 1;
    }

    private void CopyFrom(HashSet<T> source)
    {
        if (source.Count == 0)
            return;

        if (HashSizes.After(source.Count + 1) >= source.Capacity)
        {
            // Full enough: the same tables, free places and all.
            Entry[] entries = source._entries!;
            Allocate(entries.Length);
            Array.Copy(source._buckets!, _buckets, entries.Length);
            Array.Copy(entries, _entries, entries.Length);
            _used = source._used;
            _freeList = source._freeList;
            _freeCount = source._freeCount;
            return;
        }

        Allocate(HashSizes.AtLeast(source.Count));
        for (int i = 0; i < source._used; i++)
        {
            if (source._entries![i].Next >= -1)
                Add(source._entries[i].Value, out _);
        }
    }
}

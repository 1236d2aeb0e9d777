using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

public partial class Dictionary<TKey, TValue>
{
    /// <summary>Makes room for <paramref name="capacity"/> entries in all and returns the room there is.</summary>
    public int EnsureCapacity(int capacity)
    {
        if (capacity < 0)
            throw new ArgumentOutOfRangeException(nameof(capacity));
        int current = Capacity;
        if (current >= capacity)
            return current;

        _version++;
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
            throw new ArgumentOutOfRangeException(nameof(capacity));
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

    /// <summary>The place of the key's value; when the key is new it is entered and the caller must set the value.</summary>
    internal ref TValue GetOrAdd(TKey key, out bool exists)
    {
        if (key is null)
            ThrowHelper.ThrowNull(nameof(key));
        if (_buckets is null)
            Allocate(HashSizes.AtLeast(0));

        EqualityComparer<TKey>? comparer = _comparer;
        uint hash = HashOf(key, comparer);
        ref int bucket = ref BucketOf(hash);
        int i = bucket - 1;
        Entry[] entries = _entries!;
        uint steps = 0;

        if (typeof(TKey).IsValueType && comparer is null)
        {
            while ((uint)i < (uint)entries.Length)
            {
                ref Entry candidate = ref entries[i];
                if (candidate.HashCode == hash && EqualityComparer<TKey>.Default.Equals(candidate.Key, key))
                {
                    exists = true;
                    return ref candidate.Value;
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
                if (candidate.HashCode == hash && comparer!.Equals(candidate.Key, key))
                {
                    exists = true;
                    return ref candidate.Value;
                }
                i = candidate.Next;
                if (++steps > (uint)entries.Length)
                    ThrowHelper.ThrowConcurrentOperations();
            }
        }

        exists = false;
        int index;
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
        entry.Key = key;
        bucket = index + 1;
        _version++;
        return ref entry.Value;
    }

    [MemberNotNull(nameof(_buckets), nameof(_entries))]
    private void Allocate(int size)
    {
        int[] buckets = new int[size];
        Entry[] entries = new Entry[size];
        // Assigned only when both are there, so that running out of memory leaves the table as it was.
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

    private void AddAll(IEnumerable<KeyValuePair<TKey, TValue>> source)
    {
        if (source.GetType() == typeof(Dictionary<TKey, TValue>))
        {
            // Its keys are distinct and its entries can be read without an enumerator.
            Dictionary<TKey, TValue> other = Unsafe.As<Dictionary<TKey, TValue>>(source);
            for (int i = 0; i < other._used; i++)
            {
                ref Entry entry = ref other._entries![i];
                if (entry.Next >= -1)
                    Add(entry.Key, entry.Value);
            }
            return;
        }

        foreach (KeyValuePair<TKey, TValue> pair in source)
            Add(pair.Key, pair.Value);
    }
}

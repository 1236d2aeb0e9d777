using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>
/// A hash table. Entries stand in one array in the order they came, removed ones chained into a free list; the buckets hold 1-based
/// indices of chains. Enumeration walks the entries, so its order is a fixed function of the operations.
/// </summary>
public partial class Dictionary<TKey, TValue> : IDictionary<TKey, TValue>, IDictionary, IReadOnlyDictionary<TKey, TValue>
    where TKey : notnull
{
    // Next of a free entry is FreeListStart minus the index of the next free one: always below -1, the end of a chain.
    private const int FreeListStart = -3;

    private int[]? _buckets;
    private Entry[]? _entries;
    private ulong _multiplier;
    private int _used;
    private int _freeList;
    private int _freeCount;
    private int _version;
    private readonly EqualityComparer<TKey>? _comparer;
    private KeyCollection? _keys;
    private ValueCollection? _values;

    public Dictionary()
        : this(0, null)
    {
    }

    public Dictionary(int capacity)
        : this(capacity, null)
    {
    }

    public Dictionary(IEqualityComparer<TKey>? comparer)
        : this(0, comparer)
    {
    }

    public Dictionary(int capacity, IEqualityComparer<TKey>? comparer)
    {
        if (capacity < 0)
            throw new ArgumentOutOfRangeException(nameof(capacity));
        if (capacity > 0)
            Allocate(HashSizes.AtLeast(capacity));
        _comparer = KeyComparers.Select(comparer);
    }

    public Dictionary(IDictionary<TKey, TValue> dictionary)
        : this(dictionary, null)
    {
    }

    public Dictionary(IDictionary<TKey, TValue> dictionary, IEqualityComparer<TKey>? comparer)
        : this(dictionary?.Count ?? 0, comparer)
    {
        if (dictionary is null)
            ThrowHelper.ThrowNull(nameof(dictionary));
        AddAll(dictionary);
    }

    public Dictionary(IEnumerable<KeyValuePair<TKey, TValue>> collection)
        : this(collection, null)
    {
    }

    public Dictionary(IEnumerable<KeyValuePair<TKey, TValue>> collection, IEqualityComparer<TKey>? comparer)
        : this((collection as ICollection<KeyValuePair<TKey, TValue>>)?.Count ?? 0, comparer)
    {
        if (collection is null)
            ThrowHelper.ThrowNull(nameof(collection));
        AddAll(collection);
    }

    public IEqualityComparer<TKey> Comparer => KeyComparers.Original(_comparer);

    public int Count => _used - _freeCount;

    /// <summary>How many entries fit without growing.</summary>
    public int Capacity => _entries?.Length ?? 0;

    public KeyCollection Keys => _keys ??= new KeyCollection(this);

    public ValueCollection Values => _values ??= new ValueCollection(this);

    public TValue this[TKey key]
    {
        get
        {
            ref TValue value = ref Find(key);
            if (Unsafe.IsNullRef(ref value))
                ThrowHelper.ThrowKeyNotFound(key);
            return value;
        }
        set => GetOrAdd(key, out _) = value;
    }

    public void Add(TKey key, TValue value)
    {
        ref TValue slot = ref GetOrAdd(key, out bool exists);
        if (exists)
            ThrowHelper.ThrowAddingDuplicate(key);
        slot = value;
    }

    public bool TryAdd(TKey key, TValue value)
    {
        ref TValue slot = ref GetOrAdd(key, out bool exists);
        if (exists)
            return false;
        slot = value;
        return true;
    }

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

    public bool ContainsKey(TKey key) => !Unsafe.IsNullRef(ref Find(key));

    public bool ContainsValue(TValue value)
    {
        Entry[]? entries = _entries;
        for (int i = 0; i < _used; i++)
        {
            if (entries![i].Next >= -1 && EqualityComparer<TValue>.Default.Equals(entries[i].Value, value))
                return true;
        }
        return false;
    }

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        ref TValue found = ref Find(key);
        if (Unsafe.IsNullRef(ref found))
        {
            value = default;
            return false;
        }
        value = found;
        return true;
    }

    public bool Remove(TKey key) => Remove(key, out _);

    public bool Remove(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (key is null)
            ThrowHelper.ThrowNull(nameof(key));

        if (_buckets is not null)
        {
            EqualityComparer<TKey>? comparer = _comparer;
            uint hash = HashOf(key, comparer);
            ref int bucket = ref BucketOf(hash);
            Entry[] entries = _entries!;
            uint steps = 0;
            int previous = -1;
            int i = bucket - 1;
            while (i >= 0)
            {
                ref Entry entry = ref entries[i];
                if (entry.HashCode == hash && KeysEqual(entry.Key, key, comparer))
                {
                    if (previous < 0)
                        bucket = entry.Next + 1;
                    else
                        entries[previous].Next = entry.Next;

                    value = entry.Value;
                    entry.Next = FreeListStart - _freeList;
                    if (RuntimeHelpers.IsReferenceOrContainsReferences<TKey>())
                        entry.Key = default!;
                    if (RuntimeHelpers.IsReferenceOrContainsReferences<TValue>())
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
        }

        value = default;
        return false;
    }

    public Enumerator GetEnumerator() => new(this, pairs: true);

    /// <summary>The place of the key's value, or a null reference.</summary>
    internal ref TValue Find(TKey key)
    {
        if (key is null)
            ThrowHelper.ThrowNull(nameof(key));

        if (_buckets is not null)
        {
            EqualityComparer<TKey>? comparer = _comparer;
            uint hash = HashOf(key, comparer);
            int i = BucketOf(hash) - 1;
            Entry[] entries = _entries!;
            uint steps = 0;

            if (typeof(TKey).IsValueType && comparer is null)
            {
                while ((uint)i < (uint)entries.Length)
                {
                    ref Entry entry = ref entries[i];
                    if (entry.HashCode == hash && EqualityComparer<TKey>.Default.Equals(entry.Key, key))
                        return ref entry.Value;
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
                    if (entry.HashCode == hash && comparer!.Equals(entry.Key, key))
                        return ref entry.Value;
                    i = entry.Next;
                    if (++steps > (uint)entries.Length)
                        ThrowHelper.ThrowConcurrentOperations();
                }
            }
        }
        return ref Unsafe.NullRef<TValue>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint HashOf(TKey key, EqualityComparer<TKey>? comparer) =>
        (uint)(typeof(TKey).IsValueType && comparer is null ? EqualityComparer<TKey>.Default.GetHashCode(key) : comparer!.GetHashCode(key));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool KeysEqual(TKey x, TKey y, EqualityComparer<TKey>? comparer) =>
        typeof(TKey).IsValueType && comparer is null ? EqualityComparer<TKey>.Default.Equals(x, y) : comparer!.Equals(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref int BucketOf(uint hash)
    {
        int[] buckets = _buckets!;
        return ref buckets[HashSizes.Remainder(hash, (uint)buckets.Length, _multiplier)];
    }

    private struct Entry
    {
        public uint HashCode;

        /// <summary>Index of the next entry of the chain, -1 at its end, lower when free.</summary>
        public int Next;

        public TKey Key;
        public TValue Value;
    }
}

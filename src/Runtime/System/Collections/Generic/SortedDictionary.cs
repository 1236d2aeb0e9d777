using System.Diagnostics.CodeAnalysis;

namespace System.Collections.Generic;

/// <summary>A map whose pairs are enumerated in the order of their keys: a SortedSet of pairs compared by key.</summary>
public partial class SortedDictionary<TKey, TValue> : IDictionary<TKey, TValue>, IDictionary, IReadOnlyDictionary<TKey, TValue>
    where TKey : notnull
{
    private readonly SortedSet<KeyValuePair<TKey, TValue>> _pairs;
    private readonly IComparer<TKey> _comparer;
    private KeyCollection? _keys;
    private ValueCollection? _values;

    public SortedDictionary()
        : this((IComparer<TKey>?)null)
    {
    }

    public SortedDictionary(IComparer<TKey>? comparer)
    {
        _comparer = comparer ?? Comparer<TKey>.Default;
        _pairs = new SortedSet<KeyValuePair<TKey, TValue>>(new PairComparer(_comparer));
    }

    public SortedDictionary(IDictionary<TKey, TValue> dictionary)
        : this(dictionary, null)
    {
    }

    public SortedDictionary(IDictionary<TKey, TValue> dictionary, IComparer<TKey>? comparer)
        : this(comparer)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        foreach (KeyValuePair<TKey, TValue> pair in dictionary)
            Add(pair.Key, pair.Value);
    }

    public IComparer<TKey> Comparer => _comparer;

    public int Count => _pairs.Count;

    public KeyCollection Keys => _keys ??= new KeyCollection(this);

    public ValueCollection Values => _values ??= new ValueCollection(this);

    public TValue this[TKey key]
    {
        get
        {
            SortedSet<KeyValuePair<TKey, TValue>>.Node? node = Find(key);
            if (node is null)
                ThrowHelper.ThrowKeyNotFound(key);
            return node.Item.Value;
        }
        set
        {
            SortedSet<KeyValuePair<TKey, TValue>>.Node? node = Find(key);
            if (node is null)
            {
                _pairs.Add(new KeyValuePair<TKey, TValue>(key, value));
                return;
            }
            node.Item = new KeyValuePair<TKey, TValue>(node.Item.Key, value);
            _pairs.NoteChange();
        }
    }

    public void Add(TKey key, TValue value)
    {
        CheckKey(key);
        KeyValuePair<TKey, TValue> pair = new(key, value);
        if (!_pairs.Add(pair))
            ThrowHelper.ThrowAddingDuplicate(pair);
    }

    public void Clear() => _pairs.Clear();

    public bool ContainsKey(TKey key) => Find(key) is not null;

    public bool ContainsValue(TValue value)
    {
        foreach (KeyValuePair<TKey, TValue> pair in _pairs)
        {
            if (EqualityComparer<TValue>.Default.Equals(pair.Value, value))
                return true;
        }
        return false;
    }

    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int index) => _pairs.CopyTo(array, index);

    public Enumerator GetEnumerator() => new(this, pairs: true);

    public bool Remove(TKey key)
    {
        CheckKey(key);
        return _pairs.Remove(new KeyValuePair<TKey, TValue>(key, default!));
    }

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        SortedSet<KeyValuePair<TKey, TValue>>.Node? node = Find(key);
        if (node is null)
        {
            value = default;
            return false;
        }
        value = node.Item.Value;
        return true;
    }

    private SortedSet<KeyValuePair<TKey, TValue>>.Node? Find(TKey key)
    {
        CheckKey(key);
        return _pairs.Find(new KeyValuePair<TKey, TValue>(key, default!));
    }

    private static void CheckKey(TKey key)
    {
        if (key is null)
            ThrowHelper.ThrowNull(nameof(key));
    }

    private sealed class PairComparer(IComparer<TKey> keys) : Comparer<KeyValuePair<TKey, TValue>>
    {
        private readonly IComparer<TKey> _keys = keys;

        public override int Compare(KeyValuePair<TKey, TValue> x, KeyValuePair<TKey, TValue> y) => _keys.Compare(x.Key, y.Key);

        public override bool Equals(object? obj) => obj is PairComparer other && (_keys == other._keys || _keys.Equals(other._keys));

        public override int GetHashCode() => _keys.GetHashCode();
    }
}

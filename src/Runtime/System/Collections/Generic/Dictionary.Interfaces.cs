using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

public partial class Dictionary<TKey, TValue>
{
    ICollection<TKey> IDictionary<TKey, TValue>.Keys => Keys;

    ICollection<TValue> IDictionary<TKey, TValue>.Values => Values;

    IEnumerable<TKey> IReadOnlyDictionary<TKey, TValue>.Keys => Keys;

    IEnumerable<TValue> IReadOnlyDictionary<TKey, TValue>.Values => Values;

    ICollection IDictionary.Keys => Keys;

    ICollection IDictionary.Values => Values;

    bool ICollection<KeyValuePair<TKey, TValue>>.IsReadOnly => false;

    bool IDictionary.IsReadOnly => false;

    bool IDictionary.IsFixedSize => false;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    object? IDictionary.this[object key]
    {
        get
        {
            if (IsCompatibleKey(key))
            {
                ref TValue value = ref Find((TKey)key);
                if (!Unsafe.IsNullRef(ref value))
                    return value;
            }
            return null;
        }
        set => this[CastKey(key)] = CastValue(value);
    }

    void ICollection<KeyValuePair<TKey, TValue>>.Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<TKey, TValue>>.Contains(KeyValuePair<TKey, TValue> item) => HoldsPair(item);

    bool ICollection<KeyValuePair<TKey, TValue>>.Remove(KeyValuePair<TKey, TValue> item) => HoldsPair(item) && Remove(item.Key);

    void ICollection<KeyValuePair<TKey, TValue>>.CopyTo(KeyValuePair<TKey, TValue>[] array, int index)
    {
        CollectionArguments.CheckCopy(array, index, Count);
        CopyPairs(array, index);
    }

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => new Enumerator(this, pairs: true);

    IEnumerator IEnumerable.GetEnumerator() => new Enumerator(this, pairs: true);

    IDictionaryEnumerator IDictionary.GetEnumerator() => new Enumerator(this, pairs: false);

    void IDictionary.Add(object key, object? value) => Add(CastKey(key), CastValue(value));

    bool IDictionary.Contains(object key) => IsCompatibleKey(key) && ContainsKey((TKey)key);

    void IDictionary.Remove(object key)
    {
        if (IsCompatibleKey(key))
            Remove((TKey)key);
    }

    void ICollection.CopyTo(Array array, int index)
    {
        CollectionArguments.CheckUntypedCopy(array, index, Count);
        switch (array)
        {
            case KeyValuePair<TKey, TValue>[] pairs:
                CopyPairs(pairs, index);
                break;
            case DictionaryEntry[] entries:
                foreach (KeyValuePair<TKey, TValue> pair in this)
                    entries[index++] = new DictionaryEntry(pair.Key, pair.Value);
                break;
            case object[] objects:
                try
                {
                    foreach (KeyValuePair<TKey, TValue> pair in this)
                        objects[index++] = pair;
                }
                catch (ArrayTypeMismatchException)
                {
                    ThrowHelper.ThrowIncompatibleArrayType();
                }
                break;
            default:
                ThrowHelper.ThrowIncompatibleArrayType();
                break;
        }
    }

    private bool HoldsPair(KeyValuePair<TKey, TValue> pair)
    {
        ref TValue value = ref Find(pair.Key);
        return !Unsafe.IsNullRef(ref value) && EqualityComparer<TValue>.Default.Equals(value, pair.Value);
    }

    private void CopyPairs(KeyValuePair<TKey, TValue>[] array, int index)
    {
        foreach (KeyValuePair<TKey, TValue> pair in this)
            array[index++] = pair;
    }

    private static bool IsCompatibleKey([NotNull] object? key)
    {
        if (key is null)
            ThrowHelper.ThrowNull(nameof(key));
        return key is TKey;
    }

    private static TKey CastKey(object? key)
    {
        if (!IsCompatibleKey(key))
            ThrowHelper.ThrowWrongType(key, typeof(TKey), nameof(key));
        return (TKey)key;
    }

    private static TValue CastValue(object? value)
    {
        if (value is null && default(TValue) is not null)
            ThrowHelper.ThrowNull(nameof(value));
        if (value is not null && value is not TValue)
            ThrowHelper.ThrowWrongType(value, typeof(TValue), nameof(value));
        return (TValue)value!;
    }

    /// <summary>A cursor that fails when entries were added, or the table grew, since it was made; removing is allowed.</summary>
    public struct Enumerator : IEnumerator<KeyValuePair<TKey, TValue>>, IDictionaryEnumerator
    {
        private readonly Dictionary<TKey, TValue> _dictionary;
        private readonly int _version;
        private readonly bool _pairs;
        private int _index;
        private KeyValuePair<TKey, TValue> _current;

        internal Enumerator(Dictionary<TKey, TValue> dictionary, bool pairs)
        {
            _dictionary = dictionary;
            _version = dictionary._version;
            _pairs = pairs;
        }

        public readonly KeyValuePair<TKey, TValue> Current => _current;

        readonly object? IEnumerator.Current
        {
            get
            {
                CheckPosition();
                return _pairs ? _current : new DictionaryEntry(_current.Key, _current.Value);
            }
        }

        readonly DictionaryEntry IDictionaryEnumerator.Entry
        {
            get
            {
                CheckPosition();
                return new DictionaryEntry(_current.Key, _current.Value);
            }
        }

        readonly object IDictionaryEnumerator.Key
        {
            get
            {
                CheckPosition();
                return _current.Key;
            }
        }

        readonly object? IDictionaryEnumerator.Value
        {
            get
            {
                CheckPosition();
                return _current.Value;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext()
        {
            if (_version != _dictionary._version)
                ThrowHelper.ThrowCollectionModified();

            while ((uint)_index < (uint)_dictionary._used)
            {
                ref Entry entry = ref _dictionary._entries![_index++];
                if (entry.Next >= -1)
                {
                    _current = new KeyValuePair<TKey, TValue>(entry.Key, entry.Value);
                    return true;
                }
            }

            _index = _dictionary._used + 1;
            _current = default;
            return false;
        }

        public readonly void Dispose()
        {
        }

        void IEnumerator.Reset()
        {
            if (_version != _dictionary._version)
                ThrowHelper.ThrowCollectionModified();
            _index = 0;
            _current = default;
        }

        private readonly void CheckPosition()
        {
            if (_index == 0 || _index == _dictionary._used + 1)
                ThrowHelper.ThrowEnumerationCannotHappen();
        }
    }
}

using System.Diagnostics.CodeAnalysis;

namespace System.Collections.Generic;

public partial class SortedDictionary<TKey, TValue>
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

    object ICollection.SyncRoot => ((ICollection)_pairs).SyncRoot;

    object? IDictionary.this[object key]
    {
        get => IsCompatibleKey(key) && TryGetValue((TKey)key, out TValue? value) ? value : null;
        set => this[CastKey(key)] = CastValue(value);
    }

    void ICollection<KeyValuePair<TKey, TValue>>.Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<TKey, TValue>>.Contains(KeyValuePair<TKey, TValue> item) => HoldsPair(item);

    bool ICollection<KeyValuePair<TKey, TValue>>.Remove(KeyValuePair<TKey, TValue> item) => HoldsPair(item) && Remove(item.Key);

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

    void ICollection.CopyTo(Array array, int index) => ((ICollection)_pairs).CopyTo(array, index);

    private bool HoldsPair(KeyValuePair<TKey, TValue> pair) =>
        TryGetValue(pair.Key, out TValue? value) && EqualityComparer<TValue>.Default.Equals(value, pair.Value);

    private static bool IsCompatibleKey([NotNull] object? key)
    {
        if (key is null)
            ThrowHelper.ThrowNull(nameof(key));
        return key is TKey;
    }

    private static TKey CastKey(object? key)
    {
        if (!IsCompatibleKey(key))
            ThrowWrongType(key, typeof(TKey), nameof(key));
        return (TKey)key;
    }

    private static TValue CastValue(object? value)
    {
        if (value is null && default(TValue) is not null)
            ThrowHelper.ThrowNull(nameof(value));
        if (value is not null && value is not TValue)
            ThrowWrongType(value, typeof(TValue), nameof(value));
        return (TValue)value!;
    }

    // Dictionary's wording with other quotation marks.
    [DoesNotReturn]
    private static void ThrowWrongType(object value, Type expected, string parameterName) =>
        throw new ArgumentException(
            string.Concat("The value '", value.ToString(), string.Concat("' is not of type '", expected.ToString(), "' and cannot be used in this generic collection.")),
            parameterName);

    /// <summary>A cursor that fails when the dictionary has changed since it was made.</summary>
    public struct Enumerator : IEnumerator<KeyValuePair<TKey, TValue>>, IDictionaryEnumerator
    {
        private readonly bool _returnsPairs;
        private SortedSet<KeyValuePair<TKey, TValue>>.Enumerator _pairs;
        private bool _isOnItem;

        internal Enumerator(SortedDictionary<TKey, TValue> dictionary, bool pairs)
        {
            _pairs = dictionary._pairs.GetEnumerator();
            _returnsPairs = pairs;
        }

        public readonly KeyValuePair<TKey, TValue> Current => _pairs.Current;

        readonly object? IEnumerator.Current
        {
            get
            {
                CheckPosition();
                return _returnsPairs ? Current : new DictionaryEntry(Current.Key, Current.Value);
            }
        }

        readonly DictionaryEntry IDictionaryEnumerator.Entry
        {
            get
            {
                CheckPosition();
                return new DictionaryEntry(Current.Key, Current.Value);
            }
        }

        readonly object IDictionaryEnumerator.Key
        {
            get
            {
                CheckPosition();
                return Current.Key;
            }
        }

        readonly object? IDictionaryEnumerator.Value
        {
            get
            {
                CheckPosition();
                return Current.Value;
            }
        }

        public bool MoveNext() => _isOnItem = _pairs.MoveNext();

        public readonly void Dispose()
        {
        }

        void IEnumerator.Reset() => Reset();

        internal void Reset()
        {
            ResetCursor(ref _pairs);
            _isOnItem = false;
        }

        /// <summary>Current, refused outside the items.</summary>
        internal readonly KeyValuePair<TKey, TValue> Checked
        {
            get
            {
                CheckPosition();
                return Current;
            }
        }

        // A constrained call, so that the cursor itself is reset and not a boxed copy.
        private static void ResetCursor<TCursor>(ref TCursor cursor)
            where TCursor : IEnumerator
            => cursor.Reset();

        private readonly void CheckPosition()
        {
            if (!_isOnItem)
                ThrowHelper.ThrowEnumerationCannotHappen();
        }
    }
}

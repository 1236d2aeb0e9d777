namespace System.Collections.Generic;

public partial class SortedDictionary<TKey, TValue>
{
    /// <summary>The dictionary's values in the order of the keys; it cannot be changed and follows the dictionary.</summary>
    public sealed class ValueCollection : ICollection<TValue>, ICollection, IReadOnlyCollection<TValue>
    {
        private readonly SortedDictionary<TKey, TValue> _dictionary;

        public ValueCollection(SortedDictionary<TKey, TValue> dictionary)
        {
            ArgumentNullException.ThrowIfNull(dictionary);
            _dictionary = dictionary;
        }

        public int Count => _dictionary.Count;

        bool ICollection<TValue>.IsReadOnly => true;

        bool ICollection.IsSynchronized => false;

        object ICollection.SyncRoot => ((ICollection)_dictionary).SyncRoot;

        public Enumerator GetEnumerator() => new(_dictionary);

        IEnumerator<TValue> IEnumerable<TValue>.GetEnumerator() => new Enumerator(_dictionary);

        IEnumerator IEnumerable.GetEnumerator() => new Enumerator(_dictionary);

        bool ICollection<TValue>.Contains(TValue item) => _dictionary.ContainsValue(item);

        public void CopyTo(TValue[] array, int index)
        {
            ArgumentNullException.ThrowIfNull(array);
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            if (array.Length - index < Count)
                ThrowHelper.ThrowArrayPlusOffsetTooSmall();
            foreach (TValue item in this)
                array[index++] = item;
        }

        void ICollection<TValue>.Add(TValue item) => ThrowHelper.ThrowValueCollectionIsReadOnly();

        void ICollection<TValue>.Clear() => ThrowHelper.ThrowValueCollectionIsReadOnly();

        bool ICollection<TValue>.Remove(TValue item)
        {
            ThrowHelper.ThrowValueCollectionIsReadOnly();
            return false;
        }

        void ICollection.CopyTo(Array array, int index)
        {
            ArgumentNullException.ThrowIfNull(array);
            if (array.Rank != 1)
                ThrowHelper.ThrowRankMultiDimensional(nameof(array));
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            if (array.Length - index < Count)
                ThrowHelper.ThrowArrayPlusOffsetTooSmall();
            CollectionArguments.CopyUntyped(this, Count, array, index, nameof(array));
        }

        /// <summary>A cursor that fails when the dictionary has changed since it was made.</summary>
        public struct Enumerator : IEnumerator<TValue>
        {
            private SortedDictionary<TKey, TValue>.Enumerator _pairs;

            internal Enumerator(SortedDictionary<TKey, TValue> dictionary)
            {
                _pairs = dictionary.GetEnumerator();
            }

            public readonly TValue Current => _pairs.Current.Value;

            readonly object? IEnumerator.Current => _pairs.Checked.Value;

            public readonly void Dispose()
            {
            }

            public bool MoveNext() => _pairs.MoveNext();

            void IEnumerator.Reset() => _pairs.Reset();
        }
    }
}

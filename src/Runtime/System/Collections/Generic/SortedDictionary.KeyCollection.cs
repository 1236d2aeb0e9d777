namespace System.Collections.Generic;

public partial class SortedDictionary<TKey, TValue>
{
    /// <summary>The dictionary's keys in the order of the keys; it cannot be changed and follows the dictionary.</summary>
    public sealed class KeyCollection : ICollection<TKey>, ICollection, IReadOnlyCollection<TKey>
    {
        private readonly SortedDictionary<TKey, TValue> _dictionary;

        public KeyCollection(SortedDictionary<TKey, TValue> dictionary)
        {
            ArgumentNullException.ThrowIfNull(dictionary);
            _dictionary = dictionary;
        }

        public int Count => _dictionary.Count;

        bool ICollection<TKey>.IsReadOnly => true;

        bool ICollection.IsSynchronized => false;

        object ICollection.SyncRoot => ((ICollection)_dictionary).SyncRoot;

        public Enumerator GetEnumerator() => new(_dictionary);

        IEnumerator<TKey> IEnumerable<TKey>.GetEnumerator() => new Enumerator(_dictionary);

        IEnumerator IEnumerable.GetEnumerator() => new Enumerator(_dictionary);

        public bool Contains(TKey item) => _dictionary.ContainsKey(item);

        public void CopyTo(TKey[] array, int index)
        {
            ArgumentNullException.ThrowIfNull(array);
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            if (array.Length - index < Count)
                ThrowHelper.ThrowArrayPlusOffsetTooSmall();
            foreach (TKey item in this)
                array[index++] = item;
        }

        void ICollection<TKey>.Add(TKey item) => ThrowHelper.ThrowKeyCollectionIsReadOnly();

        void ICollection<TKey>.Clear() => ThrowHelper.ThrowKeyCollectionIsReadOnly();

        bool ICollection<TKey>.Remove(TKey item)
        {
            ThrowHelper.ThrowKeyCollectionIsReadOnly();
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
        public struct Enumerator : IEnumerator<TKey>
        {
            private SortedDictionary<TKey, TValue>.Enumerator _pairs;

            internal Enumerator(SortedDictionary<TKey, TValue> dictionary)
            {
                _pairs = dictionary.GetEnumerator();
            }

            public readonly TKey Current => _pairs.Current.Key;

            readonly object? IEnumerator.Current => _pairs.Checked.Key;

            public readonly void Dispose()
            {
            }

            public bool MoveNext() => _pairs.MoveNext();

            void IEnumerator.Reset() => _pairs.Reset();
        }
    }
}

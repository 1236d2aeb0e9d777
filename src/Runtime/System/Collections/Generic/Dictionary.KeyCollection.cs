using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

public partial class Dictionary<TKey, TValue>
{
    /// <summary>The dictionary's keys as a collection that cannot be changed and follows the dictionary.</summary>
    public sealed class KeyCollection : ICollection<TKey>, ICollection, IReadOnlyCollection<TKey>
    {
        private readonly Dictionary<TKey, TValue> _dictionary;

        public KeyCollection(Dictionary<TKey, TValue> dictionary)
        {
            if (dictionary is null)
                ThrowHelper.ThrowNull(nameof(dictionary));
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
            CollectionArguments.CheckCopy(array, index, Count);
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
            CollectionArguments.CheckUntypedCopy(array, index, Count);
            if (array is TKey[] typed)
            {
                CopyTo(typed, index);
                return;
            }
            if (array is not object?[] objects)
            {
                ThrowHelper.ThrowIncompatibleArrayType();
                return;
            }

            try
            {
                foreach (TKey item in this)
                    objects[index++] = item;
            }
            catch (ArrayTypeMismatchException)
            {
                ThrowHelper.ThrowIncompatibleArrayType();
            }
        }

        /// <summary>A cursor with the rules of the dictionary's own.</summary>
        public struct Enumerator : IEnumerator<TKey>
        {
            private readonly Dictionary<TKey, TValue> _dictionary;
            private readonly int _version;
            private int _index;
            private TKey? _current;

            internal Enumerator(Dictionary<TKey, TValue> dictionary)
            {
                _dictionary = dictionary;
                _version = dictionary._version;
            }

            public readonly TKey Current => _current!;

            readonly object? IEnumerator.Current
            {
                get
                {
                    if (_index == 0 || _index == _dictionary._used + 1)
                        ThrowHelper.ThrowEnumerationCannotHappen();
                    return _current;
                }
            }

            public readonly void Dispose()
            {
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
                        _current = entry.Key;
                        return true;
                    }
                }

                _index = _dictionary._used + 1;
                _current = default;
                return false;
            }

            void IEnumerator.Reset()
            {
                if (_version != _dictionary._version)
                    ThrowHelper.ThrowCollectionModified();
                _index = 0;
                _current = default;
            }
        }
    }
}

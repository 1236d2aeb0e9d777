using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

public partial class Dictionary<TKey, TValue>
{
    /// <summary>The dictionary's values as a collection that cannot be changed and follows the dictionary.</summary>
    public sealed class ValueCollection : ICollection<TValue>, ICollection, IReadOnlyCollection<TValue>
    {
        private readonly Dictionary<TKey, TValue> _dictionary;

        public ValueCollection(Dictionary<TKey, TValue> dictionary)
        {
            if (dictionary is null)
                ThrowHelper.ThrowNull(nameof(dictionary));
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
            CollectionArguments.CheckCopy(array, index, Count);
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
            CollectionArguments.CheckUntypedCopy(array, index, Count);
            if (array is TValue[] typed)
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
                foreach (TValue item in this)
                    objects[index++] = item;
            }
            catch (ArrayTypeMismatchException)
            {
                ThrowHelper.ThrowIncompatibleArrayType();
            }
        }

        /// <summary>A cursor with the rules of the dictionary's own.</summary>
        public struct Enumerator : IEnumerator<TValue>
        {
            private readonly Dictionary<TKey, TValue> _dictionary;
            private readonly int _version;
            private int _index;
            private TValue? _current;

            internal Enumerator(Dictionary<TKey, TValue> dictionary)
            {
                _dictionary = dictionary;
                _version = dictionary._version;
            }

            public readonly TValue Current => _current!;

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
                        _current = entry.Value;
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

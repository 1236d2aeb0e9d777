namespace System.Collections.Generic;

public partial class PriorityQueue<TElement, TPriority>
{
    /// <summary>The queue's elements and priorities as they lie in the heap.</summary>
    public sealed class UnorderedItemsCollection : IReadOnlyCollection<(TElement Element, TPriority Priority)>, ICollection
    {
        private readonly PriorityQueue<TElement, TPriority> _queue;

        internal UnorderedItemsCollection(PriorityQueue<TElement, TPriority> queue)
        {
            _queue = queue;
        }

        public int Count => _queue._size;

        bool ICollection.IsSynchronized => false;

        object ICollection.SyncRoot => this;

        public Enumerator GetEnumerator() => new(_queue);

        IEnumerator<(TElement Element, TPriority Priority)> IEnumerable<(TElement Element, TPriority Priority)>.GetEnumerator() => GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        void ICollection.CopyTo(Array array, int index)
        {
            ArgumentNullException.ThrowIfNull(array);
            if (array.Rank != 1)
                ThrowHelper.ThrowRankMultiDimensional(nameof(array));
            if (index < 0 || index > array.Length)
                ThrowHelper.ThrowIndexMustBeLessOrEqualActual(nameof(index), index);
            if (array.Length - index < _queue._size)
                ThrowHelper.ThrowInvalidOffsetLength();
            try
            {
                Array.Copy(_queue._nodes, 0, array, index, _queue._size);
            }
            catch (ArrayTypeMismatchException)
            {
                ThrowHelper.ThrowIncompatibleArrayType(nameof(array));
            }
        }

        /// <summary>A cursor that fails when the queue has changed since it was made.</summary>
        public struct Enumerator : IEnumerator<(TElement Element, TPriority Priority)>
        {
            private readonly PriorityQueue<TElement, TPriority> _queue;
            private readonly int _version;
            private int _index;
            private (TElement Element, TPriority Priority) _current;

            internal Enumerator(PriorityQueue<TElement, TPriority> queue)
            {
                _queue = queue;
                _version = queue._version;
            }

            public readonly (TElement Element, TPriority Priority) Current => _current;

            readonly object IEnumerator.Current => _current;

            public bool MoveNext()
            {
                if (_version != _queue._version)
                    ThrowHelper.ThrowModifiedSinceEnumerator();
                if ((uint)_index < (uint)_queue._size)
                {
                    _current = _queue._nodes[_index++];
                    return true;
                }
                _index = _queue._size + 1;
                _current = default;
                return false;
            }

            public readonly void Dispose()
            {
            }

            void IEnumerator.Reset()
            {
                if (_version != _queue._version)
                    ThrowHelper.ThrowModifiedSinceEnumerator();
                _index = 0;
                _current = default;
            }
        }
    }
}

using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

public partial class List<T>
{
    IEnumerator<T> IEnumerable<T>.GetEnumerator() => new Enumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => new Enumerator(this);

    int IList.Add(object? value)
    {
        Add(CastItem(value, "item"));
        return Count - 1;
    }

    bool IList.Contains(object? value) => IsCompatible(value) && Contains((T)value!);

    int IList.IndexOf(object? value) => IsCompatible(value) ? IndexOf((T)value!) : -1;

    void IList.Insert(int index, object? value) => Insert(index, CastItem(value, "item"));

    void IList.Remove(object? value)
    {
        if (IsCompatible(value))
            Remove((T)value!);
    }

    void ICollection.CopyTo(Array array, int index)
    {
        if (array is not null && array.Rank != 1)
            ThrowHelper.ThrowRankMultiDimensional();
        try
        {
            Array.Copy(_items, 0, array!, index, _size);
        }
        catch (ArrayTypeMismatchException)
        {
            ThrowHelper.ThrowIncompatibleArrayType();
        }
    }

    private static bool IsCompatible(object? value) => value is T || (value is null && default(T) is null);

    private static T CastItem(object? value, string parameterName)
    {
        if (value is null && default(T) is not null)
            ThrowHelper.ThrowNull(parameterName);
        if (!IsCompatible(value))
            ThrowHelper.ThrowWrongType(value, typeof(T), "value");
        return (T)value!;
    }

    /// <summary>A cursor that fails when the list has changed since it was made.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly List<T> _list;
        private readonly int _version;
        private int _index;
        private T? _current;

        internal Enumerator(List<T> list)
        {
            _list = list;
            _version = list._version;
        }

        public readonly T Current => _current!;

        readonly object? IEnumerator.Current
        {
            get
            {
                if (_index <= 0)
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
            List<T> list = _list;
            if (_version == list._version)
            {
                if ((uint)_index < (uint)list._size)
                {
                    _current = list._items[_index++];
                    return true;
                }
                _current = default;
                _index = -1;
                return false;
            }

            ThrowHelper.ThrowCollectionModified();
            return false;
        }

        void IEnumerator.Reset()
        {
            if (_version != _list._version)
                ThrowHelper.ThrowCollectionModified();
            _index = 0;
            _current = default;
        }
    }
}

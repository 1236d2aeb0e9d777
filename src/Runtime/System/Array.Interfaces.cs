using System.Collections;

namespace System;

public abstract partial class Array : ICloneable, IList, IStructuralComparable, IStructuralEquatable
{
    public bool IsFixedSize => true;

    public bool IsReadOnly => false;

    public bool IsSynchronized => false;

    public object SyncRoot => this;

    int ICollection.Count => Length;

    object? IList.this[int index]
    {
        get => GetValue(index);
        set => SetValue(value, index);
    }

    public IEnumerator GetEnumerator() => new ArrayEnumerator(this);

    int IList.Add(object? value)
    {
        ThrowHelper.ThrowFixedSizeCollection();
        return -1;
    }

    void IList.Clear() => Clear(this);

    bool IList.Contains(object? value) => IndexOf(this, value) >= 0;

    int IList.IndexOf(object? value) => IndexOf(this, value);

    void IList.Insert(int index, object? value) => ThrowHelper.ThrowFixedSizeCollection();

    void IList.Remove(object? value) => ThrowHelper.ThrowFixedSizeCollection();

    void IList.RemoveAt(int index) => ThrowHelper.ThrowFixedSizeCollection();

    /// <summary>The first index of an equal item in a one-dimensional array, or -1.</summary>
    public static int IndexOf(Array array, object? value)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (array.Rank != 1)
            throw new RankException("Only single dimension arrays are supported here.");
        for (int i = 0; i < array.Length; i++)
        {
            if (Equals(value, array.ReadElement(i)))
                return i;
        }
        return -1;
    }

    bool IStructuralEquatable.Equals(object? other, IEqualityComparer comparer)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is not Array array || array.Length != Length)
            return false;
        for (int i = 0; i < Length; i++)
        {
            if (!comparer.Equals(GetValue(i), array.GetValue(i)))
                return false;
        }
        return true;
    }

    int IStructuralEquatable.GetHashCode(IEqualityComparer comparer)
    {
        ArgumentNullException.ThrowIfNull(comparer);
        HashCode hash = default;
        // The last eight tell arrays apart well enough.
        for (int i = Length >= 8 ? Length - 8 : 0; i < Length; i++)
            hash.Add(comparer.GetHashCode(GetValue(i)!));
        return hash.ToHashCode();
    }

    int IStructuralComparable.CompareTo(object? other, IComparer comparer)
    {
        if (other is null)
            return 1;
        if (other is not Array array || array.Length != Length)
            throw new ArgumentException("The object is not an array with the same number of elements as the array to compare it to.", nameof(other));
        for (int i = 0; i < Length; i++)
        {
            int order = comparer.Compare(GetValue(i), array.GetValue(i));
            if (order != 0)
                return order;
        }
        return 0;
    }

    /// <summary>A cursor over any array, item by item in memory order.</summary>
    private sealed class ArrayEnumerator(Array array) : IEnumerator, ICloneable
    {
        private readonly Array _array = array;
        private int _index = -1;

        public object? Current
        {
            get
            {
                if (_index < 0)
                    ThrowHelper.ThrowEnumerationNotStarted();
                if (_index >= _array.Length)
                    ThrowHelper.ThrowEnumerationEnded();
                return _array.ReadElement(_index);
            }
        }

        public object Clone() => MemberwiseClone();

        public bool MoveNext()
        {
            if (_index < _array.Length)
                _index++;
            return _index < _array.Length;
        }

        public void Reset() => _index = -1;
    }
}

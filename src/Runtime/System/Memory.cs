using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System;

/// <summary>A run of elements of an array that can be kept on the heap and turned into a span when it is used.</summary>
// SAFETY: the object is null, a T[] (of exactly that element type when it can be written) or, for characters, a string; start and length were
// checked against it when the memory was made.
public readonly struct Memory<T> : IEquatable<Memory<T>>
{
    internal readonly object? _object;
    internal readonly int _start;
    internal readonly int _length;

    public Memory(T[]? array)
    {
        if (array is null)
            return;
        if (!typeof(T).IsValueType && array.GetType() != typeof(T[]))
            ThrowHelper.ThrowArrayTypeMismatchException();
        _object = array;
        _length = array.Length;
    }

    public Memory(T[]? array, int start, int length)
    {
        if (array is null)
        {
            if (start != 0 || length != 0)
                ThrowHelper.ThrowArgumentOutOfRange();
            return;
        }
        if (!typeof(T).IsValueType && array.GetType() != typeof(T[]))
            ThrowHelper.ThrowArrayTypeMismatchException();
        if ((ulong)(uint)start + (uint)length > (uint)array.Length)
            ThrowHelper.ThrowArgumentOutOfRange();
        _object = array;
        _start = start;
        _length = length;
    }

    internal Memory(object? target, int start, int length)
    {
        _object = target;
        _start = start;
        _length = length;
    }

    public static Memory<T> Empty => default;

    public int Length => _length;

    public bool IsEmpty => _length == 0;

    public Span<T> Span
    {
        get
        {
            if (_object is null)
                return default;
            if (typeof(T) == typeof(char) && _object.GetType() == typeof(string))
            {
                ref char first = ref Unsafe.As<string>(_object).GetRawStringData();
                return new Span<T>(ref Unsafe.Add(ref Unsafe.As<char, T>(ref first), _start), _length);
            }

            return new Span<T>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<T[]>(_object)), _start), _length);
        }
    }

    public static implicit operator Memory<T>(T[]? array) => new(array);

    public static implicit operator Memory<T>(ArraySegment<T> segment) => new(segment.Array, segment.Offset, segment.Count);

    public static implicit operator ReadOnlyMemory<T>(Memory<T> memory) => new(memory._object, memory._start, memory._length);

    public Memory<T> Slice(int start)
    {
        if ((uint)start > (uint)_length)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(start));
        return new Memory<T>(_object, _start + start, _length - start);
    }

    public Memory<T> Slice(int start, int length)
    {
        if ((ulong)(uint)start + (uint)length > (uint)_length)
            ThrowHelper.ThrowArgumentOutOfRange();
        return new Memory<T>(_object, _start + start, length);
    }

    public void CopyTo(Memory<T> destination) => Span.CopyTo(destination.Span);

    public bool TryCopyTo(Memory<T> destination) => Span.TryCopyTo(destination.Span);

    public T[] ToArray() => Span.ToArray();

    public override string ToString()
    {
        if (typeof(T) == typeof(char))
            return _object is string text && _start == 0 && _length == text.Length ? text : Span.ToString();
        return string.Concat("System.Memory<", typeof(T).Name, ">[", _length.ToString() + "]");
    }

    public bool Equals(Memory<T> other) => ReferenceEquals(_object, other._object) && _start == other._start && _length == other._length;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ReadOnlyMemory<T> readOnly ? readOnly.Equals(this) : obj is Memory<T> other && Equals(other);

    public override int GetHashCode() =>
        _object is null ? 0 : (RuntimeHelpers.GetHashCode(_object) * 31 + _start) * 31 + _length;
}

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System.Text;

/// <summary>Text that is changed in place: one array of UTF-16 units that doubles when it is full.</summary>
/// <remarks>
/// Unlike .NET's, which is a list of chunks, the whole text is one chunk: reading by index and inserting are fast, and capacities beyond
/// 8,000 units grow by doubling. Not safe for several threads.
/// </remarks>
// SAFETY: 0 <= _length <= _units.Length always; units are written only below _units.Length.
public sealed partial class StringBuilder
{
    private const int DefaultCapacity = 16;

    private char[] _units;
    private int _length;
    private readonly int _maxCapacity;

    public StringBuilder()
    {
        _maxCapacity = int.MaxValue;
        _units = new char[DefaultCapacity];
    }

    public StringBuilder(int capacity) : this(capacity, int.MaxValue)
    {
    }

    public StringBuilder(string? value) : this(value, DefaultCapacity)
    {
    }

    public StringBuilder(string? value, int capacity) : this(value, 0, value is null ? 0 : value.Length, capacity)
    {
    }

    public StringBuilder(string? value, int startIndex, int length, int capacity)
    {
        ThrowHelper.CheckNotNegative(capacity, nameof(capacity));
        ThrowHelper.CheckNotNegative(length, nameof(length));
        ThrowHelper.CheckNotNegative(startIndex, nameof(startIndex));
        value ??= "";
        if (startIndex > value.Length - length)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(length), "Index and length must refer to a location within the string.");

        _maxCapacity = int.MaxValue;
        _units = new char[Math.Max(capacity == 0 ? DefaultCapacity : capacity, length)];
        value.AsSpan(startIndex, length).CopyTo(_units);
        _length = length;
    }

    public StringBuilder(int capacity, int maxCapacity)
    {
        if (capacity > maxCapacity)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(capacity), "Capacity exceeds maximum capacity.");
        ThrowHelper.CheckNotNegative(capacity, nameof(capacity));
        if (maxCapacity < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(maxCapacity), maxCapacity, "maxCapacity ('" + maxCapacity.ToString() + "') must be a non-negative and non-zero value.");
        }

        _maxCapacity = maxCapacity;
        _units = new char[capacity == 0 ? Math.Min(DefaultCapacity, maxCapacity) : capacity];
    }

    public int MaxCapacity => _maxCapacity;

    public int Capacity
    {
        get => _units.Length;
        set
        {
            ThrowHelper.CheckNotNegative(value, nameof(value));
            if (value > _maxCapacity)
                ThrowHelper.ThrowArgumentOutOfRange(nameof(value), "Capacity exceeds maximum capacity.");
            if (value < _length)
                ThrowHelper.ThrowArgumentOutOfRange(nameof(value), "capacity was less than the current size.");
            if (value != _units.Length)
                Resize(value);
        }
    }

    public int Length
    {
        get => _length;
        set
        {
            ThrowHelper.CheckNotNegative(value, nameof(value));
            if (value > _maxCapacity)
                ThrowHelper.ThrowArgumentOutOfRange(nameof(value), "capacity was less than the current size.");
            if (value > _length)
                Append('\0', value - _length);
            else
                _length = value;
        }
    }

    [IndexerName("Chars")]
    public char this[int index]
    {
        get
        {
            if ((uint)index >= (uint)_length)
                ThrowHelper.ThrowIndexOutOfRangeException();
            return _units[index];
        }
        set
        {
            if ((uint)index >= (uint)_length)
                ThrowHelper.ThrowIndexLess(nameof(index));
            _units[index] = value;
        }
    }

    public int EnsureCapacity(int capacity)
    {
        ThrowHelper.CheckNotNegative(capacity, nameof(capacity));
        if (capacity > _units.Length)
            Capacity = capacity;
        return _units.Length;
    }

    public StringBuilder Clear()
    {
        _length = 0;
        return this;
    }

    public override string ToString() => string.FromSpan(ref MemoryMarshal.GetArrayDataReference(_units), _length);

    public string ToString(int startIndex, int length)
    {
        ThrowHelper.CheckNotNegative(startIndex, nameof(startIndex));
        if (startIndex > _length)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(startIndex), "startIndex cannot be larger than length of string.");
        ThrowHelper.CheckNotNegative(length, nameof(length));
        if (startIndex > _length - length)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(length), "Index and length must refer to a location within the string.");
        return new string(_units, startIndex, length);
    }

    public void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count)
    {
        ThrowHelper.CheckNotNull(destination, nameof(destination));
        ThrowHelper.CheckNotNegative(destinationIndex, nameof(destinationIndex));
        if (destinationIndex > destination.Length - count)
        {
            ThrowHelper.ThrowArgument(
                "Either offset did not refer to a position in the string, or there is an insufficient length of destination character array.");
        }

        CopyTo(sourceIndex, destination.AsSpan(destinationIndex), count);
    }

    public void CopyTo(int sourceIndex, Span<char> destination, int count)
    {
        ThrowHelper.CheckNotNegative(count, nameof(count));
        if ((uint)sourceIndex > (uint)_length)
            ThrowHelper.ThrowIndexLessOrEqual(nameof(sourceIndex));
        if (sourceIndex > _length - count)
            ThrowHelper.ThrowArgument("Source string was not long enough. Check sourceIndex and count.");
        Written.Slice(sourceIndex, count).CopyTo(destination);
    }

    public bool Equals([NotNullWhen(true)] StringBuilder? sb) =>
        sb is not null && _length == sb._length && _maxCapacity == sb._maxCapacity && Written.SequenceEqual(sb.Written);

    public bool Equals(ReadOnlySpan<char> span) => Written.SequenceEqual(span);

    /// <summary>The text in pieces; here always one.</summary>
    public ChunkEnumerator GetChunks() => new(this);

    private ReadOnlySpan<char> Written => new(ref MemoryMarshal.GetArrayDataReference(_units), _length);

    /// <summary>Makes room for more units at the end. The name is that of the parameter which .NET blames.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int additional, string parameter)
    {
        long needed = (long)_length + additional;
        if (needed > _maxCapacity)
        {
            if (parameter == "requiredLength")
                ThrowHelper.ThrowArgumentOutOfRange(parameter, "capacity was less than the current size.");
            ThrowHelper.ThrowArgumentOutOfRange(parameter, "The length cannot be greater than the capacity.");
        }

        if (needed > string.MaxLength)
            ThrowHelper.ThrowOutOfMemoryException();
        long larger = Math.Min(Math.Min(Math.Max(needed, (long)_units.Length * 2), _maxCapacity), string.MaxLength);
        Resize((int)larger);
    }

    private void Resize(int capacity)
    {
        char[] larger = GC.AllocateUninitializedArray<char>(capacity);
        Written.CopyTo(larger);
        _units = larger;
    }

    /// <summary>Walks the pieces of a builder.</summary>
    public struct ChunkEnumerator
    {
        private readonly StringBuilder _builder;
        private bool _started;

        internal ChunkEnumerator(StringBuilder builder) => _builder = builder;

        public readonly ReadOnlyMemory<char> Current
        {
            get
            {
                if (!_started)
                    throw new InvalidOperationException("Enumeration has either not started or has already finished.");
                return new ReadOnlyMemory<char>(_builder._units, 0, _builder._length);
            }
        }

        public readonly ChunkEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_started)
                return false;
            return _started = true;
        }
    }
}

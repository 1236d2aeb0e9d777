namespace Internal.Runtime.Memory;

/// <summary>Sizes of objects, and where their references are: reads MethodTables and the GC descriptors before them.</summary>
/// <remarks>
/// A descriptor lies before its MethodTable, growing down. n > 0 at [-1]: n pairs (bytes - object size, offset), each a run of
/// references. n &lt; 0: an array whose elements hold -n runs (count, skip), from the offset at [-2] on. SAFETY: an object address handed in is an
/// object's, so its first word is a MethodTable.
/// </remarks>
internal static unsafe class ObjectLayout
{
    internal const nuint HeaderBytes = 8;

    internal static MethodTable* TypeOf(byte* target) => *(MethodTable**)target;

    /// <summary>Bytes of the object with its header, not rounded.</summary>
    internal static nuint SizeOf(byte* target)
    {
        MethodTable* type = TypeOf(target);
        nuint size = type->BaseSize;
        if (type->HasComponentSize)
            size += (nuint)(*(uint*)(target + sizeof(nint))) * type->ComponentSize;
        return size;
    }

    /// <summary>A walk over the references of one object; a struct with no virtual calls, since the collector must not dispatch.</summary>
    internal ref struct References
    {
        private byte* _next;
        private byte* _runEnd;
        private nint* _series;
        private nint _remaining;
        private readonly byte* _object;
        private readonly nuint _size;
        private readonly nint _patternLength;
        private nint _patternIndex;
        private readonly byte* _end;

        public References(byte* target)
        {
            _object = target;
            MethodTable* type = TypeOf(target);
            _size = SizeOf(target);
            nint* descriptor = (nint*)type;
            nint count = descriptor[-1];
            if (count > 0)
            {
                _series = descriptor - 1;
                _remaining = count;
            }
            else
            {
                _series = descriptor - 2;
                _patternLength = -count;
                _next = target + *_series;
                _runEnd = _next;
                // The size counts the header, which lies before the object's address.
                _end = target + _size - HeaderBytes;
            }
        }

        /// <summary>The next run of references: first and end. False when there is none.</summary>
        public bool TryNextRun(out nint* first, out nint* end)
        {
            if (_patternLength == 0)
                return TryNextSeries(out first, out end);

            if (_next >= _end)
            {
                first = end = null;
                return false;
            }
            uint* item = (uint*)(_series - 1 - _patternIndex);
            first = (nint*)_next;
            end = first + item[0];
            _next = (byte*)end + item[1];
            if (++_patternIndex == _patternLength)
                _patternIndex = 0;
            return true;
        }

        private bool TryNextSeries(out nint* first, out nint* end)
        {
            if (_remaining == 0)
            {
                first = end = null;
                return false;
            }
            _remaining--;
            nint offset = _series[-1];
            nuint bytes = (nuint)_series[-2] + _size;
            _series -= 2;
            first = (nint*)(_object + offset);
            end = (nint*)((byte*)first + bytes);
            return true;
        }
    }
}

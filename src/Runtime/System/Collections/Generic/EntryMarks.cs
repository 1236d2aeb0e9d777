namespace System.Collections.Generic;

/// <summary>One bit for each entry of a table.</summary>
internal readonly struct EntryMarks(int count)
{
    private readonly uint[] _bits = new uint[(count + 31) >> 5];

    /// <summary>True when the bit was not set before; places past the count are left unmarked.</summary>
    internal bool Mark(int index)
    {
        if ((uint)(index >> 5) >= (uint)_bits.Length)
            return false;
        ref uint word = ref _bits[index >> 5];
        uint bit = 1u << (index & 31);
        bool isNew = (word & bit) == 0;
        word |= bit;
        return isNew;
    }

    internal bool IsMarked(int index) =>
        (uint)(index >> 5) < (uint)_bits.Length && (_bits[index >> 5] & (1u << (index & 31))) != 0;
}

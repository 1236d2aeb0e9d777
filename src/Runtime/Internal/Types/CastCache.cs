using System.Runtime.CompilerServices;
using System.Threading;

namespace Internal.Runtime;

/// <summary>Remembers the answers of casts that need more than a look along the base types or the interfaces.</summary>
/// <remarks>
/// Direct-mapped. An entry is one word, so that no reader sees half of one: the low halves of both addresses, with the answer in the lowest
/// bit, which no MethodTable's address has set. All MethodTables lie in the image, which is smaller than 4 GiB, so their low halves differ.
/// Locks: none; the last writer wins. SAFETY: the index has Bits bits, so it lies within the table; addresses are compared, never followed.
/// </remarks>
internal static unsafe class CastCache
{
    private const int Bits = 7;

    private struct Table
    {
        public fixed ulong Entries[1 << Bits];
    }

    private static Table s_table;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Key(MethodTable* source, MethodTable* target) => ((ulong)source << 32) | (uint)target;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref ulong Entry(ulong key) => ref s_table.Entries[(key * 0x9E37_79B9_7F4A_7C15) >> (64 - Bits)];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryGet(MethodTable* source, MethodTable* target, out bool result)
    {
        ulong key = Key(source, target);
        ulong entry = Volatile.Read(ref Entry(key));
        result = (entry & 1) != 0;
        return (entry & ~1UL) == key;
    }

    internal static void Set(MethodTable* source, MethodTable* target, bool result)
    {
        ulong key = Key(source, target);
        Volatile.Write(ref Entry(key), result ? key | 1 : key);
    }
}

namespace Diesis.Platform.Memory.Paging;

/// <summary>A process-context identifier (PCID, 12 bits) and the generation in which it was given out.</summary>
internal struct AddressSpaceId
{
    internal ulong Generation;
    internal ushort Number;
}

/// <summary>
/// Gives the address spaces that a processor runs the few identifiers that its TLB has, so that a switch need not flush. When none is
/// left a new generation begins: everything is flushed once, and identifiers of older generations are void.
/// </summary>
/// <remarks>One for each processor; 0 is the kernel's. With one identifier or none (no PCID) every switch flushes. Not synchronized.</remarks>
internal struct AddressSpaceIds(int count)
{
    private readonly int _count = count < 1 ? 1 : count;
    private ulong _generation = 1;
    private int _next = 1;

    internal readonly ulong Generation => _generation;

    /// <summary>Makes an identifier valid for this processor.</summary>
    /// <param name="id">The address space's identifier here; changed when it is of an older generation.</param>
    /// <param name="flush">What has to be flushed before it is used.</param>
    internal void Activate(ref AddressSpaceId id, out AddressSpaceFlush flush)
    {
        flush = AddressSpaceFlush.None;
        if (_count == 1)
        {
            id.Number = 0;
            id.Generation = _generation;
            flush = AddressSpaceFlush.Everything;
            return;
        }
        if (id.Generation == _generation)
            return;
        if (_next == _count)
        {
            _generation++;
            _next = 1;
            flush = AddressSpaceFlush.Everything;
        }
        id.Number = (ushort)_next++;
        id.Generation = _generation;
    }

    /// <summary>Makes an identifier void, so that the next activation takes a fresh one: cheaper than flushing pages that may be many.</summary>
    internal static void Forget(ref AddressSpaceId id) => id.Generation = 0;
}

/// <summary>What an activation demands of the processor's TLB.</summary>
internal enum AddressSpaceFlush
{
    None,

    /// <summary>All translations that are not global.</summary>
    Everything,
}

namespace Diesis.Platform.Memory.Physical;

/// <summary>Memory before there are frames: takes pieces from the top of usable ranges and notes that in the map. Nothing is given back.</summary>
internal static class BootAllocator
{
    /// <summary>Takes memory, from the highest usable range that has it.</summary>
    /// <param name="bytes">Rounded up to whole pages.</param>
    /// <param name="alignment">A power of two; at least a page is used.</param>
    /// <param name="limit">The piece ends at or below this address.</param>
    /// <returns>The physical address, or 0 when no range has room (page 0 is never given out).</returns>
    internal static ulong Allocate(ref MemoryMap map, ulong bytes, ulong alignment, ulong limit)
    {
        const ulong PageBytes = FrameNumber.FrameBytes;
        if (bytes == 0 || bytes > MemoryMap.AddressLimit)
            return 0;
        bytes = (bytes + PageBytes - 1) & ~(PageBytes - 1);
        if (alignment < PageBytes)
            alignment = PageBytes;
        for (int i = map.Count - 1; i >= 0; i--)
        {
            MemoryRange range = map[i];
            if (range.Kind != MemoryKind.Usable)
                continue;
            ulong end = range.End < limit ? range.End : limit;
            if (end < bytes)
                continue;
            ulong start = (end - bytes) & ~(alignment - 1);
            if (start < range.Start || start == 0)
                continue;
            return map.Mark(start, start + bytes, MemoryKind.BootAllocated) ? start : 0;
        }
        return 0;
    }
}

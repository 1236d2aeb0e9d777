using System;

namespace Diesis.Platform.Boot;

/// <summary>A range of physical memory that parsers may read: everything is checked against its bounds.</summary>
/// <remarks>SAFETY: whoever makes a window vouches for its bytes; every read is checked to lie within.</remarks>
internal readonly unsafe struct PhysicalWindow(byte* memory, ulong first, ulong length)
{
    /// <param name="address">Physical.</param>
    internal bool Contains(ulong address, ulong bytes) =>
        address >= first && address - first <= length && bytes <= length - (address - first);

    /// <summary>Copies a structure out; false when it is not whole within the window.</summary>
    internal bool TryRead<T>(ulong address, out T value)
        where T : unmanaged
    {
        if (!Contains(address, (ulong)sizeof(T)))
        {
            value = default;
            return false;
        }
        value = *(T*)(memory + (address - first));
        return true;
    }

    /// <summary>The bytes themselves, which the loader left there and nobody changes; false when they are not whole within the window.</summary>
    internal bool TryGetBytes(ulong address, ulong bytes, out ReadOnlySpan<byte> content)
    {
        if (bytes > int.MaxValue || !Contains(address, bytes))
        {
            content = default;
            return false;
        }
        content = new ReadOnlySpan<byte>(memory + (address - first), (int)bytes);
        return true;
    }

    /// <summary>The bytes before the first zero, or before the limit or the window's end if none comes earlier.</summary>
    internal ReadOnlySpan<byte> Text(ulong address, int limit)
    {
        if (!Contains(address, 0))
            return default;
        ulong left = length - (address - first);
        byte* start = memory + (address - first);
        int count = left < (ulong)limit ? (int)left : limit;
        for (int i = 0; i < count; i++)
        {
            if (start[i] == 0)
                return new ReadOnlySpan<byte>(start, i);
        }
        return new ReadOnlySpan<byte>(start, count);
    }
}

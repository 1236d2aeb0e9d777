using Diesis.Core.Files;
using Diesis.Platform.Users;

namespace Diesis.Core.Memory;

/// <summary>Where a mapping may go.</summary>
public enum MapPlacement
{
    /// <summary>At the address if there is room, else anywhere; 0 for no wish.</summary>
    Hint,

    /// <summary>At the address, in place of what is there (MAP_FIXED).</summary>
    Replace,

    /// <summary>At the address if nothing is there (MAP_FIXED_NOREPLACE).</summary>
    IfFree,

    /// <summary>In the second GiB (MAP_32BIT).</summary>
    Low,
}

/// <summary>What <see cref="AddressSpace.Map"/> is to map.</summary>
public struct MapParameters
{
    public UserAddress Address { get; set; }

    /// <summary>Any length; it is rounded up to whole pages.</summary>
    public ulong Bytes { get; set; }

    public MapPlacement Placement { get; set; }

    /// <summary>What the program may do with it.</summary>
    public UserAccess Access { get; set; }

    public MapSharing Sharing { get; set; }

    /// <summary>Null for anonymous memory. The mapping takes references of its own.</summary>
    public OpenFile? File { get; set; }

    /// <summary>Bytes from the file's start: a multiple of the page size.</summary>
    public long Offset { get; set; }

    /// <summary>Shared memory, in the place of a file.</summary>
    public SharedMemory? Memory { get; set; }

    /// <summary>Shown in /proc/PID/maps where there is no file; null for none.</summary>
    public string? Name { get; set; }

    /// <summary>Further properties: GrowsDown, NoReserve, Locked, LockOnFault, Sealed.</summary>
    public MappingFlags Extra { get; set; }
}

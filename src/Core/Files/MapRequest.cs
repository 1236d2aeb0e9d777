using System;
using Diesis.Platform.Memory;
using Diesis.Platform.Users;

namespace Diesis.Core.Files;

/// <summary>Whether writes to a mapping reach the file.</summary>
public enum MapSharing
{
    Private,
    Shared,
}

/// <summary>What a file offers to be mapped.</summary>
public enum MapSource
{
    /// <summary>The file has not said yet.</summary>
    None,

    /// <summary>The pages of the inode's page cache.</summary>
    Pages,

    /// <summary>Fresh memory of zeros, as /dev/zero gives.</summary>
    Anonymous,

    /// <summary>Frames of a device, in a row from <see cref="MapRequest.FirstFrame"/>.</summary>
    Device,
}

/// <summary>A question to a file that is to be mapped (mmap(2)), with room for the answer.</summary>
public struct MapRequest(long offset, nuint length, UserAccess access, MapSharing sharing)
{
    /// <summary>Bytes from the file's start: a multiple of the page size.</summary>
    public long Offset { get; } = offset;

    /// <summary>Bytes.</summary>
    public nuint Length { get; } = length;

    public UserAccess Access { get; } = access;

    public MapSharing Sharing { get; } = sharing;

    /// <summary>What mprotect(2) may add later, which the file may narrow: a shared mapping of a file that is open for reading is never writable.</summary>
    public UserAccess MaximumAccess { get; set; } = UserAccess.Read | UserAccess.Write | UserAccess.Execute;

    public MapSource Source { get; set; } = MapSource.None;

    /// <summary>For <see cref="MapSource.Device"/>.</summary>
    public FrameNumber FirstFrame { get; set; } = FrameNumber.None;
}

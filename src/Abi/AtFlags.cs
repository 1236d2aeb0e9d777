using System;

namespace Diesis.Abi;

/// <summary>Flags of the calls whose names end in "at".</summary>
[Flags]
public enum AtFlags : uint
{
    None = 0,
    AT_SYMLINK_NOFOLLOW = 0x100,

    /// <summary>faccessat2(2): use the effective ids.</summary>
    AT_EACCESS = 0x200,

    /// <summary>unlinkat(2).</summary>
    AT_REMOVEDIR = 0x200,
    AT_SYMLINK_FOLLOW = 0x400,
    AT_NO_AUTOMOUNT = 0x800,
    AT_EMPTY_PATH = 0x1000,
    AT_STATX_FORCE_SYNC = 0x2000,
    AT_STATX_DONT_SYNC = 0x4000,
    AT_STATX_SYNC_TYPE = 0x6000,
    AT_RECURSIVE = 0x8000,
}

/// <summary>Stands for the working directory where a directory's descriptor is asked for.</summary>
public static class AtDescriptors
{
    public const int AT_FDCWD = -100;
}

/// <summary>What access(2) asks for.</summary>
[Flags]
public enum AccessModes : uint
{
    F_OK = 0,
    X_OK = 1,
    W_OK = 2,
    R_OK = 4,
}

/// <summary>Flags of renameat2(2).</summary>
[Flags]
public enum RenameFlags : uint
{
    None = 0,
    RENAME_NOREPLACE = 1,
    RENAME_EXCHANGE = 2,
    RENAME_WHITEOUT = 4,
}

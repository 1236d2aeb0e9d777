using System;

namespace Diesis.Abi;

/// <summary>Flags of mount(2).</summary>
[Flags]
public enum MountFlags : ulong
{
    None = 0,
    MS_RDONLY = 1,
    MS_NOSUID = 2,
    MS_NODEV = 4,
    MS_NOEXEC = 8,
    MS_SYNCHRONOUS = 0x10,
    MS_REMOUNT = 0x20,
    MS_MANDLOCK = 0x40,
    MS_DIRSYNC = 0x80,
    MS_NOSYMFOLLOW = 0x100,
    MS_NOATIME = 0x400,
    MS_NODIRATIME = 0x800,
    MS_BIND = 0x1000,
    MS_MOVE = 0x2000,
    MS_REC = 0x4000,
    MS_SILENT = 0x8000,
    MS_POSIXACL = 0x1_0000,
    MS_UNBINDABLE = 0x2_0000,
    MS_PRIVATE = 0x4_0000,
    MS_SLAVE = 0x8_0000,
    MS_SHARED = 0x10_0000,
    MS_RELATIME = 0x20_0000,
    MS_I_VERSION = 0x80_0000,
    MS_STRICTATIME = 0x100_0000,
    MS_LAZYTIME = 0x200_0000,
    MS_MGC_VAL = 0xc0ed_0000,
    MS_MGC_MSK = 0xffff_0000,

    /// <summary>What belongs to a mount rather than to its file system.</summary>
    PerMount = MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_NOSYMFOLLOW | MS_NOATIME | MS_NODIRATIME | MS_RELATIME,

    /// <summary>The kinds of propagation.</summary>
    Propagation = MS_UNBINDABLE | MS_PRIVATE | MS_SLAVE | MS_SHARED,
}

/// <summary>Flags of umount2(2).</summary>
[Flags]
public enum UnmountFlags : uint
{
    None = 0,
    MNT_FORCE = 1,
    MNT_DETACH = 2,
    MNT_EXPIRE = 4,
    UMOUNT_NOFOLLOW = 8,
    Known = 0xf,
}

/// <summary>Flags of setxattr(2).</summary>
[Flags]
public enum XattrFlags : uint
{
    None = 0,
    XATTR_CREATE = 1,
    XATTR_REPLACE = 2,
}

using System;

namespace Diesis.Abi;

/// <summary>A file's type and permissions (inode(7)).</summary>
[Flags]
public enum FileMode : uint
{
    None = 0,
    S_IFMT = 0xf000,
    S_IFSOCK = 0xc000,
    S_IFLNK = 0xa000,
    S_IFREG = 0x8000,
    S_IFBLK = 0x6000,
    S_IFDIR = 0x4000,
    S_IFCHR = 0x2000,
    S_IFIFO = 0x1000,
    S_ISUID = 0x800,
    S_ISGID = 0x400,
    S_ISVTX = 0x200,
    S_IRWXU = 0x1c0,
    S_IRUSR = 0x100,
    S_IWUSR = 0x80,
    S_IXUSR = 0x40,
    S_IRWXG = 0x38,
    S_IRGRP = 0x20,
    S_IWGRP = 0x10,
    S_IXGRP = 8,
    S_IRWXO = 7,
    S_IROTH = 4,
    S_IWOTH = 2,
    S_IXOTH = 1,

    /// <summary>Any of the three execute bits.</summary>
    AnyExecute = S_IXUSR | S_IXGRP | S_IXOTH,

    /// <summary>What umask(2) applies to.</summary>
    Permissions = S_IRWXU | S_IRWXG | S_IRWXO,

    /// <summary>What chmod(2) can change.</summary>
    Changeable = S_ISUID | S_ISGID | S_ISVTX | Permissions,
}

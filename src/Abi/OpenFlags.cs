using System;

namespace Diesis.Abi;

/// <summary>Flags of open(2) and fcntl(2) F_SETFL, with Linux's values for x86-64.</summary>
[Flags]
public enum OpenFlags : uint
{
    O_RDONLY = 0,
    O_WRONLY = 1,
    O_RDWR = 2,
    O_ACCMODE = 3,
    O_CREAT = 0x40,
    O_EXCL = 0x80,
    O_NOCTTY = 0x100,
    O_TRUNC = 0x200,
    O_APPEND = 0x400,
    O_NONBLOCK = 0x800,
    O_DSYNC = 0x1000,
    FASYNC = 0x2000,
    O_DIRECT = 0x4000,
    O_LARGEFILE = 0x8000,
    O_DIRECTORY = 0x1_0000,
    O_NOFOLLOW = 0x2_0000,
    O_NOATIME = 0x4_0000,
    O_CLOEXEC = 0x8_0000,
    O_SYNC = 0x10_1000,
    O_PATH = 0x20_0000,
    O_TMPFILE_BIT = 0x40_0000,
    O_TMPFILE = O_TMPFILE_BIT | O_DIRECTORY,

    /// <summary>All that open(2) knows; openat2(2) refuses others.</summary>
    Known = O_ACCMODE | O_CREAT | O_EXCL | O_NOCTTY | O_TRUNC | O_APPEND | O_NONBLOCK | FASYNC | O_DIRECT | O_LARGEFILE | O_DIRECTORY |
        O_NOFOLLOW | O_NOATIME | O_CLOEXEC | O_SYNC | O_PATH | O_TMPFILE_BIT,

    /// <summary>What F_SETFL can change.</summary>
    Settable = O_APPEND | O_NONBLOCK | FASYNC | O_DIRECT | O_NOATIME,
}

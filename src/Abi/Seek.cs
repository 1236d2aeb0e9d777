using System;

namespace Diesis.Abi;

/// <summary>What lseek(2) counts from.</summary>
public enum SeekOrigin
{
    SEEK_SET = 0,
    SEEK_CUR = 1,
    SEEK_END = 2,
    SEEK_DATA = 3,
    SEEK_HOLE = 4,
}

/// <summary>Modes of fallocate(2).</summary>
[Flags]
public enum FallocateMode : uint
{
    None = 0,
    FALLOC_FL_KEEP_SIZE = 1,
    FALLOC_FL_PUNCH_HOLE = 2,
    FALLOC_FL_NO_HIDE_STALE = 4,
    FALLOC_FL_COLLAPSE_RANGE = 8,
    FALLOC_FL_ZERO_RANGE = 0x10,
    FALLOC_FL_INSERT_RANGE = 0x20,
    FALLOC_FL_UNSHARE_RANGE = 0x40,
}

/// <summary>Flags of preadv2(2) and pwritev2(2).</summary>
[Flags]
public enum ReadWriteFlags : uint
{
    None = 0,
    RWF_HIPRI = 1,
    RWF_DSYNC = 2,
    RWF_SYNC = 4,
    RWF_NOWAIT = 8,
    RWF_APPEND = 0x10,
    Known = 0x1f,
}

/// <summary>Flags of splice(2), tee(2) and vmsplice(2).</summary>
[Flags]
public enum SpliceFlags : uint
{
    None = 0,
    SPLICE_F_MOVE = 1,
    SPLICE_F_NONBLOCK = 2,
    SPLICE_F_MORE = 4,
    SPLICE_F_GIFT = 8,
    Known = 0xf,
}

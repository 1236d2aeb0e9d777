using System;
using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>struct statx_timestamp.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct StatxTimestamp
{
    public long tv_sec;
    public uint tv_nsec;
    public int __reserved;
}

/// <summary>struct statx (statx(2)): 256 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Statx
{
    public StatxMask stx_mask;
    public uint stx_blksize;
    public StatxAttributes stx_attributes;
    public uint stx_nlink;
    public uint stx_uid;
    public uint stx_gid;
    public ushort stx_mode;
    public ushort __spare0;
    public ulong stx_ino;
    public ulong stx_size;
    public ulong stx_blocks;
    public StatxAttributes stx_attributes_mask;
    public StatxTimestamp stx_atime;
    public StatxTimestamp stx_btime;
    public StatxTimestamp stx_ctime;
    public StatxTimestamp stx_mtime;
    public uint stx_rdev_major;
    public uint stx_rdev_minor;
    public uint stx_dev_major;
    public uint stx_dev_minor;
    public ulong stx_mnt_id;
    public uint stx_dio_mem_align;
    public uint stx_dio_offset_align;
    public ulong __spare3_0;
    public ulong __spare3_1;
    public ulong __spare3_2;
    public ulong __spare3_3;
    public ulong __spare3_4;
    public ulong __spare3_5;
    public ulong __spare3_6;
    public ulong __spare3_7;
    public ulong __spare3_8;
    public ulong __spare3_9;
    public ulong __spare3_10;
    public ulong __spare3_11;
}

/// <summary>What statx(2) was asked for and has filled in.</summary>
[Flags]
public enum StatxMask : uint
{
    STATX_BASIC_STATS = 0x7ff,
    STATX_BTIME = 0x800,
    STATX_MNT_ID = 0x1000,
    STATX_DIOALIGN = 0x2000,
    STATX__RESERVED = 0x8000_0000,
}

[Flags]
public enum StatxAttributes : ulong
{
    None = 0,
    STATX_ATTR_IMMUTABLE = 0x10,
    STATX_ATTR_APPEND = 0x20,
    STATX_ATTR_AUTOMOUNT = 0x1000,
    STATX_ATTR_MOUNT_ROOT = 0x2000,
}

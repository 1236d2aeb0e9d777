using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>struct statfs of x86-64 (statfs(2)): 120 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct StatFs
{
    public FileSystemMagic f_type;
    public long f_bsize;
    public ulong f_blocks;
    public ulong f_bfree;
    public ulong f_bavail;
    public ulong f_files;
    public ulong f_ffree;
    public int f_fsid_0;
    public int f_fsid_1;
    public long f_namelen;
    public long f_frsize;
    public StatFsFlags f_flags;
    public long f_spare_0;
    public long f_spare_1;
    public long f_spare_2;
    public long f_spare_3;
}

/// <summary>What statfs(2) says of a mount; ST_VALID tells the C library that the rest holds.</summary>
[System.Flags]
public enum StatFsFlags : long
{
    ST_RDONLY = 1,
    ST_NOSUID = 2,
    ST_NODEV = 4,
    ST_NOEXEC = 8,
    ST_SYNCHRONOUS = 0x10,
    ST_VALID = 0x20,
    ST_MANDLOCK = 0x40,
    ST_NOATIME = 0x400,
    ST_NODIRATIME = 0x800,
    ST_RELATIME = 0x1000,
    ST_NOSYMFOLLOW = 0x2000,
}

/// <summary>Numbers of file systems (linux/magic.h).</summary>
public enum FileSystemMagic : long
{
    ANON_INODE_FS_MAGIC = 0x0904_1934,
    PIPEFS_MAGIC = 0x5049_5045,
    SOCKFS_MAGIC = 0x534f_434b,
    TMPFS_MAGIC = 0x0102_1994,
    RAMFS_MAGIC = 0x8584_58f6,
    PROC_SUPER_MAGIC = 0x9fa0,
    SYSFS_MAGIC = 0x6265_6572,
    DEVPTS_SUPER_MAGIC = 0x1cd1,
    CGROUP2_SUPER_MAGIC = 0x6367_7270,
}

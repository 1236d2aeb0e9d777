using System;
using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>Commands of fcntl(2).</summary>
public enum FcntlCommand
{
    F_DUPFD = 0,
    F_GETFD = 1,
    F_SETFD = 2,
    F_GETFL = 3,
    F_SETFL = 4,
    F_GETLK = 5,
    F_SETLK = 6,
    F_SETLKW = 7,
    F_SETOWN = 8,
    F_GETOWN = 9,
    F_SETSIG = 10,
    F_GETSIG = 11,
    F_SETOWN_EX = 15,
    F_GETOWN_EX = 16,
    F_GETOWNER_UIDS = 17,
    F_OFD_GETLK = 36,
    F_OFD_SETLK = 37,
    F_OFD_SETLKW = 38,
    F_SETLEASE = 1024,
    F_GETLEASE = 1025,
    F_NOTIFY = 1026,
    F_CANCELLK = 1029,
    F_DUPFD_CLOEXEC = 1030,
    F_SETPIPE_SZ = 1031,
    F_GETPIPE_SZ = 1032,
    F_ADD_SEALS = 1033,
    F_GET_SEALS = 1034,
    F_GET_RW_HINT = 1035,
    F_SET_RW_HINT = 1036,
    F_GET_FILE_RW_HINT = 1037,
    F_SET_FILE_RW_HINT = 1038,
}

/// <summary>Flags of a descriptor (F_GETFD).</summary>
[Flags]
public enum DescriptorFlags
{
    None = 0,
    FD_CLOEXEC = 1,
}

/// <summary>Kinds of record locks.</summary>
public enum LockType : short
{
    F_RDLCK = 0,
    F_WRLCK = 1,
    F_UNLCK = 2,
}

/// <summary>struct flock (fcntl_locking(2)).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Flock
{
    public LockType l_type;
    public short l_whence;
    public int __pad;
    public long l_start;
    public long l_len;
    public int l_pid;
    public int __pad2;
}

/// <summary>struct f_owner_ex.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct FileOwnerEx
{
    public FileOwnerType type;
    public int pid;
}

public enum FileOwnerType
{
    F_OWNER_TID = 0,
    F_OWNER_PID = 1,
    F_OWNER_PGRP = 2,
}

/// <summary>Operations of flock(2).</summary>
[Flags]
public enum FlockOperation
{
    LOCK_SH = 1,
    LOCK_EX = 2,
    LOCK_NB = 4,
    LOCK_UN = 8,
}

/// <summary>Seals of a memory file (F_ADD_SEALS).</summary>
[Flags]
public enum FileSeals : uint
{
    None = 0,
    F_SEAL_SEAL = 1,
    F_SEAL_SHRINK = 2,
    F_SEAL_GROW = 4,
    F_SEAL_WRITE = 8,
    F_SEAL_FUTURE_WRITE = 0x10,
    F_SEAL_EXEC = 0x20,
    Known = 0x3f,
}

/// <summary>Flags of memfd_create(2).</summary>
[Flags]
public enum MemfdFlags : uint
{
    MFD_CLOEXEC = 1,
    MFD_ALLOW_SEALING = 2,
    MFD_HUGETLB = 4,
    MFD_NOEXEC_SEAL = 8,
    MFD_EXEC = 0x10,
}

/// <summary>Flags of close_range(2).</summary>
[Flags]
public enum CloseRangeFlags : uint
{
    CLOSE_RANGE_UNSHARE = 2,
    CLOSE_RANGE_CLOEXEC = 4,
}

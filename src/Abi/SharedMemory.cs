using System;
using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>Flags of shmget(2) and its relatives, with the permissions in the lowest nine bits.</summary>
[Flags]
public enum IpcFlags
{
    IPC_CREAT = 0x200,
    IPC_EXCL = 0x400,
    SHM_HUGETLB = 0x800,
    SHM_NORESERVE = 0x1000,
}

/// <summary>Flags of shmat(2).</summary>
[Flags]
public enum ShmatFlags
{
    SHM_RDONLY = 0x1000,
    SHM_RND = 0x2000,
    SHM_REMAP = 0x4000,
    SHM_EXEC = 0x8000,
}

/// <summary>Commands of shmctl(2).</summary>
public enum ShmctlCommand
{
    IPC_RMID = 0,
    IPC_SET = 1,
    IPC_STAT = 2,
    IPC_INFO = 3,
    SHM_LOCK = 11,
    SHM_UNLOCK = 12,
    SHM_STAT = 13,
    SHM_INFO = 14,
    SHM_STAT_ANY = 15,
}

/// <summary>struct ipc64_perm (linux/ipcbuf.h).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct IpcPermissions
{
    public int Key;
    public uint User;
    public uint Group;
    public uint CreatorUser;
    public uint CreatorGroup;
    public uint Mode;
    public ushort Sequence;
    public ushort Padding;
    public ulong Unused1;
    public ulong Unused2;
}

/// <summary>struct shmid64_ds (linux/shmbuf.h). Times are seconds since 1970.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ShmStatus
{
    public IpcPermissions Permissions;
    public ulong Bytes;
    public long AttachTime;
    public long DetachTime;
    public long ChangeTime;
    public int Creator;
    public int LastUser;
    public ulong Attachments;
    public ulong Unused4;
    public ulong Unused5;
}

/// <summary>struct shminfo64 (linux/shmbuf.h).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ShmLimits
{
    public ulong MaximumBytes;
    public ulong MinimumBytes;
    public ulong MaximumSegments;
    public ulong MaximumPerProcess;
    public ulong MaximumPages;
    public ulong Unused1;
    public ulong Unused2;
    public ulong Unused3;
    public ulong Unused4;
}

/// <summary>struct shm_info (linux/shm.h). Amounts are pages.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ShmTotals
{
    public int Segments;
    public int Padding;
    public ulong Total;
    public ulong Resident;
    public ulong Swapped;
    public ulong SwapAttempts;
    public ulong SwapSuccesses;
}

using System;

namespace Diesis.Abi;

/// <summary>Options of wait4(2) and waitid(2).</summary>
[Flags]
public enum WaitOptions : uint
{
    None = 0,
    WNOHANG = 1,
    WUNTRACED = 2,
    WSTOPPED = 2,
    WEXITED = 4,
    WCONTINUED = 8,
    WNOWAIT = 0x0100_0000,

    /// <summary>Only children of the calling thread.</summary>
    __WNOTHREAD = 0x2000_0000,

    /// <summary>Children of any kind.</summary>
    __WALL = 0x4000_0000,

    /// <summary>Only children whose end sends another signal than SIGCHLD, or none.</summary>
    __WCLONE = 0x8000_0000,
}

/// <summary>What waitid(2) waits for.</summary>
public enum WaitIdType
{
    P_ALL = 0,
    P_PID = 1,
    P_PGID = 2,
    P_PIDFD = 3,
}

/// <summary>Flags of pidfd_open(2).</summary>
public static class PidFileFlags
{
    public const uint PIDFD_NONBLOCK = 0x800;
}

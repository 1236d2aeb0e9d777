using System;
using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>What epoll_ctl(2) does.</summary>
public enum EpollOperation
{
    EPOLL_CTL_ADD = 1,
    EPOLL_CTL_DEL = 2,
    EPOLL_CTL_MOD = 3,
}

/// <summary>Flags of an epoll item beside what it waits for.</summary>
[Flags]
public enum EpollFlags : uint
{
    None = 0,
    EPOLLEXCLUSIVE = 1U << 28,
    EPOLLWAKEUP = 1U << 29,
    EPOLLONESHOT = 1U << 30,
    EPOLLET = 1U << 31,
}

/// <summary>struct epoll_event: packed on x86-64.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct EpollEvent
{
    /// <summary><see cref="PollEvents"/> and <see cref="EpollFlags"/>.</summary>
    public uint events;
    public ulong data;
}

/// <summary>struct pollfd (poll(2)).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct PollDescriptor
{
    public int fd;
    public ushort events;
    public ushort revents;
}

using System;
using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>What a new task shares with its maker, and how it begins (clone(2)). The lowest byte is the signal of its end.</summary>
[Flags]
public enum CloneFlags : ulong
{
    None = 0,
    CSIGNAL = 0xff,
    CLONE_NEWTIME = 0x80,
    CLONE_VM = 0x100,
    CLONE_FS = 0x200,
    CLONE_FILES = 0x400,
    CLONE_SIGHAND = 0x800,
    CLONE_PIDFD = 0x1000,
    CLONE_PTRACE = 0x2000,
    CLONE_VFORK = 0x4000,
    CLONE_PARENT = 0x8000,
    CLONE_THREAD = 0x1_0000,
    CLONE_NEWNS = 0x2_0000,
    CLONE_SYSVSEM = 0x4_0000,
    CLONE_SETTLS = 0x8_0000,
    CLONE_PARENT_SETTID = 0x10_0000,
    CLONE_CHILD_CLEARTID = 0x20_0000,
    CLONE_DETACHED = 0x40_0000,
    CLONE_UNTRACED = 0x80_0000,
    CLONE_CHILD_SETTID = 0x100_0000,
    CLONE_NEWCGROUP = 0x200_0000,
    CLONE_NEWUTS = 0x400_0000,
    CLONE_NEWIPC = 0x800_0000,
    CLONE_NEWUSER = 0x1000_0000,
    CLONE_NEWPID = 0x2000_0000,
    CLONE_NEWNET = 0x4000_0000,
    CLONE_IO = 0x8000_0000,
    CLONE_CLEAR_SIGHAND = 0x1_0000_0000,
    CLONE_INTO_CGROUP = 0x2_0000_0000,
}

/// <summary>struct clone_args (clone3(2)).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct CloneArguments
{
    /// <summary>The shortest form: up to and including <see cref="ThreadPointer"/>.</summary>
    public const int LeastBytes = 64;

    public CloneFlags Flags;
    public ulong PidFd;
    public ulong ChildThreadId;
    public ulong ParentThreadId;
    public ulong ExitSignal;
    public ulong Stack;
    public ulong StackSize;
    public ulong ThreadPointer;
    public ulong SetThreadIds;
    public ulong SetThreadIdCount;
    public ulong ControlGroup;
}

using System;
using Diesis.User;

namespace Diesis.Init;

/// <summary>Mounts what every program expects. A file system that the kernel does not have is left out.</summary>
internal static class FileSystems
{
    private const int NoSetId = 2;
    private const int NoDevices = 4;
    private const int NoExecution = 8;

    internal static void Mount()
    {
        Mount("proc"u8, "/proc"u8, "proc"u8, NoSetId | NoDevices | NoExecution, ""u8);
        Mount("sysfs"u8, "/sys"u8, "sysfs"u8, NoSetId | NoDevices | NoExecution, ""u8);
        Mount("devtmpfs"u8, "/dev"u8, "devtmpfs"u8, NoSetId, "mode=755"u8);
        // Linux leaves these to what starts first; a kernel that has them says so.
        SystemCalls.MakeLink("/proc/self/fd"u8, "/dev/fd"u8);
        SystemCalls.MakeLink("/proc/self/fd/0"u8, "/dev/stdin"u8);
        SystemCalls.MakeLink("/proc/self/fd/1"u8, "/dev/stdout"u8);
        SystemCalls.MakeLink("/proc/self/fd/2"u8, "/dev/stderr"u8);
        Mount("devpts"u8, "/dev/pts"u8, "devpts"u8, NoSetId | NoExecution, "gid=5,mode=620,ptmxmode=666"u8);
        Mount("tmpfs"u8, "/dev/shm"u8, "tmpfs"u8, NoSetId | NoDevices, "mode=1777"u8);
        MountOver("/tmp"u8, "mode=1777"u8);
        MountOver("/run"u8, "mode=755"u8);
        // Debian's /var/lock points here.
        SystemCalls.MakeDirectory("/run/lock"u8, 0x3ff);
    }

    private static void Mount(ReadOnlySpan<byte> source, ReadOnlySpan<byte> target, ReadOnlySpan<byte> type, int flags, ReadOnlySpan<byte> options)
    {
        SystemCalls.MakeDirectory(target, 0x1ed);
        _ = SystemCalls.Mount(source, target, type, flags, options);
    }

    /// <summary>What the initial file system has there must stay in sight.</summary>
    private static void MountOver(ReadOnlySpan<byte> target, ReadOnlySpan<byte> options)
    {
        if (SystemCalls.IsEmptyDirectory(target))
            Mount("tmpfs"u8, target, "tmpfs"u8, NoSetId | NoDevices, options);
    }
}

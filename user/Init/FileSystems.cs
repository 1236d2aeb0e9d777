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
        Mount("proc", "/proc", "proc", NoSetId | NoDevices | NoExecution, "");
        Mount("sysfs", "/sys", "sysfs", NoSetId | NoDevices | NoExecution, "");
        Mount("devtmpfs", "/dev", "devtmpfs", NoSetId, "mode=755");
        Mount("devpts", "/dev/pts", "devpts", NoSetId | NoExecution, "gid=5,mode=620,ptmxmode=666");
        Mount("tmpfs", "/dev/shm", "tmpfs", NoSetId | NoDevices, "mode=1777");
        MountOver("/tmp", "mode=1777");
        MountOver("/run", "mode=755");
        // Debian's /var/lock points here.
        SystemCalls.MakeDirectory("/run/lock", 0x3ff);
    }

    private static void Mount(string source, string target, string type, int flags, string options)
    {
        SystemCalls.MakeDirectory(target, 0x1ed);
        _ = SystemCalls.Mount(source, target, type, flags, options);
    }

    /// <summary>What the initial file system has there must stay in sight.</summary>
    private static void MountOver(string target, string options)
    {
        if (SystemCalls.IsEmptyDirectory(target))
            Mount("tmpfs", target, "tmpfs", NoSetId | NoDevices, options);
    }
}

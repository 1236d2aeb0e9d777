using System;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Files.Virtual;
using Diesis.Core.Memory;
using Diesis.Core.Processes;
using Diesis.Platform.Randomness;

namespace Diesis.FileSystems.Proc;

/// <summary>/proc/sys: what can be asked, and in part set, of the kernel while it runs.</summary>
internal static class SystemSettings
{
    private static byte[]? s_bootId;

    internal static void AddTo(VirtualDirectory root)
    {
        VirtualDirectory system = root.Directory("sys");
        AddKernel(system.Directory("kernel"));
        AddMemory(system.Directory("vm"));
        AddFiles(system.Directory("fs"));
        VirtualDirectory network = system.Directory("net").Directory("core");
        network.Text("somaxconn", static text => text.Add("4096\n"u8));
        root.Directory("sysvipc");
        root.Directory("tty");
        root.Directory("driver");
        root.Directory("bus");
        root.Directory("irq");
    }

    private static void AddKernel(VirtualDirectory kernel)
    {
        kernel.Text("ostype", static text => text.Add(SystemIdentity.System).End());
        kernel.Text("osrelease", static text => text.Add(SystemIdentity.Release).End());
        kernel.Text("version", static text => text.Add(SystemIdentity.Version).End());
        kernel.Setting("hostname", static text => text.Add(SystemIdentity.Node).End(), static text => StoreName(text, isNode: true));
        kernel.Setting("domainname", static text => text.Add(SystemIdentity.Domain).End(), static text => StoreName(text, isNode: false));
        kernel.Text("pid_max", static text => text.Add(PidTable.Maximum).End());
        kernel.Text("threads-max", static text => text.Add(ProcessTree.MaximumThreads).End());
        kernel.Text("ngroups_max", static text => text.Add("65536\n"u8));
        kernel.Text("cap_last_cap", static text => text.Add((int)Capability.CAP_LAST_CAP).End());
        kernel.Text("randomize_va_space", static text => text.Add("2\n"u8));
        kernel.Text("overflowuid", static text => text.Add("65534\n"u8));
        kernel.Text("overflowgid", static text => text.Add("65534\n"u8));
        kernel.Text("panic", static text => text.Add("0\n"u8));
        kernel.Text("printk", static text => text.Add("4\t4\t1\t7\n"u8));
        kernel.Text("core_pattern", static text => text.Add("core\n"u8));
        kernel.Text("core_uses_pid", static text => text.Add("0\n"u8));
        kernel.Text("dmesg_restrict", static text => text.Add("0\n"u8));
        kernel.Text("kptr_restrict", static text => text.Add("2\n"u8));
        kernel.Text("perf_event_paranoid", static text => text.Add("4\n"u8));
        kernel.Text("unprivileged_bpf_disabled", static text => text.Add("2\n"u8));
        kernel.Text("tainted", static text => text.Add("0\n"u8));
        kernel.Text("sem", static text => text.Add("32000\t1024000000\t500\t32000\n"u8));
        kernel.Text("shmmax", static text => text.Add("18446744073692774399\n"u8));
        kernel.Text("shmall", static text => text.Add("18446744073692774399\n"u8));
        kernel.Text("shmmni", static text => text.Add("4096\n"u8));
        kernel.Text("msgmax", static text => text.Add("8192\n"u8));
        kernel.Text("msgmnb", static text => text.Add("16384\n"u8));
        kernel.Text("msgmni", static text => text.Add("32000\n"u8));
        kernel.Text("sched_rr_timeslice_ms", static text => text.Add("100\n"u8));
        kernel.Text("ns_last_pid", static text => text.Add(PidTable.Last).End());
        VirtualDirectory random = kernel.Directory("random");
        random.Text("boot_id", static text => WriteUuid(text, s_bootId ??= NewUuid()));
        random.Text("uuid", static text => WriteUuid(text, NewUuid()));
        random.Text("entropy_avail", static text => text.Add("256\n"u8));
        random.Text("poolsize", static text => text.Add("256\n"u8));
        VirtualDirectory yama = kernel.Directory("yama");
        yama.Text("ptrace_scope", static text => text.Add("0\n"u8));
        kernel.Directory("seccomp").Text("actions_avail", static text => text.Add("\n"u8));
    }

    private static void AddMemory(VirtualDirectory memory)
    {
        memory.Setting("overcommit_memory", static text => text.Add((int)MemoryCommitment.Mode).End(), static text =>
        {
            if (!int.TryParse(text, out int mode) || mode is < 0 or > 2)
                return Errno.EINVAL;
            MemoryCommitment.Mode = (OvercommitMode)mode;
            return Errno.None;
        });
        memory.Setting("overcommit_ratio", static text => text.Add(MemoryCommitment.Ratio).End(), static text =>
        {
            if (!int.TryParse(text, out int ratio) || ratio < 0)
                return Errno.EINVAL;
            MemoryCommitment.Ratio = ratio;
            return Errno.None;
        });
        memory.Setting("drop_caches", static text => text.Add("0\n"u8), static text =>
        {
            if (!int.TryParse(text, out int kinds) || kinds is < 1 or > 4)
                return Errno.EINVAL;
            if ((kinds & 2) != 0)
                DentryCache.Shrink(DentryCache.Count);
            return Errno.None;
        });
        memory.Text("max_map_count", static text => text.Add(AddressSpace.MaximumMappings).End());
        memory.Text("mmap_min_addr", static text => text.Add("65536\n"u8));
        memory.Text("swappiness", static text => text.Add("60\n"u8));
        memory.Text("dirty_ratio", static text => text.Add("20\n"u8));
        memory.Text("dirty_background_ratio", static text => text.Add("10\n"u8));
        memory.Text("min_free_kbytes", static text => text.Add("4096\n"u8));
        memory.Text("nr_hugepages", static text => text.Add("0\n"u8));
        memory.Text("panic_on_oom", static text => text.Add("0\n"u8));
    }

    private static void AddFiles(VirtualDirectory files)
    {
        files.Text("nr_open", static text => text.Add(FileTable.MaximumLimit).End());
        files.Text("file-max", static text => text.Add(long.MaxValue).End());
        files.Text("file-nr", static text => text.Add(OpenFile.Count).Add("\t0\t"u8).Add(long.MaxValue).End());
        files.Text("inode-nr", static text => text.Add("0\t0\n"u8));
        files.Text("dentry-state", static text => text.Add(DentryCache.Count).Add("\t0\t45\t0\t0\t0\n"u8));
        files.Text("pipe-max-size", static text => text.Add("1048576\n"u8));
        files.Text("pipe-user-pages-soft", static text => text.Add("16384\n"u8));
        files.Text("pipe-user-pages-hard", static text => text.Add("0\n"u8));
        files.Text("mount-max", static text => text.Add("100000\n"u8));
        files.Text("aio-max-nr", static text => text.Add("65536\n"u8));
        files.Text("aio-nr", static text => text.Add("0\n"u8));
        files.Text("protected_symlinks", static text => text.Add("0\n"u8));
        files.Text("protected_hardlinks", static text => text.Add("0\n"u8));
        files.Text("protected_fifos", static text => text.Add("0\n"u8));
        files.Text("protected_regular", static text => text.Add("0\n"u8));
        files.Text("suid_dumpable", static text => text.Add("0\n"u8));
        files.Text("lease-break-time", static text => text.Add("45\n"u8));
        files.Text("leases-enable", static text => text.Add("0\n"u8));
        VirtualDirectory inotify = files.Directory("inotify");
        inotify.Text("max_user_instances", static text => text.Add("128\n"u8));
        inotify.Text("max_user_watches", static text => text.Add("65536\n"u8));
        inotify.Text("max_queued_events", static text => text.Add("16384\n"u8));
        files.Directory("epoll").Text("max_user_watches", static text => text.Add("65536\n"u8));
        files.Directory("mqueue");
    }

    private static Errno StoreName(ReadOnlySpan<byte> text, bool isNode)
    {
        const int LongestName = 64;
        if (text.Length > LongestName)
            return Errno.EINVAL;
        if (isNode)
            SystemIdentity.SetNode(text);
        else
            SystemIdentity.SetDomain(text);
        return Errno.None;
    }

    /// <summary>A random UUID (RFC 9562, version 4).</summary>
    private static byte[] NewUuid()
    {
        byte[] uuid = new byte[16];
        RandomBytes.Fill(uuid);
        uuid[6] = (byte)(uuid[6] & 0x0f | 0x40);
        uuid[8] = (byte)(uuid[8] & 0x3f | 0x80);
        return uuid;
    }

    private static void WriteUuid(VirtualText text, byte[] uuid)
    {
        for (int i = 0; i < uuid.Length; i++)
        {
            if (i is 4 or 6 or 8 or 10)
                text.Add('-');
            text.AddHexadecimal(uuid[i], 2);
        }
        text.End();
    }
}

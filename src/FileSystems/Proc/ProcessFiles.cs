using System;
using System.Text;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Files.Virtual;
using Diesis.Core.Memory;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.FileSystems.Proc;

/// <summary>The entries of a process' directory.</summary>
internal static class ProcessFiles
{
    private const int LongestArea = 1 << 20;

    internal static ProcessEntry[] Make() =>
    [
        new("task", VirtualInode.OpenDirectory, static (fileSystem, number, thread) => new TaskDirectory(fileSystem, number, thread)) { IsOfProcessOnly = true },
        new("fd", VirtualInode.PrivateDirectory, static (fileSystem, number, thread) => new DescriptorDirectory(fileSystem, number, thread, DescriptorContent.Links)),
        new("fdinfo", VirtualInode.OpenDirectory, static (fileSystem, number, thread) => new DescriptorDirectory(fileSystem, number, thread, DescriptorContent.Texts)),
        new("ns", VirtualInode.PrivateDirectory, static (fileSystem, number, thread) => new NamespaceDirectory(fileSystem, number, thread)),
        Place("cwd", ThreadPlace.WorkingDirectory),
        Place("root", ThreadPlace.Root),
        Place("exe", ThreadPlace.Executable),
        Text("environ", VirtualInode.PrivateFile, WriteEnvironment),
        Text("auxv", VirtualInode.PrivateFile, WriteAuxiliaryVector),
        Text("status", VirtualInode.ReadableFile, ProcessStatus.WriteStatus),
        Text("personality", VirtualInode.PrivateFile, static (thread, text) => Done(text.AddHexadecimal(thread.Process.Personality, 8).End())),
        Text("limits", VirtualInode.ReadableFile, ProcessLimits.Write),
        Setting("comm", WriteName, StoreName),
        Text("cmdline", VirtualInode.ReadableFile, WriteArguments),
        Text("stat", VirtualInode.ReadableFile, ProcessStatus.WriteStat),
        Text("statm", VirtualInode.ReadableFile, ProcessStatus.WriteMemory),
        Text("maps", VirtualInode.ReadableFile, ProcessMaps.WriteMaps),
        Text("smaps", VirtualInode.ReadableFile, ProcessMaps.WriteUsage),
        Text("smaps_rollup", VirtualInode.ReadableFile, ProcessMaps.WriteSum),
        new("mem", FileMode.S_IFREG | FileMode.S_IRUSR | FileMode.S_IWUSR, static (fileSystem, number, thread) => new ProcessMemory(fileSystem, number, thread)),
        Text("mounts", VirtualInode.ReadableFile, static (thread, text) => MountText.WriteMounts(thread, text)),
        Text("mountinfo", VirtualInode.ReadableFile, static (thread, text) => MountText.WriteInformation(thread, text)),
        Text("mountstats", VirtualInode.ReadableFile, static (_, _) => Errno.None),
        Text("wchan", VirtualInode.ReadableFile, static (_, text) => Done(text.Add('0'))),
        Text("schedstat", VirtualInode.ReadableFile, static (thread, text) => Done(text.Add(thread.Usage.TotalNanoseconds).Add(" 0 0\n"u8))),
        Text("io", VirtualInode.PrivateFile, WriteTransfers),
        Text("cgroup", VirtualInode.ReadableFile, static (_, text) => Done(text.Add("0::/\n"u8))),
        Text("cpuset", VirtualInode.ReadableFile, static (_, text) => Done(text.Add("/\n"u8))),
        Text("oom_score", VirtualInode.ReadableFile, static (thread, text) => Done(text.Add(OutOfMemoryKiller.ScoreOf(thread.Process)).End())),
        Setting("oom_score_adj", static (thread, text) => Done(text.Add(thread.Process.OutOfMemoryAdjustment).End()), StoreAdjustment),
        Text("loginuid", VirtualInode.ReadableFile, static (_, text) => Done(text.Add(uint.MaxValue))),
        Text("sessionid", VirtualInode.ReadableFile, static (_, text) => Done(text.Add(uint.MaxValue))),
        Text("uid_map", VirtualInode.ReadableFile, WriteIdentityMap),
        Text("gid_map", VirtualInode.ReadableFile, WriteIdentityMap),
        Text("setgroups", VirtualInode.ReadableFile, static (_, text) => Done(text.Add("allow\n"u8))),
    ];

    private static ProcessEntry Text(string name, FileMode mode, ThreadWriter write) =>
        new(name, mode, (fileSystem, number, thread) => new ThreadText(fileSystem, number, mode, thread, write, null));

    private static ProcessEntry Setting(string name, ThreadWriter write, ThreadStore store) =>
        new(name, VirtualInode.SettingFile, (fileSystem, number, thread) => new ThreadText(fileSystem, number, VirtualInode.SettingFile, thread, write, store));

    private static ProcessEntry Place(string name, ThreadPlace place) =>
        new(name, VirtualInode.LinkMode, (fileSystem, number, thread) => new PlaceLink(fileSystem, number, thread, place));

    private static Errno Done(VirtualText text)
    {
        _ = text;
        return Errno.None;
    }

    private static Errno WriteName(UserThread thread, VirtualText text) => Done(text.Add(thread.Name).End());

    private static Errno StoreName(UserThread thread, ReadOnlySpan<byte> text)
    {
        const int LongestName = 15;
        thread.Name = Encoding.UTF8.GetString(text.Length > LongestName ? text[..LongestName] : text);
        return Errno.None;
    }

    private static Errno StoreAdjustment(UserThread thread, ReadOnlySpan<byte> text)
    {
        if (!int.TryParse(text, out int value) || value is < OutOfMemoryKiller.NeverAdjustment or > OutOfMemoryKiller.MostAdjustment)
            return Errno.EINVAL;
        Process process = thread.Process;
        bool mayLower = UserThread.Current is not { } caller || caller.Credentials.Has(Capability.CAP_SYS_RESOURCE);
        if (value < process.LeastOutOfMemoryAdjustment && !mayLower)
            return Errno.EACCES;
        if (mayLower)
            process.LeastOutOfMemoryAdjustment = value;
        process.OutOfMemoryAdjustment = value;
        return Errno.None;
    }

    private static Errno WriteArguments(UserThread thread, VirtualText text) =>
        WriteArea(thread, text, static layout => (layout.ArgumentsStart, layout.ArgumentsEnd));

    private static Errno WriteEnvironment(UserThread thread, VirtualText text) =>
        WriteArea(thread, text, static layout => (layout.EnvironmentStart, layout.EnvironmentEnd));

    private static Errno WriteArea(UserThread thread, VirtualText text, Func<AddressSpaceLayout, (ulong Start, ulong End)> find)
    {
        if (thread.Memory is not { } memory || !memory.TryRetain())
            return Errno.None;
        (ulong start, ulong end) = find(memory.Layout);
        byte[] chunk = PathBuffers.Take();
        end = ulong.Min(end, start + LongestArea);
        while (start < end)
        {
            int wanted = (int)ulong.Min(end - start, (ulong)chunk.Length);
            Errno error = memory.ReadForeign(new UserAddress(start), chunk.AsSpan(0, wanted), out int copied);
            text.Add(chunk.AsSpan(0, copied));
            if (error != Errno.None)
                break;
            start += (ulong)copied;
        }
        PathBuffers.Give(chunk);
        memory.Release();
        return Errno.None;
    }

    private static Errno WriteAuxiliaryVector(UserThread thread, VirtualText text)
    {
        if (thread.Memory is not { } memory || !memory.TryRetain())
            return Errno.None;
        text.Add(memory.Layout.AuxiliaryVector);
        memory.Release();
        return Errno.None;
    }

    private static Errno WriteTransfers(UserThread thread, VirtualText text)
    {
        Usage usage = thread.Process.Usage;
        text.Add("rchar: 0\nwchar: 0\nsyscr: 0\nsyscw: 0\nread_bytes: "u8).Add(usage.BlocksIn * 512);
        text.Add("\nwrite_bytes: "u8).Add(usage.BlocksOut * 512).Add("\ncancelled_write_bytes: 0\n"u8);
        return Errno.None;
    }

    private static Errno WriteIdentityMap(UserThread thread, VirtualText text) => Done(text.Add("         0          0 4294967295\n"u8));
}

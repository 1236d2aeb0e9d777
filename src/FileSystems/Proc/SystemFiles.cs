using System.Collections.Generic;
using System.Text;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Files.Virtual;
using Diesis.Core.Memory;
using Diesis.Core.Processes;
using Diesis.Platform.Boot;
using Diesis.Platform.Diagnostics.Figures;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;

namespace Diesis.FileSystems.Proc;

/// <summary>Files about the whole system: memory, processors, time, what is mounted.</summary>
internal static class SystemFiles
{
    private const long KilobytesPerPage = 4;
    private const long NanosecondsPerHundredth = 10_000_000;

    internal static void AddTo(VirtualDirectory root)
    {
        ProcFileSystem fileSystem = (ProcFileSystem)root.FileSystem;
        root.Add("self", new WrittenLink(fileSystem, fileSystem.NextNumber(), static () =>
            UserThread.Current is { } caller ? Encoding.UTF8.GetBytes(caller.Process.Id.ToString()) : Errno.ENOENT));
        root.Add("thread-self", new WrittenLink(fileSystem, fileSystem.NextNumber(), static () =>
            UserThread.Current is { } caller ? Encoding.UTF8.GetBytes($"{caller.Process.Id}/task/{caller.Id}") : Errno.ENOENT));
        root.Add("mounts", new WrittenLink(fileSystem, fileSystem.NextNumber(), static () => Encoding.UTF8.GetBytes("self/mounts")));
        root.Add("net", new WrittenLink(fileSystem, fileSystem.NextNumber(), static () => Encoding.UTF8.GetBytes("self/net")));
        root.Text("meminfo", WriteMemory);
        root.Text("cpuinfo", WriteProcessors);
        root.Text("uptime", WriteUptime);
        root.Text("loadavg", WriteLoad);
        root.Text("stat", WriteStatistics);
        root.Text("version", static text => text.Add("Linux version "u8).Add(SystemIdentity.Release).Add(" (diesis@diesis) (C# 14, ilc 10) "u8).Add(SystemIdentity.Version).End());
        root.Text("cmdline", static text => text.Add(BootInfo.Current.CommandLine).End());
        root.Text("filesystems", WriteFileSystems);
        root.Text("interrupts", WriteInterrupts);
        root.Text("devices", WriteDevices);
        root.Text("partitions", static text => text.Add("major minor  #blocks  name\n\n"u8));
        root.Text("diskstats", static _ => { });
        root.Text("swaps", static text => text.Add("Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"u8));
        root.Text("modules", static _ => { });
        root.Text("locks", static _ => { });
        root.Text("misc", static _ => { });
        root.Text("consoles", static text => text.Add("ttyS0                -W- (EC p a)    4:64\n"u8));
        root.Text("cgroups", static text => text.Add("#subsys_name\thierarchy\tnum_cgroups\tenabled\n"u8));
        root.Text("vmstat", WriteVirtualMemory);
        root.Text("buddyinfo", static _ => { });
        root.Text("zoneinfo", static _ => { });
    }

    private static void WriteMemory(VirtualText text)
    {
        long total = Frames.TotalCount;
        long free = Frames.FreeCount;
        long cached = Frames.InUse(FrameOwner.PageCache);
        long anonymous = Frames.InUse(FrameOwner.User);
        Line(text, "MemTotal:", total);
        Line(text, "MemFree:", free);
        Line(text, "MemAvailable:", free);
        Line(text, "Buffers:", 0);
        Line(text, "Cached:", cached);
        Line(text, "SwapCached:", 0);
        Line(text, "Active:", anonymous + cached);
        Line(text, "Inactive:", 0);
        Line(text, "Active(anon):", anonymous);
        Line(text, "Inactive(anon):", 0);
        Line(text, "Active(file):", cached);
        Line(text, "Inactive(file):", 0);
        Line(text, "Unevictable:", 0);
        Line(text, "Mlocked:", 0);
        Line(text, "SwapTotal:", 0);
        Line(text, "SwapFree:", 0);
        Line(text, "Dirty:", 0);
        Line(text, "Writeback:", 0);
        Line(text, "AnonPages:", anonymous);
        Line(text, "Mapped:", 0);
        Line(text, "Shmem:", cached);
        Line(text, "KReclaimable:", 0);
        Line(text, "Slab:", Frames.InUse(FrameOwner.CollectedHeap) + Frames.InUse(FrameOwner.NativeHeap));
        Line(text, "SReclaimable:", 0);
        Line(text, "SUnreclaim:", Frames.InUse(FrameOwner.CollectedHeap) + Frames.InUse(FrameOwner.NativeHeap));
        Line(text, "KernelStack:", Frames.InUse(FrameOwner.KernelStack));
        Line(text, "PageTables:", Frames.InUse(FrameOwner.PageTable));
        Line(text, "NFS_Unstable:", 0);
        Line(text, "Bounce:", 0);
        Line(text, "CommitLimit:", MemoryCommitment.Limit);
        Line(text, "Committed_AS:", MemoryCommitment.Pages);
        Line(text, "VmallocTotal:", 1L << 33);
        Line(text, "VmallocUsed:", 0);
        Line(text, "HugePages_Total:", 0, "");
        Line(text, "HugePages_Free:", 0, "");
        Line(text, "HugePages_Rsvd:", 0, "");
        Line(text, "HugePages_Surp:", 0, "");
        Line(text, "Hugepagesize:", 512);
    }

    private static void Line(VirtualText text, string name, long pages, string unit = " kB") =>
        text.AddLeft(name, 16).AddRight(pages * KilobytesPerPage, 8).Add(unit).End();

    private static void WriteProcessors(VirtualText text)
    {
        string vendor = ProcessorDescription.Vendor;
        string name = ProcessorDescription.Name;
        string features = ProcessorDescription.Features;
        long hertz = 1_000_000_000_000_000 / Clock.TicksToNanoseconds(1_000_000_000) * 1000;
        for (int i = 0; i < Processor.Count; i++)
        {
            text.Add("processor\t: "u8).Add(i).Add("\nvendor_id\t: "u8).Add(vendor).Add("\ncpu family\t: "u8).Add(ProcessorDescription.Family);
            text.Add("\nmodel\t\t: "u8).Add(ProcessorDescription.Model).Add("\nmodel name\t: "u8).Add(name);
            text.Add("\nstepping\t: "u8).Add(ProcessorDescription.Stepping).Add("\ncpu MHz\t\t: "u8).Add(hertz / 1_000_000).Add(".000"u8);
            text.Add("\nphysical id\t: "u8).Add(i).Add("\nsiblings\t: 1\ncore id\t\t: 0\ncpu cores\t: 1\napicid\t\t: "u8).Add(i);
            text.Add("\nfpu\t\t: yes\nfpu_exception\t: yes\nwp\t\t: yes\nflags\t\t: "u8).Add(features);
            text.Add("\nbogomips\t: "u8).AddHundredths(hertz / 5000).Add("\nclflush size\t: 64\ncache_alignment\t: 64\n\n"u8);
        }
    }

    private static void WriteUptime(VirtualText text)
    {
        long idle = 0;
        for (int i = 0; i < Processor.Count; i++)
            idle += ProcessorFigures.IdleNanoseconds(i);
        text.AddHundredths(Clock.Monotonic / NanosecondsPerHundredth).Add(' ').AddHundredths(idle / NanosecondsPerHundredth).End();
    }

    private static void WriteLoad(VirtualText text)
    {
        int runnable = ProcessReport.RunnableThreads();
        text.AddHundredths(LoadAverage.Hundredths(0)).Add(' ').AddHundredths(LoadAverage.Hundredths(1)).Add(' ').AddHundredths(LoadAverage.Hundredths(2));
        text.Add(' ').Add(runnable).Add('/').Add(ProcessTree.ThreadCount).Add(' ').Add(PidTable.Last).End();
    }

    private static void WriteStatistics(VirtualText text)
    {
        long uptime = Clock.Monotonic;
        long allIdle = 0;
        long allUser = 0;
        long switches = 0;
        for (int i = 0; i < Processor.Count; i++)
        {
            allIdle += ProcessorFigures.IdleNanoseconds(i);
            allUser += ProcessorFigures.UserNanoseconds(i);
            switches += ProcessorFigures.Switches(i);
        }
        ProcessorLine(text, "cpu ", uptime * Processor.Count, allIdle, allUser);
        for (int i = 0; i < Processor.Count; i++)
            ProcessorLine(text, "cpu" + i.ToString(), uptime, ProcessorFigures.IdleNanoseconds(i), ProcessorFigures.UserNanoseconds(i));
        long interrupts = 0;
        foreach (InterruptFigure figure in InterruptFigures.Read())
        {
            for (int i = 0; i < Processor.Count; i++)
                interrupts += figure.Count(i);
        }
        text.Add("intr "u8).Add(interrupts).Add("\nctxt "u8).Add(switches).Add("\nbtime "u8).Add((Clock.Unix - Clock.Monotonic) / Clock.NanosecondsPerSecond);
        text.Add("\nprocesses "u8).Add(ProcessTree.Forks).Add("\nprocs_running "u8).Add(ProcessReport.RunnableThreads()).Add("\nprocs_blocked 0\nsoftirq 0 0 0 0 0 0 0 0 0 0 0\n"u8);
    }

    /// <summary>All time of programs counts as "user", whatever their nice value; what is neither theirs nor idle is the system's.</summary>
    private static void ProcessorLine(VirtualText text, string name, long total, long idle, long user)
    {
        text.Add(name).Add(' ').Add(user / NanosecondsPerHundredth).Add(" 0 "u8).Add(long.Max(total - idle - user, 0) / NanosecondsPerHundredth).Add(' ');
        text.Add(idle / NanosecondsPerHundredth).Add(" 0 0 0 0 0 0\n"u8);
    }

    private static void WriteFileSystems(VirtualText text)
    {
        foreach (FileSystemType type in FileSystemTypes.All)
            text.Add(type.Backing == FileSystemBacking.Virtual ? "nodev\t"u8 : "\t"u8).Add(type.Name).End();
    }

    private static void WriteInterrupts(VirtualText text)
    {
        const int CountWidth = 11;
        text.Pad(5);
        for (int i = 0; i < Processor.Count; i++)
            text.AddRight(i, CountWidth);
        text.End();
        foreach (InterruptFigure figure in InterruptFigures.Read())
        {
            text.AddRight(figure.Vector, 4).Add(':');
            for (int i = 0; i < Processor.Count; i++)
                text.AddRight(figure.Count(i), CountWidth);
            text.Add("  "u8).Add(figure.Name).End();
        }
    }

    private static void WriteDevices(VirtualText text) =>
        text.Add("Character devices:\n  1 mem\n  4 tty\n  4 ttyS\n  5 /dev/tty\n  5 /dev/console\n  5 /dev/ptmx\n 10 misc\n136 pts\n\nBlock devices:\n"u8);

    private static void WriteVirtualMemory(VirtualText text)
    {
        text.Add("nr_free_pages "u8).Add((long)Frames.FreeCount).Add("\nnr_file_pages "u8).Add(Frames.InUse(FrameOwner.PageCache));
        text.Add("\nnr_anon_pages "u8).Add(Frames.InUse(FrameOwner.User)).Add("\nnr_page_table_pages "u8).Add(Frames.InUse(FrameOwner.PageTable));
        text.Add("\npgpgin 0\npgpgout 0\npswpin 0\npswpout 0\npgalloc_normal "u8).Add(Frames.Allocations).Add("\noom_kill "u8).Add(OutOfMemoryKiller.Kills).End();
    }
}

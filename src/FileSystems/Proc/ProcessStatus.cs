using System;
using Diesis.Abi;
using Diesis.Core.Files.Virtual;
using Diesis.Core.Memory;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Core.Signals;
using Diesis.Core.Ttys;
using Diesis.Platform.Memory;
using Diesis.Platform.Processors;

namespace Diesis.FileSystems.Proc;

/// <summary>/proc/PID/stat, statm and status.</summary>
internal static class ProcessStatus
{
    private const long PageBytes = FrameNumber.FrameBytes;
    private const long KilobytesPerPage = 4;

    /// <summary>What a nice value of 0 is as a priority (proc(5)).</summary>
    private const int NormalPriority = 20;

    /// <summary>PF_FORKNOEXEC.</summary>
    private const long NotExecuted = 0x40;

    internal static Errno WriteStat(UserThread thread, VirtualText text)
    {
        Process process = thread.Process;
        Usage usage = process.Usage;
        Usage children = process.ChildrenUsage;
        bool isVisible = UserThread.Current is not { } caller || ProcessAccess.MayInspect(caller, thread);
        (int terminal, int foreground) = TerminalOf(process);
        text.Add(thread.Id).Add(" ("u8).Add(thread.Name).Add(") "u8).Add(ProcessReport.StateOf(thread)).Add(' ');
        Fields(text, process.Parent?.Id ?? 0, process.Group.Id, process.Session.Id, terminal, foreground, process.HasExecuted ? 0 : NotExecuted);
        Fields(text, usage.MinorFaults, children.MinorFaults, usage.MajorFaults, children.MajorFaults);
        Fields(text, Ticks(usage.UserNanoseconds), Ticks(usage.SystemNanoseconds), Ticks(children.UserNanoseconds), Ticks(children.SystemNanoseconds));
        int nice = thread.Kernel?.Nice ?? 0;
        int realTime = thread.Kernel?.RealTimePriority ?? 0;
        Fields(text, realTime > 0 ? -1 - realTime : NormalPriority + nice, nice, process.ThreadCount, 0, Ticks(process.StartedAt));
        AddressSpace? memory = thread.Memory is { } used && used.TryRetain() ? used : null;
        AddressSpaceLayout? layout = isVisible ? memory?.Layout : null;
        Fields(text, (memory?.TotalPages ?? 0) * PageBytes, memory?.ResidentPages ?? 0);
        text.Add(process.Limits[Resource.RLIMIT_RSS]).Add(' ');
        Fields(text, (long)(layout?.CodeStart ?? 0), (long)(layout?.CodeEnd ?? 0), (long)(layout?.StackStart ?? 0), 0, 0);
        process.Actions.Describe(out SignalSet ignored, out SignalSet caught);
        Fields(text, Low(thread.Signals.PendingSet), Low(thread.Signals.Blocked), Low(ignored), Low(caught));
        Fields(text, 0, 0, 0, (long)process.ExitSignal, thread.Kernel?.Processor ?? 0, realTime, (long)thread.Policy, 0, 0, 0);
        Fields(text, (long)(layout?.DataStart ?? 0), (long)(layout?.DataEnd ?? 0), (long)(layout?.BreakStart ?? 0), (long)(layout?.ArgumentsStart ?? 0));
        Fields(text, (long)(layout?.ArgumentsEnd ?? 0), (long)(layout?.EnvironmentStart ?? 0), (long)(layout?.EnvironmentEnd ?? 0));
        text.Add(0L).End();
        memory?.Release();
        return Errno.None;
    }

    internal static Errno WriteMemory(UserThread thread, VirtualText text)
    {
        if (thread.Memory is not { } memory || !memory.TryRetain())
        {
            text.Add("0 0 0 0 0 0 0\n"u8);
            return Errno.None;
        }
        text.Add(memory.TotalPages).Add(' ').Add(memory.ResidentPages).Add(' ').Add(memory.SharedResidentPages).Add(' ');
        text.Add(memory.ExecutablePages).Add(" 0 "u8).Add(memory.DataPages + memory.StackPages).Add(" 0\n"u8);
        memory.Release();
        return Errno.None;
    }

    internal static Errno WriteStatus(UserThread thread, VirtualText text)
    {
        Process process = thread.Process;
        Credentials credentials = thread.Credentials;
        text.Add("Name:\t"u8).Add(thread.Name);
        text.Add("\nUmask:\t0"u8).AddOctal((uint)(thread.FileSystem?.Umask ?? 0), 3);
        text.Add("\nState:\t"u8).Add(ProcessReport.StateName(ProcessReport.StateOf(thread)));
        text.Add("\nTgid:\t"u8).Add(process.Id).Add("\nNgid:\t0\nPid:\t"u8).Add(thread.Id).Add("\nPPid:\t"u8).Add(process.Parent?.Id ?? 0);
        text.Add("\nTracerPid:\t0\nUid:"u8);
        Ids(text, credentials.RealUser, credentials.EffectiveUser, credentials.SavedUser, credentials.FileSystemUser);
        text.Add("\nGid:"u8);
        Ids(text, credentials.RealGroup, credentials.EffectiveGroup, credentials.SavedGroup, credentials.FileSystemGroup);
        text.Add("\nFDSize:\t"u8).Add(process.State == ProcessState.Alive ? thread.Files?.Slots ?? 0 : 0).Add("\nGroups:\t"u8);
        foreach (uint group in credentials.Groups)
            text.Add((long)group).Add(' ');
        text.Add("\nNStgid:\t"u8).Add(process.Id).Add("\nNSpid:\t"u8).Add(thread.Id).Add("\nNSpgid:\t"u8).Add(process.Group.Id);
        text.Add("\nNSsid:\t"u8).Add(process.Session.Id).End();
        WriteMemoryLines(thread, text);
        WriteSignalLines(thread, text);
        WriteCapabilities(process, credentials, text);
        ulong affinity = thread.Kernel?.Affinity & Processor.AllMask ?? 0;
        text.Add("Cpus_allowed:\t"u8).AddHexadecimal(affinity).Add("\nCpus_allowed_list:\t"u8).AddList(affinity);
        text.Add("\nMems_allowed:\t1\nMems_allowed_list:\t0\nvoluntary_ctxt_switches:\t"u8).Add(thread.Kernel?.WaitSwitches ?? 0);
        text.Add("\nnonvoluntary_ctxt_switches:\t"u8).Add(thread.Kernel?.ForcedSwitches ?? 0).End();
        return Errno.None;
    }

    private static void WriteMemoryLines(UserThread thread, VirtualText text)
    {
        if (thread.Memory is not { } memory || !memory.TryRetain())
            return;
        Kilobytes(text, "VmPeak:\t", memory.PeakPages);
        Kilobytes(text, "VmSize:\t", memory.TotalPages);
        Kilobytes(text, "VmLck:\t", memory.LockedPages);
        Kilobytes(text, "VmPin:\t", 0);
        Kilobytes(text, "VmHWM:\t", memory.PeakResidentPages);
        Kilobytes(text, "VmRSS:\t", memory.ResidentPages);
        Kilobytes(text, "RssAnon:\t", memory.ResidentPages - memory.SharedResidentPages);
        Kilobytes(text, "RssFile:\t", memory.SharedResidentPages);
        Kilobytes(text, "RssShmem:\t", 0);
        Kilobytes(text, "VmData:\t", memory.DataPages);
        Kilobytes(text, "VmStk:\t", memory.StackPages);
        Kilobytes(text, "VmExe:\t", memory.ExecutablePages);
        Kilobytes(text, "VmLib:\t", 0);
        Kilobytes(text, "VmPTE:\t", 0);
        Kilobytes(text, "VmSwap:\t", 0);
        text.Add("CoreDumping:\t0\nTHP_enabled:\t0\n"u8);
        memory.Release();
    }

    private static void WriteSignalLines(UserThread thread, VirtualText text)
    {
        Process process = thread.Process;
        process.Actions.Describe(out SignalSet ignored, out SignalSet caught);
        text.Add("Threads:\t"u8).Add(process.ThreadCount).Add("\nSigQ:\t0/"u8).Add(process.Limits[Resource.RLIMIT_SIGPENDING]);
        text.Add("\nSigPnd:\t"u8).AddHexadecimal(thread.Signals.PendingSet.Bits, 16).Add("\nShdPnd:\t"u8).AddHexadecimal(process.PendingSet.Bits, 16);
        text.Add("\nSigBlk:\t"u8).AddHexadecimal(thread.Signals.Blocked.Bits, 16).Add("\nSigIgn:\t"u8).AddHexadecimal(ignored.Bits, 16);
        text.Add("\nSigCgt:\t"u8).AddHexadecimal(caught.Bits, 16).End();
    }

    private static void WriteCapabilities(Process process, Credentials credentials, VirtualText text)
    {
        text.Add("CapInh:\t"u8).AddHexadecimal(credentials.Inheritable.Bits, 16).Add("\nCapPrm:\t"u8).AddHexadecimal(credentials.Permitted.Bits, 16);
        text.Add("\nCapEff:\t"u8).AddHexadecimal(credentials.Effective.Bits, 16).Add("\nCapBnd:\t"u8).AddHexadecimal(credentials.Bounding.Bits, 16);
        text.Add("\nCapAmb:\t"u8).AddHexadecimal(credentials.Ambient.Bits, 16).Add("\nNoNewPrivs:\t"u8).Add(process.HasNoNewPrivileges ? 1L : 0);
        text.Add("\nSeccomp:\t0\nSeccomp_filters:\t0\n"u8);
    }

    /// <summary>The controlling terminal's number as stat has it, and its foreground group; -1 without one.</summary>
    private static (int Number, int Foreground) TerminalOf(Process process)
    {
        if (process.Session.Terminal is not Tty tty)
            return (0, -1);
        return ((int)tty.Number.Value, tty.Foreground?.Id ?? -1);
    }

    private static void Kilobytes(VirtualText text, string name, long pages) => text.Add(name).AddRight(pages * KilobytesPerPage, 8).Add(" kB\n"u8);

    private static long Ticks(long nanoseconds) => nanoseconds / Usage.NanosecondsPerClockTick;

    /// <summary>The first 31 signals, as stat's old fields have them.</summary>
    private static long Low(SignalSet set) => (long)(set.Bits & 0x7fff_ffff);

    private static void Ids(VirtualText text, params ReadOnlySpan<uint> ids)
    {
        foreach (uint id in ids)
            text.Add('\t').Add((long)id);
    }

    private static void Fields(VirtualText text, params ReadOnlySpan<long> values)
    {
        foreach (long value in values)
            text.Add(value).Add(' ');
    }
}

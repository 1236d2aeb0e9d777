using System;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Files.Virtual;
using Diesis.Core.Processes;
using Diesis.Platform.Diagnostics.Figures;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;

namespace Diesis.FileSystems.Proc;

/// <summary>
/// /proc/diesis/counts: how many there are of what programs take and must give back, a line for each, "name number". Tests compare it before and after
/// (tests/Conformance/guest.sh); the reader's own process and its open file of this are in it. /proc/diesis/live: what the kernel's objects take, after a
/// collection of garbage.
/// </summary>
internal static class KernelCounts
{
    internal static void AddTo(VirtualDirectory root)
    {
        VirtualDirectory own = root.Directory("diesis");
        own.Text("counts", Write);
        own.Text("collector", WriteCollector);
        // Who reads it makes everybody wait for a moment.
        own.Text("live", WriteLive, FileMode.S_IFREG | FileMode.S_IRUSR);
    }

    private static void WriteLive(VirtualText text)
    {
        GC.Collect();
        Line(text, "heap.live ", CollectorFigures.Read().LiveBytes >> 10);
    }

    private static void Write(VirtualText text)
    {
        Line(text, "tasks ", ProcessTree.ThreadCount);
        Line(text, "files ", OpenFile.Count);
        Line(text, "mounts ", UserThread.Current is { } caller ? caller.FileSystem.Mounts.Snapshot().Count : 0);
        Line(text, "frames ", Frames.TotalCount - Frames.FreeCount);
        Line(text, "frames.user ", Frames.InUse(FrameOwner.User));
        Line(text, "frames.tables ", Frames.InUse(FrameOwner.UserTable));
        Line(text, "frames.cache ", Frames.InUse(FrameOwner.PageCache));
        Line(text, "frames.stacks ", Frames.InUse(FrameOwner.KernelStack));
        Line(text, "frames.heap ", Frames.InUse(FrameOwner.CollectedHeap) + Frames.InUse(FrameOwner.NativeHeap));
    }

    /// <summary>/proc/diesis/collector: what the collector has done since the start, in the same format; times in nanoseconds, stop.999 so that 99.9 % were not longer.</summary>
    private static void WriteCollector(VirtualText text)
    {
        CollectorFigures figures = CollectorFigures.Read();
        Line(text, "collections ", figures.Collections);
        Line(text, "stop.total ", figures.TotalStop);
        Line(text, "stop.longest ", figures.LongestStop);
        Line(text, "stop.999 ", CollectorFigures.StopPercentile(999));
        Line(text, "stop.500 ", CollectorFigures.StopPercentile(500));
        Line(text, "mark.total ", figures.TotalMark);
        Line(text, "live ", figures.LiveBytes);
        Line(text, "live.objects ", figures.LiveObjects);
        Line(text, "allocated ", figures.AllocatedBytes);
        Line(text, "budget ", figures.BudgetBytes);
    }

    private static void Line(VirtualText text, string name, long number) => text.Add(name).Add(number).End();
}

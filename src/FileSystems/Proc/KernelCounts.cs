using Diesis.Core.Files;
using Diesis.Core.Files.Virtual;
using Diesis.Core.Processes;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;

namespace Diesis.FileSystems.Proc;

/// <summary>
/// /proc/diesis/counts: how many there are of what programs take and must give back, a line for each, "name number". Tests compare it before and after
/// (tests/Conformance/guest.sh); the reader's own process and its open file of this are in it.
/// </summary>
internal static class KernelCounts
{
    internal static void AddTo(VirtualDirectory root) => root.Directory("diesis").Text("counts", Write);

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

    private static void Line(VirtualText text, string name, long number) => text.Add(name).Add(number).End();
}

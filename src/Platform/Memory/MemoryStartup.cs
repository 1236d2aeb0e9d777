using System.Text;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Memory;

/// <summary>Memory from the loader's description to working frames and address space, in the one order that works.</summary>
internal static class MemoryStartup
{
    internal static void Initialize()
    {
        PhysicalMap.Initialize();
        ProcessorFeatures.Detect();
        ProcessorFeatures.EnableProtection();
        KernelSpace.Build();
        PhysicalMap.LiftLimit();
        Frames.Initialize();
        KernelSpace.CountEntries();
        KernelMemory.Initialize();
        KernelStack.Initialize();
        NativeHeap.Initialize();
    }

    /// <summary>Logs what there is, as soon as there is a heap to make text in.</summary>
    internal static void Report()
    {
        ulong total = (ulong)Frames.TotalCount * FrameNumber.FrameBytes;
        ulong overhead = Frames.OverheadBytes;
        Log($"{total >> 10} KB in frames ({Encoding.UTF8.GetString(Frames.AllocatorName)}), {overhead >> 10} KB to manage them");
        Log($"protection:{Name(ProcessorFeatures.HasNoExecute, " NX")}{Name(ProcessorFeatures.HasSupervisorExecutionPrevention, " SMEP")}"
            + $"{Name(ProcessorFeatures.HasSupervisorAccessPrevention, " SMAP")}{Name(ProcessorFeatures.HasUserModeInstructionPrevention, " UMIP")}"
            + $"; paging:{Name(ProcessorFeatures.HasGlobalPages, " global")}{Name(ProcessorFeatures.HasGigabytePages, " 1 GB")}"
            + $"{Name(ProcessorFeatures.HasContextIdentifiers, " PCID")}{Name(ProcessorFeatures.HasFiveLevels, " five levels (left off)")}");
        if (PhysicalMap.Lost != 0)
            KernelLog.Write(LogLevel.Warning, "memory"u8, "the memory map has too many ranges; some memory is not used"u8);
    }

    private static string Name(bool isThere, string name) => isThere ? name : "";

    private static void Log(string text) => KernelLog.Write(LogLevel.Information, "memory"u8, Encoding.UTF8.GetBytes(text));
}

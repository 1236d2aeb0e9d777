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
}

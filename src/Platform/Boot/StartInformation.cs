using Internal.Runtime;

namespace Diesis.Platform.Boot;

/// <summary>The memory that there is before frames are managed: the largest usable range below 4 GiB.</summary>
/// <remarks>SAFETY: physical addresses below 4 GiB are reached through the direct map, which covers them.</remarks>
internal static unsafe class StartInformation
{
    internal const ulong DirectMap = 0xffff_8000_0000_0000;
    private const ulong DirectMapBytes = 4UL << 30;

    /// <summary>The largest range of usable memory above the kernel, in the direct map.</summary>
    internal static byte* MemoryStart { get; private set; }

    internal static byte* MemoryEnd { get; private set; }

    internal static void FindMemory()
    {
        ulong kernelEnd = KernelImage.End - KernelImage.Base;
        ref readonly BootInfo info = ref BootInfo.Current;
        ulong bestLength = 0;
        for (int i = 0; i < info.RangeCount; i++)
        {
            MemoryRange range = info.Range(i);
            if (range.Kind != MemoryKind.Usable || range.Start >= DirectMapBytes)
                continue;
            ulong start = range.Start < kernelEnd ? kernelEnd : range.Start;
            ulong end = range.Start + range.Length;
            if (end < range.Start || end > DirectMapBytes)
                end = DirectMapBytes;

            // The initial RAM file system splits the range that it is in; the larger part counts.
            ulong initrdEnd = info.Initrd.Start + info.Initrd.Length;
            if (info.Initrd.Length != 0 && info.Initrd.Start < end && initrdEnd > start)
            {
                if (info.Initrd.Start > start && info.Initrd.Start - start > end - (initrdEnd < end ? initrdEnd : end))
                    end = info.Initrd.Start;
                else
                    start = initrdEnd;
            }
            start = (start + 0xffff) & ~0xffffUL;
            if (end <= start || end - start <= bestLength)
                continue;
            bestLength = end - start;
            MemoryStart = (byte*)(DirectMap + start);
            MemoryEnd = (byte*)(DirectMap + end);
        }
        if (bestLength == 0)
            FailFast.Abort("no usable memory above the kernel");
    }
}

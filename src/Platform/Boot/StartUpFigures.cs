using System.Runtime;
using System.Runtime.CompilerServices;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Boot;

/// <summary>What start-up cost: taken once, when everything that Boot lists is up.</summary>
/// <remarks>SAFETY: Boot.S has written the counter before the first C#; nobody writes it again.</remarks>
public static unsafe class StartUpFigures
{
    /// <summary>Ticks of the time stamp counter from the kernel's first instruction; with QEMU's -icount shift=0 these are instructions.</summary>
    public static ulong Ticks { get; private set; }

    /// <summary>Usable memory that was not free any more, the kernel's own image included, in bytes.</summary>
    public static ulong UsedBytes { get; private set; }

    /// <summary>Takes the figures and logs them. Context: once, at the end of start-up.</summary>
    public static void Take()
    {
        Ticks = Instructions.ReadTimeStampCounter() - *FirstTick();
        ulong usable = 0;
        ref readonly BootInfo info = ref BootInfo.Current;
        for (int i = 0; i < info.RangeCount; i++)
            usable += info.Range(i).Kind == BootMemoryKind.Usable ? info.Range(i).Length : 0;
        UsedBytes = usable - (ulong)Frames.FreeCount * FrameNumber.FrameBytes;
        LogMessage($"start-up took {Ticks / 1000} thousand ticks; {UsedBytes >> 10} KB of {usable >> 10} KB are in use");
    }

    private static void LogMessage(string text) =>
        KernelLog.Write(LogLevel.Information, "boot"u8, System.Text.Encoding.UTF8.GetBytes(text));

    [RuntimeImport("*", "FirstTickAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong* FirstTick();
}

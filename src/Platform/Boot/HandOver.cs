using System;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Memory;
using Internal.Runtime;

namespace Diesis.Platform.Boot;

/// <summary>Takes over from the loader: the one place that knows the protocols, one parser each.</summary>
/// <remarks>SAFETY: the loaders' structures lie below 4 GiB, which Boot.S has mapped; nobody else writes there yet.</remarks>
internal static unsafe class HandOver
{
    private const ulong MappedBytes = 4UL << 30;

    /// <param name="protocol">As Boot.S tells it by the entry that was used.</param>
    /// <param name="address">Physical address of what the loader handed over.</param>
    internal static void Read(BootProtocol protocol, ulong address)
    {
        PhysicalWindow memory = new((byte*)DirectMap.Base, 0, MappedBytes);
        ref BootInfo info = ref BootInfo.Writable;
        BootError error = protocol switch
        {
            BootProtocol.Pvh => PvhParser.Parse(memory, address, ref info),
            BootProtocol.Multiboot2 => Multiboot2Parser.Parse(memory, address, ref info),
            BootProtocol.Uefi => LoaderBlockParser.Parse(memory, address, ref info),
            _ => BootError.UnknownProtocol,
        };
        if (error != BootError.None)
            FailFast.Abort(Describe(error));

        // The copy is in the kernel's image, so its physical address is known and nobody reuses its memory.
        if (info.AcpiRoot == 0 && !info.AcpiRootCopy.IsEmpty)
        {
            fixed (byte* copy = info.AcpiRootCopy)
                info.AcpiRoot = (ulong)copy - KernelImage.Base;
        }
        CommandLine.Initialize();
        KernelOptions.Checks = !CommandLine.Is("checks"u8, "off"u8);
        Report(in info);
    }

    private static void Report(in BootInfo info)
    {
        KernelLog.Write(LogLevel.Information, "boot.loader"u8, info.LoaderName);
        KernelLog.Write(LogLevel.Information, "boot.options"u8, info.CommandLine);
        if (info.DroppedRanges != 0)
            KernelLog.Write(LogLevel.Warning, "boot"u8, "the loader told of more memory ranges than fit; some memory is not used"u8);
        if (info.CommandLineWasCut || CommandLine.Dropped != 0)
            KernelLog.Write(LogLevel.Warning, "boot"u8, "the command line was too long and lost its end"u8);
        if (info.DroppedModules != 0)
            KernelLog.Write(LogLevel.Warning, "boot"u8, "only the first file that the loader handed over is used"u8);
    }

    private static string Describe(BootError error) => error switch
    {
        BootError.BadMagic => "what the loader handed over does not begin as its protocol has it",
        BootError.OutOfBounds => "what the loader handed over reaches beyond its bounds",
        BootError.NoMemoryMap => "the loader told nothing of the memory",
        _ => "the kernel was started in a way that it does not know",
    };
}

namespace Diesis.Tool.Machines;

/// <summary>From what the machine starts: how the kernel gets into its memory.</summary>
internal abstract record BootMedium
{
    /// <summary>QEMU loads the kernel itself and enters it by PVH; it also hands over the command line.</summary>
    /// <param name="Kernel">An ELF file with a PVH entry.</param>
    internal sealed record Direct(string Kernel, string? Initrd = null) : BootMedium;

    /// <summary>An ISO image with GRUB, in a CD drive or, since it is a hybrid, as a disk (a USB stick looks like one to the firmware).</summary>
    internal sealed record Iso(string Path, bool AsDisk = false) : BootMedium;

    /// <summary>A FAT image with our own UEFI loader.</summary>
    internal sealed record UefiDisk(string Path) : BootMedium
    {
        internal override bool UnderUefi { get; init; } = true;
    }

    /// <summary>Whether the machine's firmware is UEFI (OVMF) in the place of a BIOS.</summary>
    internal virtual bool UnderUefi { get; init; }
}

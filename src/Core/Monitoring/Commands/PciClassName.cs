namespace Diesis.Core.Monitoring.Commands;

/// <summary>What a PCI function is, by class and subclass (PCI Code and ID Assignment Specification, section 1).</summary>
internal static class PciClassName
{
    internal static string Of(uint classCode) => (classCode >> 8) switch
    {
        0x0100 => "SCSI",
        0x0101 => "IDE",
        0x0106 => "SATA",
        0x0108 => "NVMe",
        0x0200 => "Ethernet",
        0x0300 => "VGA",
        0x0380 => "display",
        0x0403 => "audio",
        0x0500 => "memory",
        0x0600 => "host bridge",
        0x0601 => "ISA bridge",
        0x0604 => "PCI bridge",
        0x0680 => "bridge",
        0x0700 => "serial",
        0x0880 => "system",
        0x0900 => "keyboard",
        0x0c03 => "USB",
        0x0c05 => "SMBus",
        0x1005 => "random numbers",
        _ => (classCode >> 16) switch
        {
            0x01 => "storage",
            0x02 => "network",
            0x03 => "display",
            0x04 => "multimedia",
            0x06 => "bridge",
            0x07 => "communication",
            0x0c => "serial bus",
            _ => "other",
        },
    };
}

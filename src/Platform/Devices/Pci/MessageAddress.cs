namespace Diesis.Platform.Devices.Pci;

/// <summary>A write to memory that is an interrupt (Intel SDM, volume 3, section 11.11).</summary>
/// <param name="Address">Where the device writes.</param>
/// <param name="Data">What it writes.</param>
internal readonly record struct MessageAddress(ulong Address, uint Data)
{
    private const ulong Base = 0xfee0_0000;

    /// <summary>Identifiers above need interrupt remapping, which we have not.</summary>
    internal const uint HighestApicId = 254;

    /// <summary>The message that interrupts one processor by edge.</summary>
    internal static MessageAddress To(uint apicId, int vector) => new(Base | apicId << 12, (uint)vector);
}

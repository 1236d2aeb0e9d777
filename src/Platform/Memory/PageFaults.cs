namespace Diesis.Platform.Memory;

/// <summary>Page faults that are no errors: memory that is given on first touch.</summary>
internal static class PageFaults
{
    /// <summary>The error code's bit for a page that is there but forbids the access (Intel SDM, volume 3, section 4.7).</summary>
    private const long Protection = 1;

    /// <summary>Bits that the processor sets in a way that no touch of ours can explain: reserved bits in an entry.</summary>
    private const long ReservedBits = 1 << 3;

    /// <summary>Repairs the fault if it can be; the instruction is then run again.</summary>
    /// <remarks>On the fault's stack, interrupts off: no allocation of objects, no waiting.</remarks>
    internal static bool TryHandle(nuint address, long errorCode) =>
        (errorCode & (Protection | ReservedBits)) == 0 && LazyRegion.TryFill(address);
}

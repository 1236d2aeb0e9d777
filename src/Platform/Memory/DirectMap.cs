using Diesis.Platform.Memory.Paging;

namespace Diesis.Platform.Memory;

/// <summary>All RAM, at a fixed distance from its physical address, so that the kernel reaches any frame without mapping it first.</summary>
/// <remarks>
/// Writable but never executable, and read-only where the kernel's code and constants lie. Devices are not in it: <see cref="KernelMemory.MapDevice"/>.
/// SAFETY: a pointer is as good as the caller's claim to the frame.
/// </remarks>
internal static unsafe class DirectMap
{
    internal const ulong Base = 0xffff_8000_0000_0000;

    /// <summary>64 TiB: up to where the direct map may reach.</summary>
    internal const ulong Bytes = 1UL << 46;

    internal static byte* Pointer(PhysicalAddress address) => (byte*)(Base + address.Value);

    internal static byte* Pointer(FrameNumber frame) => (byte*)(Base + frame.Address.Value);

    /// <summary>Where a pointer into the direct map points.</summary>
    internal static PhysicalAddress AddressOf(void* pointer) => new((ulong)pointer - Base);

    /// <summary>Whether all of a physical range can be reached through the direct map.</summary>
    internal static bool Covers(PhysicalAddress start, ulong bytes)
    {
        if (start.Value >= Bytes || bytes > Bytes - start.Value)
            return false;
        ulong end = Base + start.Value + bytes;
        for (ulong at = Base + start.Value; at < end;)
        {
            if (!KernelSpace.TryQuery(at, out PageMapping mapping))
                return false;
            at = mapping.Address + mapping.Bytes;
        }
        return true;
    }
}

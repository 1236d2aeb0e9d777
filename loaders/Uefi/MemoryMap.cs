using Diesis.Platform.Boot;

namespace Diesis.Loaders.Uefi;

/// <summary>The firmware's memory map: fetched last, for its key is what ends boot services.</summary>
/// <remarks>SAFETY: entries are walked by the size that the firmware says they have; ranges stay below their capacity.</remarks>
internal static unsafe class MemoryMap
{
    /// <summary>Room for a map: hundreds of entries are usual, thousands are not.</summary>
    internal const uint BufferBytes = 256 << 10;

    internal const uint MaxRanges = 1024;

    private const int MaxTries = 8;

    /// <summary>Ends boot services and writes the ranges behind the block; false when the firmware will not let go.</summary>
    /// <param name="buffer">Of <see cref="BufferBytes"/>; nothing may be allocated between fetching the map and ending.</param>
    internal static bool EndBootServices(byte* buffer, LoaderBlock* block)
    {
        // The first call may run others' code that allocates: the key is stale then, and the map must be fetched again (UEFI 2.10, section 7.4.6).
        for (int attempt = 0; attempt < MaxTries; attempt++)
        {
            nuint bytes = BufferBytes;
            nuint key = 0;
            nuint entryBytes = 0;
            uint version = 0;
            if (Firmware.Services->GetMemoryMap(&bytes, buffer, &key, &entryBytes, &version) != Status.Success)
                return false;
            if (Firmware.Services->ExitBootServices(Firmware.Image, key) == Status.Success)
            {
                MemoryRanges.Convert(buffer, bytes, entryBytes, block, MaxRanges);
                return true;
            }
        }
        return false;
    }
}

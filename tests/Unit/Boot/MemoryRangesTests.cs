using Diesis.Loaders.Uefi;
using Diesis.Platform.Boot;

namespace Diesis.Unit.Tests.Boot;

/// <summary>The firmware's memory map as the kernel gets it.</summary>
public sealed unsafe class MemoryRangesTests
{
    private const int EntryBytes = 48;

    [Fact]
    public void WhatIsFreeAfterBootServicesIsUsableAndJoined() => Assert.Equal(
        [(0UL, 0x5000UL, BootMemoryKind.Usable), (0x5000UL, 0x1000UL, BootMemoryKind.Reserved), (0x6000UL, 0x1000UL, BootMemoryKind.AcpiTables), (0x8000UL, 0x2000UL, BootMemoryKind.Usable)],
        Convert(10,
            (FirmwareMemory.Conventional, 0, 1), (FirmwareMemory.BootServicesData, 0x1000, 1), (FirmwareMemory.LoaderCode, 0x2000, 2), (FirmwareMemory.LoaderData, 0x4000, 1),
            (FirmwareMemory.RuntimeServicesCode, 0x5000, 1), (FirmwareMemory.AcpiReclaim, 0x6000, 1), (FirmwareMemory.Conventional, 0x8000, 2)));

    [Theory]
    [InlineData(8U, nameof(BootMemoryKind.Defective))]
    [InlineData(10U, nameof(BootMemoryKind.AcpiNonVolatile))]
    [InlineData(11U, nameof(BootMemoryKind.Reserved))]
    [InlineData(14U, nameof(BootMemoryKind.Persistent))]
    [InlineData(0x7000_0001U, nameof(BootMemoryKind.Reserved))]
    public void KindsAreTranslated(uint kind, string expected) => Assert.Equal(expected, Convert(10, ((FirmwareMemory)kind, 0, 1))[0].Kind.ToString());

    [Fact]
    public void RangesBeyondTheRoomAreLeftOut() =>
        Assert.Equal(2, Convert(2, (FirmwareMemory.Conventional, 0, 1), (FirmwareMemory.Conventional, 0x2000, 1), (FirmwareMemory.Conventional, 0x4000, 1)).Count);

    private static List<(ulong Start, ulong Length, BootMemoryKind Kind)> Convert(int room, params (FirmwareMemory Kind, ulong Start, ulong Pages)[] entries)
    {
        byte[] map = new byte[entries.Length * EntryBytes];
        byte[] target = new byte[sizeof(LoaderBlock) + room * sizeof(LoaderRange)];
        fixed (byte* bytes = map, result = target)
        {
            for (int i = 0; i < entries.Length; i++)
            {
                *(MemoryDescriptor*)(bytes + i * EntryBytes) = new MemoryDescriptor { Kind = entries[i].Kind, PhysicalStart = entries[i].Start, Pages = entries[i].Pages };
            }

            LoaderBlock* block = (LoaderBlock*)result;
            MemoryRanges.Convert(bytes, (nuint)map.Length, EntryBytes, block, (uint)room);
            LoaderRange* ranges = (LoaderRange*)(block + 1);
            List<(ulong, ulong, BootMemoryKind)> all = [];
            for (int i = 0; i < block->RangeCount; i++)
            {
                all.Add((ranges[i].Start, ranges[i].Length, ranges[i].Kind));
            }

            Assert.Equal((uint)(sizeof(LoaderBlock) + all.Count * sizeof(LoaderRange)), block->Size);
            return all;
        }
    }
}

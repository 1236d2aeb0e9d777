using Diesis.Platform.Boot;

namespace Diesis.Unit.Tests.Boot;

/// <summary>What loaders hand over, as they write it.</summary>
internal static class Samples
{
    private static uint Low(ulong value) => (uint)value;

    private static uint High(ulong value) => (uint)(value >> 32);

    internal static ulong Pvh(PhysicalImage image, string commandLine = "sched=fair", uint version = 1)
    {
        ulong text = image.Add([.. System.Text.Encoding.UTF8.GetBytes(commandLine), 0]);
        ulong map = image.Add(
            0, 0, 0x9fc00, 0, 1, 0,
            0x9fc00, 0, 0x400, 0, 2, 0,
            0x10_0000, 0, 0x7ee_0000, 0, 1, 0,
            0, 1, 0, 1, 1, 0);
        ulong modules = image.Add(0x200_0000, 0, 0x1234, 0, 0, 0, 0, 0, 0x300_0000, 0, 0x10, 0, 0, 0, 0, 0);
        return image.Add(0x336e_c578, version, 0, 2, Low(modules), High(modules), Low(text), High(text), 0xf_5ad0, 0, Low(map), High(map), 4, 0);
    }

    internal static ulong Multiboot2(PhysicalImage image)
    {
        ulong start = image.Add(0, 0);
        image.Add([1, 0, 0, 0, 20, 0, 0, 0, .. "sched=fair"u8, 0, 0]);
        image.Add([2, 0, 0, 0, 18, 0, 0, 0, .. "GRUB 2.06"u8, 0]);
        image.Add(3, 16, 0x200_0000, 0x200_1234);
        image.Add(6, 16 + 3 * 24, 24, 0, 0, 0, 0x9fc00, 0, 1, 0, 0x9fc00, 0, 0x400, 0, 2, 0, 0x10_0000, 0, 0x7ee_0000, 0, 1, 0);
        image.Add(8, 38, 0xfd00_0000, 0, 4096, 1024, 768, 32 | 1 << 8, 16 | 8 << 8 | 8 << 16 | 8u << 24, 0 | 8 << 8);
        image.Add([14, 0, 0, 0, 28, 0, 0, 0, .. "RSD PTR old.........."u8[..20]]);
        image.Add([15, 0, 0, 0, 44, 0, 0, 0, .. "RSD PTR new........................."u8]);
        image.Add(0, 8);
        image.Set(start, (uint)(image.Next - start));
        return start;
    }

    internal static unsafe ulong Own(PhysicalImage image)
    {
        ulong text = image.Add("sched=fair"u8);
        LoaderRange[] ranges =
        [
            new() { Start = 0, Length = 0xa_0000, Kind = BootMemoryKind.Usable },
            new() { Start = 0x10_0000, Length = 0x7ee_0000, Kind = BootMemoryKind.Usable },
            new() { Start = 0x7fe_0000, Length = 0x2_0000, Kind = BootMemoryKind.AcpiTables },
        ];
        LoaderBlock block = new()
        {
            Magic = LoaderBlock.ExpectedMagic,
            Version = LoaderBlock.ExpectedVersion,
            Size = (uint)(sizeof(LoaderBlock) + ranges.Length * sizeof(LoaderRange)),
            AcpiRoot = 0x7fe_0014,
            CommandLine = text,
            CommandLineLength = 10,
            RangeCount = (uint)ranges.Length,
            Initrd = 0x200_0000,
            InitrdLength = 0x1234,
            FrameBuffer = 0x80_0000_0000,
            Width = 1280,
            Height = 800,
            Pitch = 5120,
            BitsPerPixel = 32,
            RedMask = 0xff_0000,
            GreenMask = 0xff00,
            BlueMask = 0xff,
        };
        ulong address = image.Add(new ReadOnlySpan<byte>(&block, sizeof(LoaderBlock)));
        fixed (LoaderRange* first = ranges)
        {
            image.Add(new ReadOnlySpan<byte>(first, ranges.Length * sizeof(LoaderRange)));
        }

        return address;
    }
}

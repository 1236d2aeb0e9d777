using System.Buffers.Binary;
using Diesis.Loaders.Uefi;

namespace Diesis.Unit.Tests.Boot;

/// <summary>The loader's reading of a kernel file, whole and damaged.</summary>
public sealed unsafe class ElfImageTests : IDisposable
{
    private const int FileBytes = 0x3000;
    private const ulong VirtualBase = 0xffff_ffff_8000_0000;

    private readonly PhysicalImage _file = new(FileBytes);

    public ElfImageTests() => Write(_file);

    public void Dispose() => _file.Dispose();

    [Fact]
    public void RangeAndEntryAreFound()
    {
        ElfImage image = Image();
        Assert.Equal(ElfError.None, image.Check());
        Assert.Equal((0x10_0000UL, 0x10_5000UL, 0x10_0010UL), (image.Start, image.End, image.Entry));
    }

    [Fact]
    public void SegmentsAreLoadedAndTheRestIsZero()
    {
        ElfImage image = Image();
        Assert.Equal(ElfError.None, image.Check());
        byte[] memory = new byte[image.End - image.Start];
        Array.Fill(memory, (byte)0xcc);
        fixed (byte* target = memory)
        {
            image.Load(target);
        }

        Assert.True(memory.AsSpan(0, 0x1000).SequenceEqual(_file.Bytes.Slice(0x1000, 0x1000)));
        Assert.True(memory.AsSpan(0x2000, 0x800).SequenceEqual(_file.Bytes.Slice(0x2000, 0x800)));
        Assert.Equal(-1, memory.AsSpan(0x2800).IndexOfAnyExcept((byte)0));
    }

    [Theory]
    [InlineData(0, 0UL, nameof(ElfError.NotElf))]
    [InlineData(18, 0xb7UL, nameof(ElfError.WrongMachine))]
    [InlineData(32, 0x2fc0UL, nameof(ElfError.Truncated))]
    [InlineData(32, ulong.MaxValue, nameof(ElfError.Truncated))]
    [InlineData(64 + 8, 0x3001UL, nameof(ElfError.Truncated))]
    [InlineData(64 + 32, 0x2001UL, nameof(ElfError.Truncated))]
    [InlineData(64 + 32, ulong.MaxValue, nameof(ElfError.Truncated))]
    [InlineData(64 + 40, 0xfffUL, nameof(ElfError.BadSegment))]
    [InlineData(64 + 40, ulong.MaxValue, nameof(ElfError.BadSegment))]
    [InlineData(64 + 24, 0x1_0000_0000UL, nameof(ElfError.BadSegment))]
    [InlineData(24, 0x10_0010UL, nameof(ElfError.BadEntry))]
    [InlineData(24, VirtualBase + 0x10_2000, nameof(ElfError.BadEntry))]
    public void DamageIsNamed(int offset, ulong value, string expected)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_file.Bytes[offset..], value);
        Assert.Equal(expected, Image().Check().ToString());
    }

    [Fact]
    public void AShortFileIsNoElf()
    {
        fixed (byte* file = _file.Bytes)
        {
            Assert.Equal(ElfError.NotElf, new ElfImage(file, 63).Check());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void DamagedFilesNeverLoadOutside(int seed)
    {
        Random random = new(seed);
        byte[] valid = _file.Bytes.ToArray();
        for (int round = 0; round < 20_000; round++)
        {
            valid.CopyTo(_file.Bytes);
            for (int change = random.Next(1, 5); change > 0; change--)
            {
                _file.Bytes[random.Next(64 + 2 * 56)] = (byte)random.Next(256);
            }

            ElfImage image = Image();
            if (image.Check() != ElfError.None || image.End - image.Start > 1 << 20)
            {
                continue;
            }

            using PhysicalImage target = new((int)(image.End - image.Start));
            fixed (byte* memory = target.Bytes)
            {
                image.Load(memory);
            }

            Assert.True(image.Entry >= image.Start && image.Entry < image.End, $"seed {seed}, round {round}");
        }
    }

    private ElfImage Image()
    {
        fixed (byte* file = _file.Bytes)
        {
            return new ElfImage(file, FileBytes);
        }
    }

    private static void Write(PhysicalImage file)
    {
        new Random(42).NextBytes(file.Bytes);
        file.Bytes[..(64 + 2 * 56)].Clear();
        "\u007fELF"u8.CopyTo(file.Bytes);
        file.Bytes[4] = 2;
        file.Bytes[5] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(file.Bytes[16..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(file.Bytes[18..], 62);
        BinaryPrimitives.WriteUInt64LittleEndian(file.Bytes[24..], VirtualBase + 0x10_0010);
        BinaryPrimitives.WriteUInt64LittleEndian(file.Bytes[32..], 64);
        BinaryPrimitives.WriteUInt16LittleEndian(file.Bytes[54..], 56);
        BinaryPrimitives.WriteUInt16LittleEndian(file.Bytes[56..], 2);
        WriteSegment(file.Bytes[64..], flags: 5, offset: 0x1000, address: 0x10_0000, fileBytes: 0x1000, memoryBytes: 0x1000);
        WriteSegment(file.Bytes[120..], flags: 6, offset: 0x2000, address: 0x10_2000, fileBytes: 0x800, memoryBytes: 0x2010);
    }

    private static void WriteSegment(Span<byte> at, uint flags, ulong offset, ulong address, ulong fileBytes, ulong memoryBytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(at, 1);
        BinaryPrimitives.WriteUInt32LittleEndian(at[4..], flags);
        ReadOnlySpan<ulong> fields = [offset, VirtualBase + address, address, fileBytes, memoryBytes];
        for (int i = 0; i < fields.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(at[(8 + 8 * i)..], fields[i]);
        }
    }
}

using System.Text;
using Diesis.Platform.Boot;

namespace Diesis.Unit.Tests.Boot;

/// <summary>Each protocol's parser: what it takes over, and what it refuses.</summary>
public sealed unsafe class ParserTests : IDisposable
{
    private readonly PhysicalImage _image = new(4096);
    private BootInfo _info;

    public void Dispose() => _image.Dispose();

    [Fact]
    public void PvhIsReadWhole()
    {
        ulong address = Samples.Pvh(_image);
        Assert.Equal(BootError.None, PvhParser.Parse(_image.Window, address, ref _info));
        Assert.Equal(BootProtocol.Pvh, _info.Protocol);
        Assert.Equal("sched=fair", Encoding.UTF8.GetString(_info.CommandLine));
        Assert.Equal(0xf_5ad0UL, _info.AcpiRoot);
        Assert.Equal(4, _info.RangeCount);
        Assert.Equal(new BootMemoryRange(0x9fc00, 0x400, BootMemoryKind.Reserved), _info.Range(1));
        Assert.Equal(new BootMemoryRange(1UL << 32, 1UL << 32, BootMemoryKind.Usable), _info.Range(3));
        Assert.Equal(new BootMemoryRange(0x200_0000, 0x1234, BootMemoryKind.Reserved), _info.Initrd);
        Assert.Equal(1, _info.DroppedModules);
    }

    [Fact]
    public void PvhWithoutAMapIsRefused() => Assert.Equal(BootError.NoMemoryMap, PvhParser.Parse(_image.Window, Samples.Pvh(_image, version: 0), ref _info));

    [Fact]
    public void PvhKnowsItself()
    {
        ulong address = Samples.Pvh(_image);
        _image.Set(address, 0);
        Assert.Equal(BootError.BadMagic, PvhParser.Parse(_image.Window, address, ref _info));
    }

    [Theory]
    [InlineData(12, 65U)]
    [InlineData(48, 4097U)]
    [InlineData(40, 0xffff_0000U)]
    [InlineData(44, 1U)]
    [InlineData(16, 0U)]
    public void PvhDoesNotReachOut(int offset, uint value)
    {
        ulong address = Samples.Pvh(_image);
        _image.Set(address + (ulong)offset, value);
        Assert.Equal(BootError.OutOfBounds, PvhParser.Parse(_image.Window, address, ref _info));
    }

    [Fact]
    public void Multiboot2IsReadWhole()
    {
        ulong address = Samples.Multiboot2(_image);
        Assert.Equal(BootError.None, Multiboot2Parser.Parse(_image.Window, address, ref _info));
        Assert.Equal(BootProtocol.Multiboot2, _info.Protocol);
        Assert.Equal("sched=fair", Encoding.UTF8.GetString(_info.CommandLine));
        Assert.Equal("GRUB 2.06", Encoding.UTF8.GetString(_info.LoaderName));
        Assert.Equal(3, _info.RangeCount);
        Assert.Equal(0x1234UL, _info.Initrd.Length);
        Assert.Equal(new FrameBufferInfo(0xfd00_0000, 1024, 768, 4096, 32, new ColorField(16, 8), new ColorField(8, 8), new ColorField(0, 8)), _info.FrameBuffer);
        Assert.Equal(0UL, _info.AcpiRoot);
    }

    [Fact]
    public void TheNewerAcpiRootWins()
    {
        Multiboot2Parser.Parse(_image.Window, Samples.Multiboot2(_image), ref _info);
        Assert.StartsWith("RSD PTR new", Encoding.UTF8.GetString(_info.AcpiRootCopy), StringComparison.Ordinal);
        Assert.Equal(36, _info.AcpiRootCopy.Length);
    }

    [Fact]
    public void Multiboot2WithoutAMapIsRefused() =>
        Assert.Equal(BootError.NoMemoryMap, Multiboot2Parser.Parse(_image.Window, _image.Add(16, 0, 0, 8), ref _info));

    [Fact]
    public void ATextScreenIsNoFrameBuffer()
    {
        ulong address = _image.Add(8 + 16 + 24 + 40 + 8, 0);
        _image.Add(6, 40, 24, 0, 0, 0, 0x9fc00, 0, 1, 0);
        _image.Add(8, 32, 0xb_8000, 0, 160, 80, 25, 16 | 2 << 8);
        Assert.Equal(BootError.None, Multiboot2Parser.Parse(_image.Window, address, ref _info));
        Assert.False(_info.FrameBuffer.IsPresent);
    }

    [Theory]
    [InlineData(0U)]
    [InlineData(7U)]
    [InlineData(0x7fff_ffffU)]
    [InlineData(0xffff_ffffU)]
    public void ATagsSizeIsChecked(uint size)
    {
        ulong address = _image.Add(32, 0, 1, size, 0, 0, 0, 8);
        Assert.Equal(BootError.OutOfBounds, Multiboot2Parser.Parse(_image.Window, address, ref _info));
    }

    [Fact]
    public void TheLoadersBlockIsReadWhole()
    {
        ulong address = Samples.Own(_image);
        Assert.Equal(BootError.None, LoaderBlockParser.Parse(_image.Window, address, ref _info));
        Assert.Equal(BootProtocol.Uefi, _info.Protocol);
        Assert.Equal("sched=fair", Encoding.UTF8.GetString(_info.CommandLine));
        Assert.Equal(3, _info.RangeCount);
        Assert.Equal(BootMemoryKind.AcpiTables, _info.Range(2).Kind);
        Assert.Equal(0x7fe_0014UL, _info.AcpiRoot);
        Assert.Equal(0x1234UL, _info.Initrd.Length);
        Assert.Equal(new ColorField(16, 8), _info.FrameBuffer.Red);
        Assert.Equal(0x80_0000_0000UL, _info.FrameBuffer.Address);
    }

    [Theory]
    [InlineData(0, nameof(BootError.BadMagic))]
    [InlineData(8, nameof(BootError.BadMagic))]
    [InlineData(12, nameof(BootError.OutOfBounds))]
    [InlineData(36, nameof(BootError.OutOfBounds))]
    public void ADamagedBlockIsRefused(int offset, string expected)
    {
        ulong address = Samples.Own(_image);
        _image.Set(address + (ulong)offset, 0x7fff_ffff);
        Assert.Equal(expected, LoaderBlockParser.Parse(_image.Window, address, ref _info).ToString());
    }

    [Fact]
    public void NothingOutsideTheWindowIsRead()
    {
        Assert.Equal(BootError.OutOfBounds, PvhParser.Parse(_image.Window, PhysicalImage.First - 1, ref _info));
        Assert.Equal(BootError.OutOfBounds, Multiboot2Parser.Parse(_image.Window, PhysicalImage.First + (ulong)_image.Length - 4, ref _info));
        Assert.Equal(BootError.OutOfBounds, LoaderBlockParser.Parse(_image.Window, ulong.MaxValue, ref _info));
    }
}

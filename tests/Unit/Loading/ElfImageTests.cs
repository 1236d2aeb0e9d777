using Diesis.Abi;
using Diesis.Core.Loading;

namespace Diesis.Unit.Tests.Loading;

public sealed class ElfImageTests
{
    private const ulong PageMask = 4095;

    private static Errno Read(ElfFile file, out ElfImage? image)
    {
        image = null;
        Errno error = ElfImage.ReadHeader(file.Header, out _, out int count);
        if (error != Errno.None)
            return error;
        byte[] table = file.Table;
        Assert.True(count * ElfImage.ProgramHeaderBytes <= ElfImage.MaximumProgramHeaders * ElfImage.ProgramHeaderBytes);
        return ElfImage.TryRead(file.Header, table.AsSpan(0, Math.Min(table.Length, count * ElfImage.ProgramHeaderBytes)), out image);
    }

    [Fact]
    public void SegmentsAreAsTheHeadersSay()
    {
        Assert.Equal(Errno.None, Read(ElfFile.Ordinary(), out ElfImage? image));
        Assert.False(image!.IsRelocatable);
        Assert.Equal(2, image.Segments.Length);
        Assert.Equal(ElfRights.Read | ElfRights.Execute, image.Segments[0].Rights);
        Assert.Equal(0x40_2800UL, image.Segments[1].Address);
        Assert.Equal(0x40_0000UL, image.Start);
        Assert.Equal(0x40_4800UL, image.End);
        Assert.Equal(0x40_0040UL, image.HeadersAddress);
        Assert.Equal(0, image.InterpreterBytes);
    }

    [Fact]
    public void AnInterpreterAndAStackAreSeen()
    {
        ElfFile file = ElfFile.Ordinary(3, 0).Add(3, 4, 0x200, 0x200, 28, 28, 1).Add(0x6474_e551, 7, 0, 0, 0, 0);
        Assert.Equal(Errno.None, Read(file, out ElfImage? image));
        Assert.True(image!.IsRelocatable);
        Assert.Equal(0x200UL, image.InterpreterOffset);
        Assert.Equal(28, image.InterpreterBytes);
        Assert.True(image.WantsExecutableStack);
    }

    [Fact]
    public void WithoutAWordAboutTheStackItIsNotExecutable()
    {
        Read(ElfFile.Ordinary(), out ElfImage? image);
        Assert.False(image!.WantsExecutableStack);
    }

    [Theory]
    [InlineData(0, 0x7e)]
    [InlineData(16, 1)]
    [InlineData(18, 3)]
    [InlineData(54, 55)]
    [InlineData(56, 0)]
    [InlineData(57, 1)]
    public void AHeaderOfSomethingElseIsRefused(int offset, byte value)
    {
        ElfFile file = ElfFile.Ordinary();
        file.Header[offset] = value;
        Assert.Equal(Errno.ENOEXEC, ElfImage.ReadHeader(file.Header, out _, out _));
    }

    [Fact]
    public void AShortHeaderIsRefused() => Assert.Equal(Errno.ENOEXEC, ElfImage.ReadHeader(ElfFile.Ordinary().Header.AsSpan(0, 63), out _, out _));

    [Fact]
    public void OverlappingOrFallingSegmentsAreRefused()
    {
        ElfFile file = ElfFile.Executable().Add(1, 5, 0, 0x40_0000, 0x1000, 0x3000).Add(1, 6, 0x2000, 0x40_2000, 0x100, 0x100);
        Assert.Equal(Errno.ENOEXEC, Read(file, out _));
    }

    [Theory]
    [InlineData(0UL, 0x40_0000UL, 0x2000UL, 0x1000UL)]
    [InlineData(0x10UL, 0x40_0000UL, 0x100UL, 0x100UL)]
    [InlineData(0UL, 0x8000_0000_0000UL, 0x100UL, 0x100UL)]
    [InlineData(0UL, 0x7fff_ffff_e000UL, 0x100UL, 0x10_0000UL)]
    [InlineData(0UL, 0x40_0000UL, 0x100UL, ulong.MaxValue)]
    [InlineData(0x7fff_ffff_ffff_f000UL, 0x40_0000UL, 0x2000UL, 0x2000UL)]
    public void ASegmentThatCannotBeIsRefused(ulong offset, ulong address, ulong fileBytes, ulong memoryBytes) =>
        Assert.Equal(Errno.ENOEXEC, Read(ElfFile.Executable().Add(1, 5, offset, address, fileBytes, memoryBytes), out _));

    [Fact]
    public void AFixedImageBelowTheLowestAddressIsNotAllowed() => Assert.Equal(Errno.EPERM, Read(ElfFile.Ordinary(2, 0), out _));

    [Fact]
    public void WithoutSegmentsThereIsNothingToRun() => Assert.Equal(Errno.ENOEXEC, Read(ElfFile.Executable().Add(4, 4, 0, 0, 0, 0), out _));

    /// <summary>Whatever the bytes are, there is an answer, and an accepted image keeps its promises.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void MutatedHeadersAreAcceptedSoundOrRefused(int seed)
    {
        Random random = new(seed);
        int accepted = 0;
        for (int round = 0; round < 20_000; round++)
        {
            ElfFile file = ElfFile.Ordinary((ushort)(2 + random.Next(2))).Add(3, 4, 0x200, 0x200, 28, 28, 1);
            byte[] table = file.Table;
            for (int change = random.Next(4); change >= 0; change--)
            {
                byte[] part = random.Next(4) == 0 ? file.Header : table;
                part[random.Next(part.Length)] = (byte)random.Next(256);
            }
            if (ElfImage.ReadHeader(file.Header, out ulong offset, out int count) != Errno.None)
                continue;
            Assert.True(offset <= long.MaxValue && count is > 0 and <= ElfImage.MaximumProgramHeaders, $"seed {seed}, round {round}");
            int bytes = Math.Min(count * ElfImage.ProgramHeaderBytes, table.Length);
            if (ElfImage.TryRead(file.Header, table.AsSpan(0, bytes - bytes % ElfImage.ProgramHeaderBytes), out ElfImage? image) != Errno.None)
                continue;
            accepted++;
            AssertSound(image!, $"seed {seed}, round {round}");
        }
        Assert.True(accepted > 1000, "most changes are harmless");
    }

    private static void AssertSound(ElfImage image, string where)
    {
        ulong last = 0;
        foreach (ElfSegment segment in image.Segments)
        {
            Assert.True(segment.Address >= last && segment.End >= segment.Address && segment.End <= 0x7fff_ffff_f000, where);
            Assert.True(segment.FileBytes <= segment.MemoryBytes && segment.Offset + segment.FileBytes <= long.MaxValue, where);
            Assert.True(((segment.Offset ^ segment.Address) & PageMask) == 0, where);
            last = segment.End;
        }
        Assert.True((image.Alignment & image.Alignment - 1) == 0 && image.Alignment >= PageMask + 1, where);
        Assert.True(image.InterpreterBytes is 0 or (>= 2 and <= 4096), where);
    }
}

using Diesis.Platform.Firmware.Tables;

namespace Diesis.Unit.Tests.Firmware;

/// <summary>The root pointer and the table of tables.</summary>
public sealed class RootTests
{
    [Fact]
    public void ReadsARootPointerOfAcpi1()
    {
        Assert.True(RootPointer.TryParse(TableBuilder.OldRootPointer(0x7fe_1000), out RootPointer pointer));
        Assert.Equal(new RootPointer(0, 0x7fe_1000, 0), pointer);
    }

    [Fact]
    public void ReadsARootPointerOfAcpi2()
    {
        Assert.True(RootPointer.TryParse(TableBuilder.NewRootPointer(0x1000, 0x1_0000_2000), out RootPointer pointer));
        Assert.Equal(new RootPointer(2, 0x1000, 0x1_0000_2000), pointer);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public void RefusesARootPointerWithOneWrongByte(int offset)
    {
        byte[] bytes = TableBuilder.NewRootPointer(0x1000, 0x2000);
        bytes[offset] ^= 0x40;
        Assert.False(RootPointer.TryParse(bytes, out _));
    }

    [Fact]
    public void RefusesARootPointerThatIsCut()
    {
        byte[] bytes = TableBuilder.NewRootPointer(0x1000, 0x2000);
        for (int length = 0; length < bytes.Length; length++)
            Assert.False(RootPointer.TryParse(bytes.AsSpan(0, length), out _));
    }

    [Fact]
    public void RefusesARootPointerThatNamesNoTable() => Assert.False(RootPointer.TryParse(TableBuilder.NewRootPointer(0, 0), out _));

    [Fact]
    public void RefusesARootPointerWhoseLengthIsTooLarge()
    {
        byte[] bytes = TableBuilder.NewRootPointer(0x1000, 0x2000);
        bytes[20] = 64;
        TableBuilder.FixChecksum(bytes, 32);
        Assert.False(RootPointer.TryParse(bytes, out _));
    }

    [Fact]
    public void FindsARootPointerOnlyAtItsAlignment()
    {
        byte[] area = new byte[4096];
        TableBuilder.OldRootPointer(1).CopyTo(area, 8);
        Assert.Equal(-1, RootPointer.Find(area));
        TableBuilder.OldRootPointer(1).CopyTo(area, 0x120);
        Assert.Equal(0x120, RootPointer.Find(area));
    }

    [Fact]
    public void PassesOverADamagedRootPointer()
    {
        byte[] area = new byte[256];
        TableBuilder.OldRootPointer(1).CopyTo(area, 0);
        area[3] = 0;
        TableBuilder.OldRootPointer(1).CopyTo(area, 64);
        Assert.Equal(64, RootPointer.Find(area));
    }

    [Fact]
    public void ReadsARootPointerAtTheAreasEnd()
    {
        byte[] area = new byte[16 + 20];
        TableBuilder.OldRootPointer(1).CopyTo(area, 16);
        Assert.Equal(16, RootPointer.Find(area));
    }

    [Fact]
    public void ReadsATableOf32BitAddresses() =>
        Assert.Equal([0x1000ul, 0x2000], RootTable.Parse(new TableBuilder(TableSignature.Rsdt).U32(0x1000).U32(0x2000).Build())!);

    [Fact]
    public void ReadsATableOf64BitAddresses() =>
        Assert.Equal([0x1_0000_1000ul], RootTable.Parse(new TableBuilder(TableSignature.Xsdt).U64(0x1_0000_1000).Build())!);

    [Fact]
    public void LeavesOutEmptyEntries() =>
        Assert.Equal([0x3000ul], RootTable.Parse(new TableBuilder(TableSignature.Xsdt).U64(0).U64(0x3000).U64(0).Build())!);

    [Fact]
    public void LeavesOutHalfAnEntry() =>
        Assert.Equal([0x1000ul], RootTable.Parse(new TableBuilder(TableSignature.Xsdt).U64(0x1000).U32(0x2000).Build())!);

    [Fact]
    public void RefusesOtherTables() => Assert.Null(RootTable.Parse(new TableBuilder(TableSignature.Madt).U32(1).Build()));

    [Fact]
    public void RefusesAWrongChecksum()
    {
        byte[] table = new TableBuilder(TableSignature.Rsdt).U32(0x1000).Build();
        table[^1] ^= 1;
        Assert.Null(RootTable.Parse(table));
    }

    [Fact]
    public void BoundsTheNumberOfEntries()
    {
        TableBuilder builder = new(TableSignature.Rsdt);
        for (uint i = 1; i <= 3000; i++)
            builder.U32(i);
        Assert.Equal(RootTable.MostEntries, RootTable.Parse(builder.Build())!.Length);
    }

    [Fact]
    public void CutsATableToItsLength()
    {
        byte[] table = new TableBuilder(TableSignature.Rsdt).U32(0x1000).Build();
        byte[] longer = [.. table, 1, 2, 3];
        Assert.True(TableHeader.IsWhole(longer, TableSignature.Rsdt, out ReadOnlySpan<byte> whole));
        Assert.Equal(table.Length, whole.Length);
    }
}

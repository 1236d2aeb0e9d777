using Diesis.Platform.Firmware.Tables;

namespace Diesis.Unit.Tests.Firmware;

/// <summary>The off state in AML, the HPET and MCFG tables.</summary>
public sealed class SmallTableTests
{
    private static byte[] Name(params byte[] package) => [0x10, 0x20, 0x08, .. "_S5_"u8, .. package];

    [Fact]
    public void FindsTheOffStateOfBytes()
    {
        Assert.True(SleepState.TryFind(Name(0x12, 0x0a, 0x04, 0x0a, 0x05, 0x0a, 0x06, 0x00, 0x00), out SleepState state));
        Assert.Equal(new SleepState(5, 6), state);
    }

    [Fact]
    public void FindsTheOffStateOfShortConstants()
    {
        Assert.True(SleepState.TryFind(Name(0x12, 0x06, 0x04, 0x00, 0x01, 0x00, 0x00), out SleepState state));
        Assert.Equal(new SleepState(0, 1), state);
    }

    [Fact]
    public void FindsTheOffStateOfWords()
    {
        Assert.True(SleepState.TryFind(Name(0x12, 0x0a, 0x02, 0x0b, 0x07, 0x00, 0x0c, 0x03, 0, 0, 0), out SleepState state));
        Assert.Equal(new SleepState(7, 3), state);
    }

    [Fact]
    public void UnderstandsLongPackageLengths()
    {
        Assert.True(SleepState.TryFind(Name(0x12, 0x47, 0x00, 0x02, 0x0a, 0x05, 0x00), out SleepState state));
        Assert.Equal(new SleepState(5, 0), state);
    }

    [Fact]
    public void FindsANameWithTheRootsPrefix()
    {
        byte[] code = [0x08, (byte)'\\', .. "_S5_"u8, 0x12, 0x04, 0x01, 0x0a, 0x03];
        Assert.True(SleepState.TryFind(code, out SleepState state));
        Assert.Equal(new SleepState(3, 0), state);
    }

    [Fact]
    public void PassesOverAReferenceToTheName()
    {
        byte[] code = [0x70, .. "_S5_"u8, 0x12, 0x04, 0x02, 0x00, 0x00, .. Name(0x12, 0x06, 0x02, 0x0a, 0x05, 0x0a, 0x05)];
        Assert.True(SleepState.TryFind(code, out SleepState state));
        Assert.Equal(new SleepState(5, 5), state);
    }

    [Fact]
    public void RefusesTypesThatDoNotFitTheRegister() => Assert.False(SleepState.TryFind(Name(0x12, 0x06, 0x02, 0x0a, 0x08, 0x00), out _));

    [Fact]
    public void RefusesElementsThatAreNoConstants() => Assert.False(SleepState.TryFind(Name(0x12, 0x06, 0x02, 0x5b, 0x80, 0x00), out _));

    [Fact]
    public void RefusesEveryCutOfTheObject()
    {
        byte[] code = Name(0x12, 0x06, 0x02, 0x0a, 0x05, 0x0a, 0x05);
        for (int length = 0; length < code.Length; length++)
            Assert.False(SleepState.TryFind(code.AsSpan(0, length), out _));
    }

    [Fact]
    public void ReadsTheEventTimersPlace()
    {
        byte[] table = new TableBuilder(TableSignature.Hpet).U32(0x8086_a201).SetRegister(40, RegisterSpace.Memory, 64, 0xfed0_0000).SetU16(53, 100).PadTo(56).Build();
        Assert.True(EventTimerTable.TryParse(table, out EventTimerTable timer));
        Assert.Equal(new EventTimerTable(0xfed0_0000, 100), timer);
    }

    [Fact]
    public void RefusesAnEventTimerInPorts() =>
        Assert.False(EventTimerTable.TryParse(new TableBuilder(TableSignature.Hpet).SetRegister(40, RegisterSpace.Port, 64, 0x100).PadTo(56).Build(), out _));

    [Fact]
    public void RefusesAnEventTimerNowhere() => Assert.False(EventTimerTable.TryParse(new TableBuilder(TableSignature.Hpet).PadTo(56).Build(), out _));

    [Fact]
    public void ListsConfigurationWindows()
    {
        byte[] table = new TableBuilder(TableSignature.Mcfg).U64(0).U64(0xb000_0000).U16(0).U8(0).U8(255).U32(0).U64(0x1_0000_0000).U16(1).U8(0).U8(63).U32(0).Build();
        Assert.Equal([new(0xb000_0000, 0, 0, 255), new(0x1_0000_0000, 1, 0, 63)], ConfigurationWindow.Parse(table));
    }

    [Fact]
    public void LeavesOutWindowsThatMakeNoSense()
    {
        byte[] table = new TableBuilder(TableSignature.Mcfg).U64(0).U64(0).U16(0).U8(0).U8(255).U32(0).U64(0xb000_0000).U16(0).U8(9).U8(8).U32(0).U64(1).Build();
        Assert.Empty(ConfigurationWindow.Parse(table));
    }

    [Fact]
    public void ListsNoWindowsOfOtherTables() => Assert.Empty(ConfigurationWindow.Parse(TableBuilder.Madt().Build()));
}

using Diesis.Platform.Firmware.Tables;

namespace Diesis.Unit.Tests.Firmware;

/// <summary>The MADT: processors and interrupt wiring.</summary>
public sealed class InterruptTopologyTests
{
    private static InterruptTopology Parse(TableBuilder builder)
    {
        InterruptTopology? topology = InterruptTopology.Parse(builder.Build());
        Assert.NotNull(topology);
        return topology;
    }

    [Fact]
    public void ListsEnabledProcessors()
    {
        InterruptTopology topology = Parse(TableBuilder.Madt().LocalApic(0, 0).LocalApic(1, 2).LocalApic(2, 4, flags: 0).LocalApic(3, 6));
        Assert.Equal([new(0, 0), new(1, 2), new(3, 6)], topology.Processors);
    }

    [Fact]
    public void LeavesOutProcessorsThatCouldOnlyBeAddedLater() =>
        Assert.Empty(Parse(TableBuilder.Madt().LocalApic(0, 0, flags: 2)).Processors);

    [Fact]
    public void ListsProcessorsWithLargeNumbers() =>
        Assert.Equal([new(7, 300)], Parse(TableBuilder.Madt().X2Apic(300, 7)).Processors);

    [Fact]
    public void CountsAProcessorInBothFormatsOnce() =>
        Assert.Single(Parse(TableBuilder.Madt().LocalApic(3, 5).X2Apic(5, 3)).Processors);

    [Fact]
    public void TakesAtMost64Processors()
    {
        TableBuilder builder = TableBuilder.Madt();
        for (byte i = 0; i < 100; i++)
            builder.LocalApic(i, i);
        InterruptTopology topology = Parse(builder);
        Assert.Equal(64, topology.Processors.Count);
        Assert.Equal(36, topology.ProcessorsLeftOut);
    }

    [Fact]
    public void ListsIoApics() =>
        Assert.Equal([new(0, 0xfec0_0000, 0), new(1, 0xfec1_0000, 24)], Parse(TableBuilder.Madt().IoApic(0, 0xfec0_0000, 0).IoApic(1, 0xfec1_0000, 24)).IoApics);

    [Fact]
    public void TellsHowALineIsWired()
    {
        InterruptTopology topology = Parse(TableBuilder.Madt().Override(0, 2, 0).Override(9, 9, 0xd).Override(10, 10, 0xf));
        Assert.Equal(new LineOverride(0, 2, LinePolarity.ActiveHigh, LineTrigger.Edge), topology.Wiring(0));
        Assert.Equal(new LineOverride(9, 9, LinePolarity.ActiveHigh, LineTrigger.Level), topology.Wiring(9));
        Assert.Equal(new LineOverride(10, 10, LinePolarity.ActiveLow, LineTrigger.Level), topology.Wiring(10));
        Assert.Equal(new LineOverride(4, 4, LinePolarity.ActiveHigh, LineTrigger.Edge), topology.Wiring(4));
    }

    [Fact]
    public void PassesOverOverridesOfOtherBusesAndLines() =>
        Assert.Empty(Parse(TableBuilder.Madt().Bytes(2, 10, 1, 5).U32(6).U16(0).Override(16, 3, 0)).Overrides);

    [Fact]
    public void ListsNonMaskableInputs()
    {
        InterruptTopology topology = Parse(TableBuilder.Madt().Bytes(4, 6, 0xff, 0, 0, 1).Bytes(10, 12, 0xf, 0, 9, 0, 0, 0, 0, 0, 0, 0));
        Assert.Equal(
            [new(LocalNonMaskable.AllProcessors, 1, LinePolarity.ActiveHigh, LineTrigger.Edge), new(9, 0, LinePolarity.ActiveLow, LineTrigger.Level)],
            topology.LocalNonMaskables);
    }

    [Fact]
    public void PassesOverAnInputThatDoesNotExist() => Assert.Empty(Parse(TableBuilder.Madt().Bytes(4, 6, 0xff, 0, 0, 2)).LocalNonMaskables);

    [Fact]
    public void TakesTheAddressOf64Bits() =>
        Assert.Equal(0x1_fee0_0000ul, Parse(TableBuilder.Madt().Bytes(5, 12, 0, 0).U64(0x1_fee0_0000)).LocalApicAddress);

    [Fact]
    public void TellsWhetherOldControllersAreThere()
    {
        Assert.True(Parse(TableBuilder.Madt(flags: 1)).HasOldControllers);
        Assert.False(Parse(TableBuilder.Madt(flags: 0)).HasOldControllers);
    }

    [Fact]
    public void PassesOverUnknownEntries() => Assert.Single(Parse(TableBuilder.Madt().Bytes(0x7f, 5, 1, 2, 3).LocalApic(0, 0)).Processors);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void EndsAtAnEntryWithoutLength(byte length) => Assert.Single(Parse(TableBuilder.Madt().LocalApic(0, 0).Bytes(0, length).LocalApic(1, 1)).Processors);

    [Fact]
    public void EndsAtAnEntryThatIsCut() => Assert.Single(Parse(TableBuilder.Madt().LocalApic(0, 0).Bytes(0, 8, 1, 1)).Processors);

    [Fact]
    public void PassesOverAnEntryThatIsTooShortForItsKind() => Assert.Empty(Parse(TableBuilder.Madt().Bytes(0, 4, 1, 1)).Processors);

    [Fact]
    public void RefusesATableThatEndsBeforeItsEntries() => Assert.Null(InterruptTopology.Parse(new TableBuilder(TableSignature.Madt).U32(1).Build()));
}

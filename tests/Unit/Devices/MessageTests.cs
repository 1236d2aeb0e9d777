using Diesis.Platform.Devices.Pci;
using Diesis.Platform.Firmware.Tables;
using Diesis.Platform.Interrupts;

namespace Diesis.Unit.Tests.Devices;

/// <summary>How messages and lines are programmed.</summary>
public sealed class MessageTests
{
    private static readonly PciAddress s_address = new(0, 0, 1, 0);

    [Theory]
    [InlineData(0u, 0x30, 0xfee0_0000ul)]
    [InlineData(3u, 0xef, 0xfee0_3000ul)]
    [InlineData(254u, 0x40, 0xfeef_e000ul)]
    public void AddressesOneProcessor(uint apicId, int vector, ulong address) =>
        Assert.Equal(new MessageAddress(address, (uint)vector), MessageAddress.To(apicId, vector));

    [Fact]
    public void ProgramsANarrowMessage()
    {
        FakeConfigurationSpace space = new();
        FakeFunction function = space.Add(0, 1, 0);
        Open(function, 0x40, 0x0000);
        MessageCapability capability = new(space, s_address, 0x40);
        capability.Enable(MessageAddress.To(2, 0x55));
        Assert.Equal(0xfee0_2000u, function.Read(0x44, 4));
        Assert.Equal(0x55u, function.Read(0x48, 2));
        Assert.True(capability.IsEnabled);
        capability.Disable();
        Assert.False(capability.IsEnabled);
    }

    [Fact]
    public void ProgramsAWideMessageAndLiftsItsMask()
    {
        FakeConfigurationSpace space = new();
        FakeFunction function = space.Add(0, 1, 0);
        Open(function, 0x40, 0x0180);
        function.Set32(0x50, uint.MaxValue);
        new MessageCapability(space, s_address, 0x40).Enable(MessageAddress.To(1, 0x31));
        Assert.Equal(0xfee0_1000u, function.Read(0x44, 4));
        Assert.Equal(0u, function.Read(0x48, 4));
        Assert.Equal(0x31u, function.Read(0x4c, 2));
        Assert.Equal(0u, function.Read(0x50, 4));
    }

    [Fact]
    public void AsksForOneMessageOfMany()
    {
        FakeConfigurationSpace space = new();
        FakeFunction function = space.Add(0, 1, 0);
        Open(function, 0x40, 0x005a);
        new MessageCapability(space, s_address, 0x40).Enable(MessageAddress.To(0, 0x31));
        Assert.Equal(0u, function.Read(0x42, 2) >> 4 & 7);
    }

    [Fact]
    public void FindsTheTableOfMessages()
    {
        FakeConfigurationSpace space = new();
        Assert.True(MessageTable.TryRead(space, WithTable(space, entries: 4, place: 0x800), out MessageTable table));
        Assert.Equal(new MessageTable(4, 0, 0x800), table);
    }

    [Theory]
    [InlineData(257, 0u)]
    [InlineData(4, 0xff8u)]
    [InlineData(4, 0xffff_fff8u)]
    [InlineData(4, 1u)]
    [InlineData(4, 7u)]
    public void RefusesATableBeyondItsRange(int entries, uint place)
    {
        FakeConfigurationSpace space = new();
        Assert.False(MessageTable.TryRead(space, WithTable(space, entries, place), out _));
    }

    [Fact]
    public void EnablesTheTableAndLiftsItsMask()
    {
        FakeConfigurationSpace space = new();
        PciFunction function = WithTable(space, 4, 0);
        space.Write16(s_address, 0x42, 0x4003);
        MessageTable.Enable(space, s_address, 0x40);
        Assert.Equal(0x8003, space.Read16(s_address, 0x42));
        MessageTable.Disable(space, s_address, function.OffsetOf(PciCapabilityId.MessageX));
        Assert.Equal(0x0003, space.Read16(s_address, 0x42));
    }

    [Fact]
    public void EncodesALinesRoute()
    {
        Assert.Equal(0x0300_0000_0000_a041ul, new LineRoute(0x41, 3, LinePolarity.ActiveLow, LineTrigger.Level, false).Encoded);
        Assert.Equal(0x0000_0000_0001_0030ul, new LineRoute(0x30, 0, LinePolarity.ActiveHigh, LineTrigger.Edge, true).Encoded);
    }

    [Fact]
    public void DecodesWhatItEncodes()
    {
        for (int i = 0; i < 8; i++)
        {
            LineRoute route = new(0x30 + i, (byte)(i * 31), (LinePolarity)(i & 1), (LineTrigger)(i >> 1 & 1), (i & 4) != 0);
            Assert.Equal(route, LineRoute.Decode(route.Encoded));
        }
    }

    [Fact]
    public void PassesOverStatusBitsWhenItDecodes()
    {
        const ulong DeliveryStatusAndRemote = 1 << 12 | 1 << 14;
        LineRoute route = new(0x50, 1, LinePolarity.ActiveHigh, LineTrigger.Level, false);
        Assert.Equal(route, LineRoute.Decode(route.Encoded | DeliveryStatusAndRemote));
    }

    private static void Open(FakeFunction function, int offset, ushort control)
    {
        for (int i = 0; i < 20; i += 4)
            function.MakeWritable(offset + i, uint.MaxValue);
        function.Set16(offset + 2, control);
    }

    private static PciFunction WithTable(FakeConfigurationSpace space, int entries, uint place)
    {
        FakeFunction function = space.Add(0, 1, 0);
        function.SetBar(0, 0xfeb0_0000, 0xffff_f000);
        function.SetBar(1, 0xc001, 0xffff_ff00);
        function.Set16(PciRegister.Status, 0x10);
        function.Set8(PciRegister.CapabilitiesPointer, 0x40);
        Open(function, 0x40, (ushort)(entries - 1));
        function.Set16(0x40, 0x0011);
        function.Set32(0x44, place);
        return Assert.Single(PciEnumeration.Run(space, 0));
    }
}

using Diesis.Platform.Devices.Pci;

namespace Diesis.Unit.Tests.Devices;

/// <summary>Finding functions, their ranges and their capabilities.</summary>
public sealed class PciEnumerationTests
{
    private static PciFunction Only(FakeConfigurationSpace space) => Assert.Single(PciEnumeration.Run(space, 0));

    [Fact]
    public void FindsNothingOnAnEmptyBus() => Assert.Empty(PciEnumeration.Run(new FakeConfigurationSpace(), 0));

    [Fact]
    public void ReadsIdentityAndClass()
    {
        FakeConfigurationSpace space = new();
        FakeFunction function = space.Add(0, 3, 0, 0x8086, 0x100e);
        function.Set32(PciRegister.Revision, 0x0200_0103);
        function.Set16(PciRegister.SubsystemVendor, 0x1af4);
        function.Set16(PciRegister.SubsystemDevice, 0x1100);
        function.Set8(PciRegister.InterruptPin, 1);
        function.Set8(PciRegister.InterruptLine, 11);
        PciFunction found = Only(space);
        Assert.Equal(new PciAddress(0, 0, 3, 0), found.Address);
        Assert.Equal((0x8086, 0x100e), (found.Vendor, found.Device));
        Assert.Equal((2, 0, 1, 3), (found.Class, found.Subclass, found.Interface, found.Revision));
        Assert.Equal((0x1af4, 0x1100), (found.SubsystemVendor, found.SubsystemDevice));
        Assert.Equal((1, 11), (found.InterruptPin, found.InterruptLine));
    }

    [Fact]
    public void LooksAtOtherFunctionsOnlyWhereTheFirstSaysSo()
    {
        FakeConfigurationSpace space = new();
        space.Add(0, 1, 0);
        space.Add(0, 1, 5);
        Assert.Single(PciEnumeration.Run(space, 0));
        space.Add(0, 1, 0).Set8(PciRegister.HeaderType, 0x80);
        Assert.Equal([0, 5], PciEnumeration.Run(space, 0).Select(found => (int)found.Address.Function));
    }

    [Fact]
    public void FollowsBridges()
    {
        FakeConfigurationSpace space = new();
        space.AddBridge(0, 1, 2);
        space.AddBridge(2, 0, 7);
        space.Add(7, 31, 0);
        space.Add(3, 0, 0);
        Assert.Equal([0x0008, 0x0200, 0x07f8], PciEnumeration.Run(space, 0).Select(found => (int)found.Address.Requester));
    }

    [Fact]
    public void VisitsABusOnceHoweverManyBridgesLeadToIt()
    {
        FakeConfigurationSpace space = new();
        space.AddBridge(0, 1, 1);
        space.AddBridge(0, 2, 1);
        space.AddBridge(1, 0, 0);
        space.AddBridge(1, 1, 1);
        Assert.Equal(4, PciEnumeration.Run(space, 0).Count);
    }

    [Fact]
    public void PassesOverABridgeThatIsNotSetUp()
    {
        FakeConfigurationSpace space = new();
        space.AddBridge(0, 1, 0);
        Assert.Single(PciEnumeration.Run(space, 0));
    }

    [Fact]
    public void VisitsABusForEachFunctionOfTheHostBridge()
    {
        FakeConfigurationSpace space = new();
        FakeFunction host = space.Add(0, 0, 0);
        host.Set32(PciRegister.Revision, 0x0600_0000);
        host.Set8(PciRegister.HeaderType, 0x80);
        space.Add(0, 0, 1).Set32(PciRegister.Revision, 0x0600_0000);
        space.Add(1, 4, 0);
        Assert.Contains(PciEnumeration.Run(space, 0), found => found.Address.Bus == 1);
    }

    [Fact]
    public void SizesMemoryOf32Bits()
    {
        FakeConfigurationSpace space = new();
        space.Add(0, 1, 0).SetBar(0, 0xfeb0_0000, 0xfff0_0000);
        Assert.Equal(new PciBar(PciBarKind.Memory32, 0xfeb0_0000, 0x10_0000, false), Only(space).Bars[0]);
    }

    [Fact]
    public void SizesMemoryOf64Bits()
    {
        FakeConfigurationSpace space = new();
        FakeFunction function = space.Add(0, 1, 0);
        function.SetBar(2, 0xc, 0);
        function.MakeWritable(0x18, 0);
        function.SetBar(3, 0x40, 0xffff_fff0);
        PciFunction found = Only(space);
        Assert.Equal(new PciBar(PciBarKind.Memory64, 0x40_0000_0000, 0x10_0000_0000, true), found.Bars[2]);
        Assert.Equal(PciBarKind.None, found.Bars[3].Kind);
    }

    [Theory]
    [InlineData(0xffff_fff0u)]
    [InlineData(0x0000_fff0u)]
    public void SizesPorts(uint mask)
    {
        FakeConfigurationSpace space = new();
        space.Add(0, 1, 0).SetBar(1, 0xc041, mask);
        Assert.Equal(new PciBar(PciBarKind.Ports, 0xc040, 0x10, false), Only(space).Bars[1]);
    }

    [Fact]
    public void FindsNoRangeInARegisterThatCannotBeWritten()
    {
        FakeConfigurationSpace space = new();
        space.Add(0, 1, 0).SetBar(0, 0xfeb0_0000, 0);
        Assert.Equal(PciBarKind.None, Only(space).Bars[1].Kind);
    }

    [Fact]
    public void RefusesASizeThatIsNoPowerOfTwo()
    {
        FakeConfigurationSpace space = new();
        space.Add(0, 1, 0).SetBar(0, 0, 0xff0f_0000);
        Assert.Equal(PciBarKind.None, Only(space).Bars[0].Kind);
    }

    [Fact]
    public void RefusesAWideRegisterWithoutItsUpperHalf()
    {
        FakeConfigurationSpace space = new();
        space.Add(0, 1, 0).SetBar(5, 4, 0xffff_f000);
        Assert.Equal(0x1000ul, Only(space).Bars[5].Length);
    }

    [Fact]
    public void LeavesRegistersAsTheyWere()
    {
        FakeConfigurationSpace space = new();
        FakeFunction function = space.Add(0, 1, 0);
        function.SetBar(0, 0xfeb0_0000, 0xfff0_0000);
        function.SetBar(1, 0xc041, 0xffff_fff0);
        function.Set16(PciRegister.Command, 7);
        Only(space);
        Assert.Equal(0xfeb0_0000u, function.Read(0x10, 4));
        Assert.Equal(0xc041u, function.Read(0x14, 4));
        Assert.Equal(7u, function.Read(PciRegister.Command, 2));
        Assert.False(function.WasSizedWhileOn);
    }

    [Fact]
    public void LeavesHostBridgesAlone()
    {
        FakeConfigurationSpace space = new();
        FakeFunction host = space.Add(0, 0, 0);
        host.Set32(PciRegister.Revision, 0x0600_0000);
        host.SetBar(0, 0xe000_0000, 0xf000_0000);
        host.Set16(PciRegister.Command, 2);
        Assert.Empty(Only(space).Bars);
        Assert.False(host.WasSizedWhileOn);
    }

    [Fact]
    public void ListsCapabilities()
    {
        FakeConfigurationSpace space = new();
        FakeFunction function = space.Add(0, 1, 0);
        function.Set16(PciRegister.Status, 0x10);
        function.Set8(PciRegister.CapabilitiesPointer, 0x40);
        function.Set16(0x40, 0x5005);
        function.Set16(0x50, 0x0011);
        PciFunction found = Only(space);
        Assert.Equal([new(5, 0x40), new(0x11, 0x50)], found.Capabilities);
        Assert.Equal(0x50, found.OffsetOf(PciCapabilityId.MessageX));
        Assert.Equal(0, found.OffsetOf(PciCapabilityId.Express));
    }

    [Fact]
    public void EndsAListThatRunsInACircle()
    {
        FakeConfigurationSpace space = new();
        FakeFunction function = space.Add(0, 1, 0);
        function.Set16(PciRegister.Status, 0x10);
        function.Set8(PciRegister.CapabilitiesPointer, 0x40);
        function.Set16(0x40, 0x5005);
        function.Set16(0x50, 0x4011);
        Assert.Equal(2, Only(space).Capabilities.Count);
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x3c)]
    public void EndsAListThatLeadsIntoTheHeader(byte pointer)
    {
        FakeConfigurationSpace space = new();
        FakeFunction function = space.Add(0, 1, 0);
        function.Set16(PciRegister.Status, 0x10);
        function.Set8(PciRegister.CapabilitiesPointer, pointer);
        Assert.Empty(Only(space).Capabilities);
    }

    [Fact]
    public void ListsExtendedCapabilities()
    {
        FakeConfigurationSpace space = new(4096);
        FakeFunction function = space.Add(0, 1, 0);
        function.Set16(PciRegister.Status, 0x10);
        function.Set32(0x100, 0x1501_0001);
        function.Set32(0x150, 0x1001_0003);
        Assert.Equal([new(1, 0x100), new(3, 0x150)], Only(space).Capabilities);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void EndsOnRandomRegisters(int seed)
    {
        Random random = new(seed);
        for (int round = 0; round < 30; round++)
        {
            FakeConfigurationSpace space = new(round % 2 == 0 ? 256 : 4096);
            int functions = random.Next(1, 120);
            for (int i = 0; i < functions; i++)
            {
                FakeFunction function = space.Add((byte)random.Next(4), (byte)random.Next(32), (byte)random.Next(8));
                int length = space.LengthOf(default);
                for (int offset = 4; offset < length; offset++)
                    function.Set8(offset, (byte)random.Next(256));
                for (int index = 0; index < 6; index++)
                    function.MakeWritable(PciRegister.FirstBar + index * 4, (uint)random.NextInt64(1L << 32));
                function.Set8(PciRegister.HeaderType, (byte)(random.Next(3) | random.Next(2) << 7));
                function.Set8(PciRegister.SecondaryBus, (byte)random.Next(4));
            }
            List<PciFunction> found = PciEnumeration.Run(space, 0);
            Assert.Equal(found.Count, found.Select(function => function.Address).Distinct().Count());
            Assert.All(found.SelectMany(function => function.Bars), bar => Assert.True(bar.Kind == PciBarKind.None || ulong.IsPow2(bar.Length), $"seed {seed}, round {round}: {bar}"));
            Assert.True(space.Accesses < 300_000, $"seed {seed}, round {round}: {space.Accesses} accesses");
        }
    }
}

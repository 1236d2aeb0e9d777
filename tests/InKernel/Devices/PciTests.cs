using Diesis.Platform.Devices.Pci;

namespace Diesis.Tests.InKernel;

/// <summary>The functions that were found on PCI.</summary>
internal static class PciTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("Pci.TheFirstFunctionIsTheHostBridge", static () =>
        {
            Check.True(PciDevices.All.Count != 0);
            Check.Equal(0x06_0000u, PciDevices.All[0].ClassCode);
            Check.Equal(default(PciAddress), PciDevices.All[0].Address);
        });
        tests.Add("Pci.EveryFunctionIsListedOnce", static () =>
        {
            HashSet<uint> addresses = [];
            foreach (PciDevice device in PciDevices.All)
                Check.True(addresses.Add(device.Address.Requester));
        });
        tests.Add("Pci.EveryFunctionHasAMaker", static () =>
        {
            foreach (PciDevice device in PciDevices.All)
                Check.True(device.Vendor is not (0 or 0xffff));
        });
        tests.Add("Pci.RegistersSayWhatWasFound", static () =>
        {
            foreach (PciDevice device in PciDevices.All)
                Check.Equal((uint)(device.Vendor | device.Device << 16), device.ReadConfiguration32(0));
        });
        tests.Add("Pci.RangesStillLieWhereTheyWere", static () =>
        {
            foreach (PciDevice device in PciDevices.All)
            {
                for (int i = 0; i < PciFunction.MostBars; i++)
                {
                    PciBar bar = device.Bar(i);
                    if (bar.Kind == PciBarKind.Memory32)
                        Check.Equal((uint)bar.Address, device.ReadConfiguration32(PciRegister.FirstBar + i * 4) & ~15u);
                }
            }
        });
        tests.Add("Pci.RangesDoNotOverlap", static () =>
        {
            List<PciBar> ranges = [];
            foreach (PciDevice device in PciDevices.All)
            {
                for (int i = 0; i < PciFunction.MostBars; i++)
                {
                    PciBar bar = device.Bar(i);
                    if (!bar.IsMemory || bar.Address == 0)
                        continue;
                    foreach (PciBar other in ranges)
                        Check.True(bar.Address >= other.Address + other.Length || other.Address >= bar.Address + bar.Length);
                    ranges.Add(bar);
                }
            }
        });
        tests.Add("Pci.AFunctionThatIsNotThereReadsAsOnes", static () =>
            Check.Equal(uint.MaxValue, PciDevices.Space!.Read32(new PciAddress(0, 0, 31, 7), 0) | uint.MaxValue << 16));
        tests.Add("Pci.BothWaysToTheRegistersAgree", static () =>
        {
            PortConfigurationSpace ports = new();
            foreach (PciDevice device in PciDevices.All)
            {
                for (int offset = 0; offset < 0x10; offset += 4)
                {
                    // The status may change by itself.
                    if (offset != PciRegister.Command)
                        Check.Equal(ports.Read32(device.Address, offset), device.ReadConfiguration32(offset));
                }
            }
        });
        tests.Add("Pci.NarrowReadsArePartsOfWideOnes", static () =>
        {
            PciDevice device = PciDevices.All[0];
            uint whole = device.ReadConfiguration32(8);
            Check.Equal((byte)(whole >> 24), device.ReadConfiguration8(11));
            Check.Equal((ushort)(whole >> 16), device.ReadConfiguration16(10));
        });
        tests.Add("Pci.FindsNothingForAMakerThatDoesNotExist", static () => Check.Null(PciDevices.Find(0xfffe, 0x1234)));
        tests.Add("Pci.MapsNoRangeThatIsNotThere", static () =>
        {
            Check.Null(PciDevices.All[0].MapMemory(5));
            Check.Null(PciDevices.All[0].MapMemory(17));
            Check.False(PciDevices.All[0].TryGetPorts(-1, out _));
        });
    }
}

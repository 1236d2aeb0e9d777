using System.Collections.Generic;

namespace Diesis.Platform.Devices.Pci;

/// <summary>Finds every function by reading the configuration space, bus by bus, through the bridges that the firmware has set up.</summary>
/// <remarks>
/// Trusts nothing that it reads: a bus is visited once, however many bridges lead to it, and lists of capabilities end at the first entry
/// that was there before. Preconditions: nobody uses the devices, since their ranges are switched off while they are sized.
/// </remarks>
internal static class PciEnumeration
{
    private const ushort NoVendor = 0xffff;
    private const byte SeveralFunctions = 0x80;
    private const ushort HasCapabilities = 1 << 4;
    private const int Buses = 256;

    /// <summary>All functions of one segment group, in order of bus, device and function.</summary>
    internal static List<PciFunction> Run(PciConfigurationSpace space, ushort segment)
    {
        List<PciFunction> found = [];
        bool[] visited = new bool[Buses];
        Queue<byte> waiting = new();
        Visit(0, visited, waiting);

        // A host bridge of several functions has a root bus for each (the firmware's convention for several hosts).
        PciAddress host = new(segment, 0, 0, 0);
        if (space.Read16(host, PciRegister.Vendor) != NoVendor && (space.Read8(host, PciRegister.HeaderType) & SeveralFunctions) != 0)
        {
            for (byte function = 1; function < PciAddress.FunctionsOfDevice; function++)
            {
                PciAddress other = host with { Function = function };
                if (space.Read16(other, PciRegister.Vendor) != NoVendor && IsHostBridge(space, other))
                    Visit(function, visited, waiting);
            }
        }

        while (waiting.Count != 0)
            ScanBus(space, segment, waiting.Dequeue(), visited, waiting, found);
        found.Sort(static (left, right) => left.Address.Requester.CompareTo(right.Address.Requester));
        return found;
    }

    private static bool IsHostBridge(PciConfigurationSpace space, PciAddress address) =>
        space.Read32(address, PciRegister.Revision) >> 16 == (PciFunction.BridgeClass << 8 | PciFunction.HostBridge);

    private static void Visit(byte bus, bool[] visited, Queue<byte> waiting)
    {
        if (visited[bus])
            return;
        visited[bus] = true;
        waiting.Enqueue(bus);
    }

    private static void ScanBus(
        PciConfigurationSpace space, ushort segment, byte bus, bool[] visited, Queue<byte> waiting, List<PciFunction> found)
    {
        for (byte device = 0; device < PciAddress.DevicesOnBus; device++)
        {
            int functions = 1;
            for (byte function = 0; function < functions; function++)
            {
                PciAddress address = new(segment, bus, device, function);
                if (space.Read16(address, PciRegister.Vendor) == NoVendor)
                    continue;
                if (function == 0 && (space.Read8(address, PciRegister.HeaderType) & SeveralFunctions) != 0)
                    functions = PciAddress.FunctionsOfDevice;
                PciFunction read = ReadFunction(space, address);
                found.Add(read);
                if (read.IsBridge && read.SecondaryBus != 0)
                    Visit(read.SecondaryBus, visited, waiting);
            }
        }
    }

    private static PciFunction ReadFunction(PciConfigurationSpace space, PciAddress address)
    {
        uint identity = space.Read32(address, PciRegister.Vendor);
        uint kind = space.Read32(address, PciRegister.Revision);
        byte header = (byte)(space.Read8(address, PciRegister.HeaderType) & ~SeveralFunctions);
        bool isHost = kind >> 16 == (PciFunction.BridgeClass << 8 | PciFunction.HostBridge);
        return new PciFunction
        {
            Address = address,
            Vendor = (ushort)identity,
            Device = (ushort)(identity >> 16),
            Class = (byte)(kind >> 24),
            Subclass = (byte)(kind >> 16),
            Interface = (byte)(kind >> 8),
            Revision = (byte)kind,
            HeaderKind = header,
            SubsystemVendor = header == 0 ? space.Read16(address, PciRegister.SubsystemVendor) : (ushort)0,
            SubsystemDevice = header == 0 ? space.Read16(address, PciRegister.SubsystemDevice) : (ushort)0,
            InterruptPin = space.Read8(address, PciRegister.InterruptPin) is byte pin and <= 4 ? pin : (byte)0,
            InterruptLine = space.Read8(address, PciRegister.InterruptLine),
            SecondaryBus = header == 1 ? space.Read8(address, PciRegister.SecondaryBus) : (byte)0,

            // Host bridges stay on: memory itself may be behind their registers.
            Bars = isHost ? [] : PciBarSizing.Read(space, address, header switch { 0 => PciFunction.MostBars, 1 => 2, _ => 0 }),
            Capabilities = ReadCapabilities(space, address, header),
        };
    }

    private static List<PciCapability> ReadCapabilities(PciConfigurationSpace space, PciAddress address, byte header)
    {
        const int FirstPossible = 0x40;
        const int Entries = 64;
        List<PciCapability> capabilities = [];
        if (header > 1 || (space.Read16(address, PciRegister.Status) & HasCapabilities) == 0)
            return capabilities;
        ulong seen = 0;
        int offset = space.Read8(address, PciRegister.CapabilitiesPointer) & 0xfc;
        for (int i = 0; i < Entries && offset >= FirstPossible && (seen & 1UL << offset / 4) == 0; i++)
        {
            seen |= 1UL << offset / 4;
            ushort entry = space.Read16(address, offset);
            if ((byte)entry == 0xff)
                break;
            capabilities.Add(new PciCapability((byte)entry, (ushort)offset));
            offset = entry >> 8 & 0xfc;
        }
        if (space.LengthOf(address) > PciRegister.FirstExtended)
            ReadExtendedCapabilities(space, address, capabilities);
        return capabilities;
    }

    /// <remarks>PCI Express 5.0, section 7.6.3: number, version, offset of the next in 32 bits.</remarks>
    private static void ReadExtendedCapabilities(PciConfigurationSpace space, PciAddress address, List<PciCapability> capabilities)
    {
        int length = space.LengthOf(address);
        bool[] seen = new bool[length / 4];
        int offset = PciRegister.FirstExtended;
        while (offset >= PciRegister.FirstExtended && offset <= length - 4 && !seen[offset / 4])
        {
            seen[offset / 4] = true;
            uint entry = space.Read32(address, offset);
            if (entry is 0 or uint.MaxValue)
                return;
            capabilities.Add(new PciCapability((ushort)entry, (ushort)offset));
            offset = (int)(entry >> 20) & 0xffc;
        }
    }
}

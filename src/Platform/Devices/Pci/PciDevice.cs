using System.Collections.Generic;
using Diesis.Platform.Interrupts;

namespace Diesis.Platform.Devices.Pci;

/// <summary>A PCI function for its driver: identity, ranges, interrupts.</summary>
/// <remarks>Methods that change the device are for its one driver: the class does not lock.</remarks>
public sealed class PciDevice
{
    private const uint PageBytes = 4096;

    private readonly PciConfigurationSpace _space;
    private readonly PciFunction _function;
    private readonly MmioRegion?[] _mapped = new MmioRegion?[PciFunction.MostBars];
    private readonly List<InterruptHandler> _tableHandlers = [];
    private int _lineHandlers;

    internal PciDevice(PciConfigurationSpace space, PciFunction function)
    {
        _space = space;
        _function = function;
    }

    internal PciFunction Function => _function;

    public PciAddress Address => _function.Address;

    public ushort Vendor => _function.Vendor;

    public ushort Device => _function.Device;

    /// <summary>Class, subclass and programming interface in 24 bits (PCI Code and ID Assignment).</summary>
    public uint ClassCode => (uint)(_function.Class << 16 | _function.Subclass << 8 | _function.Interface);

    public byte Revision => _function.Revision;

    public ushort SubsystemVendor => _function.SubsystemVendor;

    public ushort SubsystemDevice => _function.SubsystemDevice;

    public bool IsBridge => _function.IsBridge;

    public IReadOnlyList<PciCapability> Capabilities => _function.Capabilities;

    /// <summary>Messages that the MSI-X table has room for; 0 without MSI-X.</summary>
    public int TableEntries => MessageTable.TryRead(_space, _function, out MessageTable table) ? table.Entries : 0;

    public bool HasMessage => _function.OffsetOf(PciCapabilityId.Message) != 0;

    public PciCommands Commands
    {
        get => (PciCommands)_space.Read16(Address, PciRegister.Command);
        set => _space.Write16(Address, PciRegister.Command, (ushort)value);
    }

    /// <summary>A range; <see cref="PciBarKind.None"/> where there is none.</summary>
    /// <param name="index">0 to 5.</param>
    public PciBar Bar(int index) => (uint)index < (uint)_function.Bars.Length ? _function.Bars[index] : default;

    public byte ReadConfiguration8(int offset) => _space.Read8(Address, offset);

    public ushort ReadConfiguration16(int offset) => _space.Read16(Address, offset);

    public uint ReadConfiguration32(int offset) => _space.Read32(Address, offset);

    /// <summary>Switches a memory range on and maps it. Null when it is no memory, has no address, or cannot be mapped.</summary>
    public MmioRegion? MapMemory(int index)
    {
        PciBar bar = Bar(index);
        if (!bar.IsMemory || bar.Address == 0 || bar.Length > uint.MaxValue)
            return null;
        Commands |= PciCommands.Memory;
        return _mapped[index] ??= MmioRegion.Map(bar.Address, (uint)bar.Length);
    }

    /// <summary>Switches a range of ports on; false when the range is none.</summary>
    public bool TryGetPorts(int index, out PortRange ports)
    {
        PciBar bar = Bar(index);
        if (bar.Kind != PciBarKind.Ports || bar.Address == 0 || bar.Length > PageBytes)
        {
            ports = default;
            return false;
        }
        Commands |= PciCommands.Ports;
        ports = new PortRange((ushort)bar.Address, (int)bar.Length);
        return true;
    }

    /// <summary>Connects a handler to the function's one message (MSI). False without MSI, APIC or free vector.</summary>
    public bool TryConnectMessage(InterruptHandler handler, int processor)
    {
        int offset = _function.OffsetOf(PciCapabilityId.Message);
        if (offset == 0 || !TryAllocate(handler, processor, out MessageAddress message))
            return false;
        new MessageCapability(_space, Address, offset).Enable(message);
        Commands |= PciCommands.BusMaster | PciCommands.LineDisabled;
        return true;
    }

    /// <summary>Connects a handler to an entry of the MSI-X table. False without MSI-X, APIC or free vector.</summary>
    /// <param name="entry">0 up to <see cref="TableEntries"/>.</param>
    public bool TryConnectTableEntry(int entry, InterruptHandler handler, int processor)
    {
        if (!MessageTable.TryRead(_space, _function, out MessageTable table) || (uint)entry >= (uint)table.Entries)
            return false;
        if (MapMemory(table.Bar) is not MmioRegion region || !TryAllocate(handler, processor, out MessageAddress message))
            return false;

        // Vector control stays set while address and data change, so that no half message is sent.
        const uint Masked = 1;
        uint row = table.Offset + (uint)(entry * MessageTable.EntryBytes);
        region.Write32(row + 12, Masked);
        if (_tableHandlers.Count == 0)
            MessageTable.Enable(_space, Address, _function.OffsetOf(PciCapabilityId.MessageX));
        region.Write32(row, (uint)message.Address);
        region.Write32(row + 4, (uint)(message.Address >> 32));
        region.Write32(row + 8, message.Data);
        region.Write32(row + 12, 0);
        _tableHandlers.Add(handler);
        Commands |= PciCommands.BusMaster | PciCommands.LineDisabled;
        return true;
    }

    /// <summary>Connects a handler to the function's interrupt pin, by the line that the firmware chose. The handler may share it.</summary>
    public bool TryConnectLine(InterruptHandler handler)
    {
        if (_function.InterruptPin == 0 || !IsaInterrupts.TryClaimShared(_function.InterruptLine, handler))
            return false;
        _lineHandlers++;
        Commands &= ~PciCommands.LineDisabled;
        return true;
    }

    /// <summary>Disconnects a handler, which is not running any more at return, however it was connected.</summary>
    public void Disconnect(InterruptHandler handler)
    {
        int message = _function.OffsetOf(PciCapabilityId.Message);
        if (_tableHandlers.Remove(handler))
        {
            if (_tableHandlers.Count == 0)
                MessageTable.Disable(_space, Address, _function.OffsetOf(PciCapabilityId.MessageX));
            InterruptVectors.Remove(handler);
        }
        else if (InterruptLines.IsLine(handler))
        {
            if (--_lineHandlers == 0)
                Commands |= PciCommands.LineDisabled;
            InterruptLines.Release(handler);
        }
        else if (message != 0)
        {
            new MessageCapability(_space, Address, message).Disable();
            InterruptVectors.Remove(handler);
        }
    }

    private static bool TryAllocate(InterruptHandler handler, int processor, out MessageAddress message)
    {
        message = default;
        uint apicId = LocalInterrupts.ApicId(processor);
        if (!LocalApic.IsPresent || apicId > MessageAddress.HighestApicId)
            return false;
        int vector = InterruptVectors.Allocate(handler);
        message = MessageAddress.To(apicId, vector);
        return vector != 0;
    }
}

using Diesis.Platform.Locks;

namespace Diesis.Platform.Devices.Pci;

/// <summary>Configuration space through the ports 0xcf8 and 0xcfc (PCI Local Bus 3.0, section 3.2.2.3.2): 256 bytes, one segment.</summary>
internal sealed class PortConfigurationSpace : PciConfigurationSpace
{
    private const int AddressPort = 0;
    private const int DataPort = 4;
    private const uint Enable = 1u << 31;
    private const int Length = 256;

    private readonly PortRange _ports = new(0xcf8, 8);

    // Address and data belong together.
    private SpinLock _lock = new(LockRank.PciConfiguration);

    internal override int LengthOf(PciAddress address) => Length;

    internal override uint Read(PciAddress address, int offset, int bytes)
    {
        if (!IsReachable(address, offset))
            return bytes switch { 1 => byte.MaxValue, 2 => ushort.MaxValue, _ => uint.MaxValue };
        using SpinLock.Scope held = _lock.Enter();
        _ports.Write32(AddressPort, Select(address, offset));
        int port = DataPort + (offset & 3);
        return bytes switch { 1 => _ports.Read8(port), 2 => _ports.Read16(port), _ => _ports.Read32(port) };
    }

    internal override void Write(PciAddress address, int offset, int bytes, uint value)
    {
        if (!IsReachable(address, offset))
            return;
        using SpinLock.Scope held = _lock.Enter();
        _ports.Write32(AddressPort, Select(address, offset));
        int port = DataPort + (offset & 3);
        switch (bytes)
        {
            case 1:
                _ports.Write8(port, (byte)value);
                break;
            case 2:
                _ports.Write16(port, (ushort)value);
                break;
            default:
                _ports.Write32(port, value);
                break;
        }
    }

    private static bool IsReachable(PciAddress address, int offset) => address.Segment == 0 && (uint)offset < Length;

    private static uint Select(PciAddress address, int offset) => Enable | (uint)address.Requester << 8 | (uint)offset & 0xfc;
}

using Diesis.Platform.Devices;
using Diesis.Platform.Devices.Pci;

namespace Diesis.Tests.InKernel;

/// <summary>QEMU's teaching device (docs/specs/edu of QEMU): computes factorials, and interrupts when told to.</summary>
internal sealed class EduDevice
{
    private const ushort Vendor = 0x1234;
    private const ushort Model = 0x11e8;
    private const uint IdentityOffset = 0x00;
    private const uint InvertOffset = 0x04;
    private const uint FactorialOffset = 0x08;
    private const uint StatusOffset = 0x20;
    private const uint InterruptStatusOffset = 0x24;
    private const uint RaiseOffset = 0x60;
    private const uint AcknowledgeOffset = 0x64;
    private const uint IsComputing = 1;
    private const uint InterruptsWhenDone = 0x80;

    private EduDevice(PciDevice pci, MmioRegion registers)
    {
        Pci = pci;
        Registers = registers;
    }

    internal PciDevice Pci { get; }

    internal MmioRegion Registers { get; }

    /// <summary>Null where the machine was started without it.</summary>
    internal static EduDevice? Find() =>
        PciDevices.Find(Vendor, Model) is PciDevice pci && pci.MapMemory(0) is MmioRegion registers ? new EduDevice(pci, registers) : null;

    internal uint Identity => Registers.Read32(IdentityOffset);

    internal uint Invert(uint value)
    {
        Registers.Write32(InvertOffset, value);
        return Registers.Read32(InvertOffset);
    }

    internal bool IsBusy => (Registers.Read32(StatusOffset) & IsComputing) != 0;

    internal uint Factorial => Registers.Read32(FactorialOffset);

    internal uint PendingInterrupts => Registers.Read32(InterruptStatusOffset);

    internal void Compute(uint value, bool interruptWhenDone)
    {
        Registers.Write32(StatusOffset, interruptWhenDone ? InterruptsWhenDone : 0);
        Registers.Write32(FactorialOffset, value);
    }

    internal void Raise(uint bits) => Registers.Write32(RaiseOffset, bits);

    internal void Acknowledge(uint bits) => Registers.Write32(AcknowledgeOffset, bits);
}

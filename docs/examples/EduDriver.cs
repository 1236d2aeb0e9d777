using System.Threading;
using System.Threading.Tasks;
using Diesis.Core.Async;
using Diesis.Platform.Devices;
using Diesis.Platform.Devices.Pci;
using Diesis.Platform.Interrupts;

namespace Diesis.Examples;

/// <summary>A driver: QEMU's teaching device ("edu", docs/specs/edu of QEMU), which computes factorials and interrupts when it is done.</summary>
/// <remarks>One computation at a time; who comes meanwhile waits. Nothing runs with interrupts off but <see cref="Handler.OnInterrupt"/>.</remarks>
public sealed class EduDriver
{
    private const ushort Vendor = 0x1234;
    private const ushort Model = 0x11e8;

    // Registers of region 0.
    private const uint Factorial = 0x08;
    private const uint Status = 0x20;
    private const uint InterruptStatus = 0x24;
    private const uint Acknowledge = 0x64;

    private const uint InterruptsWhenDone = 0x80;

    private readonly PciDevice _pci;
    private readonly MmioRegion _registers;
    private readonly Handler _handler;
    private readonly InterruptEvent _done = new(Executors.Of(0).WakeSet);
    private readonly SemaphoreSlim _turn = new(1, 1);

    private EduDriver(PciDevice pci, MmioRegion registers)
    {
        _pci = pci;
        _registers = registers;
        _handler = new Handler(this);
    }

    /// <summary>Finds the device and lets it interrupt.</summary>
    /// <returns>Null where the machine has none, or it cannot be reached.</returns>
    public static EduDriver? Start()
    {
        if (PciDevices.Find(Vendor, Model) is not PciDevice pci || pci.MapMemory(0) is not MmioRegion registers)
            return null;
        EduDriver driver = new(pci, registers);
        return pci.TryConnectMessage(driver._handler, processor: 0) || pci.TryConnectLine(driver._handler) ? driver : null;
    }

    /// <summary>Computes n!, modulo 2^32.</summary>
    public async ValueTask<uint> ComputeAsync(uint number)
    {
        await _turn.WaitAsync();
        try
        {
            _registers.Write32(Status, InterruptsWhenDone);
            _registers.Write32(Factorial, number);
            await _done.WaitAsync();
            return _registers.Read32(Factorial);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>After this the handler does not run and will not run. Preconditions: nobody computes.</summary>
    public void Stop() => _pci.Disconnect(_handler);

    private sealed class Handler(EduDriver driver) : InterruptHandler("edu")
    {
        /// <summary>Quiets the device, or a line would interrupt again at once, and takes note. [Context] An interrupt's: no allocation, no wait.</summary>
        protected override bool OnInterrupt()
        {
            uint pending = driver._registers.Read32(InterruptStatus);
            if (pending == 0)
                return false;
            driver._registers.Write32(Acknowledge, pending);
            driver._done.Note();
            return true;
        }
    }
}

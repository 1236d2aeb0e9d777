using System.Threading;
using Diesis.Platform.Devices;
using Diesis.Platform.Devices.Pci;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Processors;
using Diesis.Platform.Time;

namespace Diesis.Tests.InKernel;

/// <summary>Messages by table (MSI-X): an Intel 82574 network card interrupts when its cause set register is written (data sheet, section 10.2.4).</summary>
internal static class MessageTableTests
{
    private const ushort Vendor = 0x8086;
    private const ushort Model = 0x10d3;
    private const long Patience = 2_000_000_000;
    private const uint CauseRead = 0xc0;
    private const uint CauseSet = 0xc8;
    private const uint MaskSet = 0xd0;
    private const uint MaskClear = 0xd8;
    private const uint Allocation = 0xe4;

    private const uint ReceiveQueue0 = 1 << 20;
    private const uint ReceiveQueue1 = 1 << 21;

    /// <summary>Receive queue 0 to entry 0, queue 1 to entry 1, both valid.</summary>
    private const uint Entries = 0x8 | 0x9 << 4;

    private static Handler? s_keeper;

    private sealed class Handler(MmioRegion registers, uint cause) : InterruptHandler("82574")
    {
        internal int Calls;
        internal int LastProcessor = -1;

        protected internal override bool OnInterrupt()
        {
            registers.Write32(CauseRead, cause);
            LastProcessor = Processor.CurrentIndex;
            Volatile.Write(ref Calls, Calls + 1);
            return true;
        }
    }

    internal static void Register(TestList tests)
    {
        Add(tests, "MessageTable.HasItsEntries", static (card, registers) => Check.Equal(5, card.TableEntries));
        Add(tests, "MessageTable.RefusesEntriesThatDoNotExist", static (card, registers) =>
        {
            Check.False(card.TryConnectTableEntry(5, new Handler(registers, 0), processor: 0));
            Check.False(card.TryConnectTableEntry(-1, new Handler(registers, 0), processor: 0));
        });
        Add(tests, "MessageTable.IsSwitchedOffWithItsLastHandler", static (card, registers) =>
        {
            Handler handler = new(registers, ReceiveQueue0);
            if (!card.TryConnectTableEntry(0, handler, processor: 0))
                throw new NotHereException();
            int control = card.Function.OffsetOf(PciCapabilityId.MessageX) + 2;
            bool wasOn = (card.ReadConfiguration16(control) & 0x8000) != 0;
            card.Disconnect(handler);
            Check.True(wasOn);
            Check.Equal(0, card.ReadConfiguration16(control) & 0x8000);
            Check.Equal(0, handler.ConnectedVector);
        });
        AddConnected(tests, "MessageTable.AMessageArrives", static (registers, first, second) =>
        {
            registers.Write32(CauseSet, ReceiveQueue0);
            WaitUntil(() => Volatile.Read(ref first.Calls) == 1);
            Check.Equal(0, second.Calls);
        });
        AddConnected(tests, "MessageTable.EachEntryHasAHandlerOfItsOwn", static (registers, first, second) =>
        {
            registers.Write32(CauseSet, ReceiveQueue1);
            WaitUntil(() => Volatile.Read(ref second.Calls) == 1);
            Check.Equal(0, first.Calls);
        });
        AddConnected(tests, "MessageTable.EntriesGoToDifferentProcessors", static (registers, first, second) =>
        {
            registers.Write32(CauseSet, ReceiveQueue0);
            WaitUntil(() => Volatile.Read(ref first.Calls) == 1);
            registers.Write32(CauseSet, ReceiveQueue1);
            WaitUntil(() => Volatile.Read(ref second.Calls) == 1);
            Check.Equal(0, first.LastProcessor);
            Check.Equal(Processor.Count - 1, second.LastProcessor);
        });
    }

    private static void AddConnected(TestList tests, string name, Action<MmioRegion, Handler, Handler> body) => Add(tests, name, (card, registers) =>
    {
        // QEMU 7.2 ends when the table is switched off within the card's pause between two interrupts: so it stays on from now on.
        if (s_keeper is null && LocalApic.IsPresent)
        {
            s_keeper = new Handler(registers, 0);
            Check.True(card.TryConnectTableEntry(card.TableEntries - 1, s_keeper, processor: 0));
        }
        Handler first = new(registers, ReceiveQueue0);
        Handler second = new(registers, ReceiveQueue1);
        bool connected = card.TryConnectTableEntry(0, first, processor: 0);
        Check.Equal(LocalApic.IsPresent, connected);
        if (!connected)
            return;
        Check.True(card.TryConnectTableEntry(1, second, Processor.Count - 1));
        registers.Write32(Allocation, Entries);
        registers.Write32(CauseRead, uint.MaxValue);
        registers.Write32(MaskSet, ReceiveQueue0 | ReceiveQueue1);

        // The card pauses after each interrupt, 128 microseconds at least (data sheet, section 10.2.4.8).
        Pause(2_000_000);
        try
        {
            body(registers, first, second);
        }
        finally
        {
            registers.Write32(MaskClear, uint.MaxValue);
            card.Disconnect(first);
            card.Disconnect(second);
        }
    });

    private static void Add(TestList tests, string name, Action<PciDevice, MmioRegion> body) => tests.Add(name, () =>
    {
        if (PciDevices.Find(Vendor, Model) is PciDevice card && card.MapMemory(0) is MmioRegion registers)
            body(card, registers);
    });

    private static void Pause(long nanoseconds)
    {
        long limit = Clock.Monotonic + nanoseconds;
        while (Clock.Monotonic < limit)
            Instructions.Pause();
    }

    private static void WaitUntil(Func<bool> condition)
    {
        long limit = Clock.Monotonic + Patience;
        while (!condition())
            Check.True(Clock.Monotonic < limit, "in time");
    }
}

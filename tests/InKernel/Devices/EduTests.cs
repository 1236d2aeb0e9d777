using System.Threading;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Processors;
using Diesis.Platform.Time;

namespace Diesis.Tests.InKernel;

/// <summary>A driver of a real PCI device: registers, messages, the interrupt line. Passes where the device is not in the machine.</summary>
internal static class EduTests
{
    private const long Patience = 2_000_000_000;

    private sealed class Handler(EduDevice device) : InterruptHandler("edu")
    {
        internal int Calls;
        internal uint Bits;
        internal int LastProcessor = -1;

        protected internal override bool OnInterrupt()
        {
            uint pending = device.PendingInterrupts;
            if (pending == 0)
                return false;
            device.Acknowledge(pending);
            Bits |= pending;
            LastProcessor = Processor.CurrentIndex;
            Volatile.Write(ref Calls, Calls + 1);
            return true;
        }
    }

    /// <summary>Never says that an interrupt is its own, and does nothing about it.</summary>
    private sealed class Deaf() : InterruptHandler("deaf")
    {
        internal int Calls;

        protected internal override bool OnInterrupt()
        {
            Volatile.Write(ref Calls, Calls + 1);
            return false;
        }
    }

    internal static void Register(TestList tests)
    {
        Add(tests, "Edu.TellsWhatItIs", static device => Check.Equal(0x0100_00edu, device.Identity));
        Add(tests, "Edu.InvertsAWord", static device => Check.Equal(~0x1234_5678u, device.Invert(0x1234_5678)));
        Add(tests, "Edu.ComputesAFactorialWhilePolled", static device =>
        {
            device.Compute(10, interruptWhenDone: false);
            WaitUntil(() => !device.IsBusy);
            Check.Equal(3_628_800u, device.Factorial);
        });
        Add(tests, "Edu.HasOneMessage", static device => Check.True(device.Pci.HasMessage));
        Add(tests, "Edu.HasNoTableOfMessages", static device =>
        {
            Check.Equal(0, device.Pci.TableEntries);
            Check.False(device.Pci.TryConnectTableEntry(0, new Handler(device), processor: 0));
        });
        AddMessage(tests, "Edu.AMessageArrives", processor: 0, static (device, handler) =>
        {
            device.Raise(0x40);
            WaitUntil(() => Volatile.Read(ref handler.Calls) == 1);
            Check.Equal(0x40u, handler.Bits);
        });
        AddMessage(tests, "Edu.AMessageArrivesWhenWorkIsDone", processor: 0, static (device, handler) =>
        {
            device.Compute(5, interruptWhenDone: true);
            WaitUntil(() => Volatile.Read(ref handler.Calls) == 1);
            Check.Equal(120u, device.Factorial);
        });
        AddMessage(tests, "Edu.EachOfManyMessagesArrives", processor: 0, static (device, handler) =>
        {
            for (int i = 1; i <= 200; i++)
            {
                device.Raise(1);
                WaitUntil(() => Volatile.Read(ref handler.Calls) == i);
            }
            Check.Equal(200L, handler.TotalCount);
        });
        AddMessage(tests, "Edu.AMessageWaitsWhileInterruptsAreOff", processor: 0, static (device, handler) =>
        {
            if (Processor.Count != 1)
                throw new NotHereException();
            nuint flags = Instructions.SaveAndDisableInterrupts();
            device.Raise(2);
            int calls = handler.Calls;
            Instructions.RestoreInterrupts(flags);
            WaitUntil(() => Volatile.Read(ref handler.Calls) == 1);
            Check.Equal(0, calls);
        });
        AddMessage(tests, "Edu.AMessageGoesToTheLastProcessor", processor: -1, static (device, handler) =>
        {
            device.Raise(4);
            WaitUntil(() => Volatile.Read(ref handler.Calls) == 1);
            Check.Equal(Processor.Count - 1, handler.LastProcessor);
            Check.Equal(1L, handler.Count(Processor.Count - 1));
        });
        Add(tests, "Edu.NoMessageArrivesAfterDisconnection", static device =>
        {
            Handler handler = new(device);
            if (!device.Pci.TryConnectMessage(handler, processor: 0))
                throw new NotHereException();
            device.Pci.Disconnect(handler);
            device.Pci.Commands |= Diesis.Platform.Devices.Pci.PciCommands.LineDisabled;
            device.Raise(1);
            Pause(5_000_000);
            device.Acknowledge(uint.MaxValue);
            Check.Equal(0, handler.Calls);
        });
        AddLine(tests);
        AddStorm(tests);
    }

    private static void AddLine(TestList tests)
    {
        Add(tests, "Edu.TheLineInterrupts", static device =>
        {
            Handler handler = new(device);
            Check.True(device.Pci.TryConnectLine(handler));
            device.Raise(8);
            WaitUntil(() => Volatile.Read(ref handler.Calls) == 1);
            device.Pci.Disconnect(handler);
            Check.Equal(8u, handler.Bits);
        });
        Add(tests, "Edu.TheLineInterruptsAgainAfterEachAcknowledgement", static device =>
        {
            Handler handler = new(device);
            Check.True(device.Pci.TryConnectLine(handler));
            for (int i = 1; i <= 50; i++)
            {
                device.Raise(1);
                WaitUntil(() => Volatile.Read(ref handler.Calls) == i);
            }
            device.Pci.Disconnect(handler);
        });
        Add(tests, "Edu.HandlersShareTheLine", static device =>
        {
            Handler idle = new(device);
            Handler handler = new(device);
            Check.True(device.Pci.TryConnectLine(handler));
            Check.True(device.Pci.TryConnectLine(idle));
            device.Raise(1);
            WaitUntil(() => Volatile.Read(ref handler.Calls) + Volatile.Read(ref idle.Calls) == 1);
            device.Pci.Disconnect(idle);
            device.Raise(1);
            WaitUntil(() => Volatile.Read(ref handler.Calls) + Volatile.Read(ref idle.Calls) == 2);
            device.Pci.Disconnect(handler);
        });
    }

    private static void AddStorm(TestList tests) => Add(tests, "Edu.ALineThatNobodyQuietsIsSwitchedOff", static device =>
    {
        Deaf handler = new();
        Check.True(device.Pci.TryConnectLine(handler));
        uint line = IsaInterrupts.Wiring(device.Pci.ReadConfiguration8(0x3c)).GlobalLine;
        device.Raise(1);
        long limit = Clock.Monotonic + 10 * Patience;
        int calls;
        do
        {
            Check.True(Clock.Monotonic < limit, "the storm ends");
            calls = Volatile.Read(ref handler.Calls);
            Pause(20_000_000);
        }
        while (calls == 0 || Volatile.Read(ref handler.Calls) != calls);
        if (InterruptLines.UsesIoApics)
            Check.True(InterruptLines.Route(line)!.Value.IsMasked);
        device.Acknowledge(uint.MaxValue);
        device.Pci.Disconnect(handler);
    });

    private static void Add(TestList tests, string name, Action<EduDevice> body) => tests.Add(name, () =>
    {
        if (EduDevice.Find() is EduDevice device)
            body(device);
    });

    /// <param name="processor">-1 for the last one.</param>
    private static void AddMessage(TestList tests, string name, int processor, Action<EduDevice, Handler> body) => Add(tests, name, device =>
    {
        Handler handler = new(device);
        bool connected = device.Pci.TryConnectMessage(handler, processor < 0 ? Processor.Count - 1 : processor);
        Check.Equal(LocalApic.IsPresent, connected);
        if (!connected)
            return;
        try
        {
            body(device, handler);
        }
        finally
        {
            device.Pci.Disconnect(handler);
        }
    });

    private static void WaitUntil(Func<bool> condition)
    {
        long limit = Clock.Monotonic + Patience;
        while (!condition())
            Check.True(Clock.Monotonic < limit, "in time");
    }

    private static void Pause(long nanoseconds)
    {
        long limit = Clock.Monotonic + nanoseconds;
        while (Clock.Monotonic < limit)
            Instructions.Pause();
    }
}

using System.Threading;
using Diesis.Platform.Boot;
using Diesis.Platform.Devices;
using Diesis.Platform.Firmware.Tables;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Processors;
using Diesis.Platform.Time;

namespace Diesis.Tests.InKernel;

/// <summary>Interrupt lines through the I/O APIC or the 8259s, and the local APIC's own state.</summary>
internal static class LineTests
{
    private const int ClockLine = 8;
    private const int TimerLine = 0;
    private const long Patience = 2_000_000_000;

    private sealed class Counter() : InterruptHandler("test")
    {
        internal int Calls;
        internal int LastProcessor = -1;

        protected internal override bool OnInterrupt()
        {
            LastProcessor = Processor.CurrentIndex;
            Interlocked.Increment(ref Calls);
            return true;
        }
    }

    /// <summary>The clock chip interrupts some thousand times a second, until it is told not to.</summary>
    private sealed class ClockChip() : InterruptHandler("clock chip")
    {
        private static readonly PortRange s_ports = new(0x70, 2);

        internal int Calls;

        internal static byte Read(byte register)
        {
            s_ports.Write8(0, register);
            return s_ports.Read8(1);
        }

        internal static void SetPeriodic(bool on)
        {
            const byte StatusB = 0x0b;
            const byte Periodic = 0x40;
            byte old = Read(StatusB);
            s_ports.Write8(0, StatusB);
            s_ports.Write8(1, (byte)(on ? old | Periodic : old & ~Periodic));
        }

        internal static byte Acknowledge() => Read(0x0c);

        protected internal override bool OnInterrupt()
        {
            Acknowledge();
            Interlocked.Increment(ref Calls);
            return true;
        }
    }

    internal static void Register(TestList tests)
    {
        tests.Add("LocalApic.IsAsTheCommandLineWants", static () =>
        {
            if (CommandLine.Is("apic"u8, "off"u8))
                Check.False(LocalApic.IsPresent);
            if (CommandLine.Is("x2apic"u8, "off"u8))
                Check.True(LocalApic.Mode != LocalApicMode.Registers);
        });
        tests.Add("LocalApic.IsAnIntegratedOne", static () => Check.True(!LocalApic.IsPresent || LocalApic.ReportedVersion is >= 0x10 and <= 0x1f));
        tests.Add("LocalApic.NothingIsLeftInService", static () =>
        {
            for (int vector = Vector.FirstDevice; LocalApic.IsPresent && vector < Vector.Count; vector++)
                Check.False(LocalApic.IsInService(vector));
        });
        tests.Add("LocalApic.EveryProcessorHasANumberOfItsOwn", static () =>
        {
            HashSet<uint> numbers = [];
            for (int i = 0; LocalApic.IsPresent && i < Processor.Count; i++)
                Check.True(numbers.Add(LocalInterrupts.ApicId(i)));
        });
        tests.Add("Lines.RefuseNumbersThatDoNotExist", static () =>
        {
            Check.False(IsaInterrupts.Claim(16, new Counter()));
            Check.False(IsaInterrupts.Claim(-1, new Counter()));
            Check.False(InterruptLines.TryClaim(5000, LinePolarity.ActiveHigh, LineTrigger.Edge, new Counter(), processor: 0));
        });
        tests.Add("Lines.OneTriggeredByEdgeIsNotShared", static () =>
        {
            Counter first = new();
            Check.True(IsaInterrupts.Claim(ClockLine, first));
            bool second = IsaInterrupts.Claim(ClockLine, new Counter());
            IsaInterrupts.Release(first);
            Check.False(second);
        });
        tests.Add("Lines.OneThatWasReleasedCanBeClaimed", static () =>
        {
            for (int i = 0; i < 3; i++)
            {
                Counter counter = new();
                Check.True(IsaInterrupts.Claim(ClockLine, counter));
                IsaInterrupts.Release(counter);
            }
        });
        tests.Add("Lines.AreMaskedAfterTheirRelease", static () =>
        {
            Counter counter = new();
            IsaInterrupts.Claim(ClockLine, counter);
            IsaInterrupts.Release(counter);
            if (InterruptLines.UsesIoApics)
                Check.True(InterruptLines.Route(IsaInterrupts.Wiring(ClockLine).GlobalLine)!.Value.IsMasked);
            else
                Check.False(InterruptController.IsEnabled(ClockLine));
        });
        tests.Add("Lines.AreRoutedAsTheFirmwareSays", static () =>
        {
            if (!InterruptLines.UsesIoApics)
                throw new NotHereException();
            Counter counter = new();
            LineOverride wiring = IsaInterrupts.Wiring(ClockLine);
            Check.True(IsaInterrupts.Claim(ClockLine, counter));
            LineRoute route = InterruptLines.Route(wiring.GlobalLine)!.Value;
            Check.Equal(counter.ConnectedVector, route.Vector);
            IsaInterrupts.Release(counter);
            Check.Equal(wiring.Polarity, route.Polarity);
            Check.Equal(wiring.Trigger, route.Trigger);
            Check.False(route.IsMasked);
        });
        tests.Add("Lines.TheOldControllersAreQuietBesideIoApics", static () =>
        {
            for (int line = 0; InterruptLines.UsesIoApics && line < IsaInterrupts.LineCount; line++)
                Check.False(InterruptController.IsEnabled(line));
        });
        AddTimerLine(tests);
        AddClockChip(tests);
    }

    private static void AddTimerLine(TestList tests)
    {
        Add(tests, "Lines.TheIntervalTimerInterruptsOnce", static counter =>
        {
            IntervalTimer.SetAlarm(1000);
            WaitUntil(() => Volatile.Read(ref counter.Calls) == 1);
            Spin(3_000_000);
            Check.Equal(1, counter.Calls);
        });
        Add(tests, "Lines.TheIntervalTimerInterruptsAgain", static counter =>
        {
            for (int i = 1; i <= 20; i++)
            {
                IntervalTimer.SetAlarm(100);
                WaitUntil(() => Volatile.Read(ref counter.Calls) == i);
            }
        });
        Add(tests, "Lines.AMaskedLineIsQuiet", static counter =>
        {
            uint line = IsaInterrupts.Wiring(TimerLine).GlobalLine;
            InterruptLines.SetMask(line, LineMask.Masked);
            IntervalTimer.SetAlarm(100);
            Spin(3_000_000);
            Check.Equal(0, counter.Calls);
            InterruptLines.SetMask(line, LineMask.Unmasked);
        });
        Add(tests, "Lines.ALineGoesToTheProcessorThatIsChosen", static counter =>
        {
            int processor = Processor.Count - 1;
            bool moved = InterruptLines.TrySetProcessor(IsaInterrupts.Wiring(TimerLine).GlobalLine, processor);
            Check.Equal(InterruptLines.UsesIoApics, moved);
            if (!moved)
                return;
            IntervalTimer.SetAlarm(1000);
            WaitUntil(() => Volatile.Read(ref counter.Calls) == 1);
            Check.Equal(processor, counter.LastProcessor);
        });
    }

    private static void AddClockChip(TestList tests)
    {
        tests.Add("Lines.TheClockChipInterrupts", static () =>
        {
            ClockChip chip = new();
            ClockChip.Acknowledge();
            Check.True(IsaInterrupts.Claim(ClockLine, chip));
            ClockChip.SetPeriodic(on: true);
            WaitUntil(() => Volatile.Read(ref chip.Calls) >= 5);
            ClockChip.SetPeriodic(on: false);
            IsaInterrupts.Release(chip);
            Check.True(chip.TotalCount >= 5);
        });
        tests.Add("Lines.NoneArrivesAfterItsRelease", static () =>
        {
            ClockChip chip = new();
            ClockChip.Acknowledge();
            Check.True(IsaInterrupts.Claim(ClockLine, chip));
            ClockChip.SetPeriodic(on: true);
            WaitUntil(() => Volatile.Read(ref chip.Calls) >= 1);
            IsaInterrupts.Release(chip);
            int calls = chip.Calls;
            Spin(5_000_000);
            ClockChip.SetPeriodic(on: false);
            ClockChip.Acknowledge();
            Check.Equal(calls, chip.Calls);
        });
    }

    private static void Add(TestList tests, string name, Action<Counter> body) => tests.Add(name, () =>
    {
        // Where the interval timer is the clock event, its line is in use.
        if (ClockEvents.Current is IntervalTimerEvent)
            return;
        Counter counter = new();
        Check.True(IsaInterrupts.Claim(TimerLine, counter));
        try
        {
            body(counter);
        }
        finally
        {
            IsaInterrupts.Release(counter);
        }
    });

    private static void WaitUntil(Func<bool> condition)
    {
        long limit = Clock.Monotonic + Patience;
        while (!condition())
            Check.True(Clock.Monotonic < limit, "in time");
    }

    private static void Spin(long nanoseconds)
    {
        long limit = Clock.Monotonic + nanoseconds;
        while (Clock.Monotonic < limit)
            Instructions.Pause();
    }
}

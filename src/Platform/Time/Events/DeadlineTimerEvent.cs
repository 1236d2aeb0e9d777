using System.Runtime.Intrinsics.X86;
using System.Threading;
using Diesis.Platform.Devices;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Time;

/// <summary>The local APIC compares the time stamp counter with a register (Intel SDM, volume 3, section 11.5.4.1).</summary>
internal sealed class DeadlineTimerEvent() : ClockEvent("tsc-deadline", 300)
{
    private const uint DeadlineRegister = 0x6e0;

    internal static bool IsSupported => LocalApic.IsPresent && (X86Base.CpuId(1, 0).Ecx & 1 << 24) != 0;

    internal override void InitializeCurrent()
    {
        LocalApic.ConfigureTimer(LocalTimerMode.Deadline);

        // The mode, written to memory, must have arrived before the deadline, written to a register.
        Interlocked.MemoryBarrier();
    }

    internal override void Program(long nanoseconds) =>
        DeviceInstructions.WriteModelRegister(DeadlineRegister, Instructions.ReadTimeStampCounter() + Clock.TimeStampScale.ToTicks(nanoseconds));
}

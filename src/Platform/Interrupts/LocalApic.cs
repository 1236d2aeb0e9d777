using System.Runtime.Intrinsics.X86;
using System.Threading;
using Diesis.Platform.Devices;
using Diesis.Platform.Firmware.Tables;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Paging;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Interrupts;

/// <summary>How the local APIC's registers are reached.</summary>
internal enum LocalApicMode
{
    /// <summary>There is none, or it is left off: the 8259s serve the only processor.</summary>
    Absent,

    /// <summary>xAPIC: registers in memory, identifiers of 8 bits.</summary>
    Memory,

    /// <summary>x2APIC: model-specific registers, identifiers of 32 bits.</summary>
    Registers,
}

/// <summary>What an entry of the local vector table is for; the value is the register's number.</summary>
internal enum LocalInterrupt
{
    Timer = 0x32,
    Thermal = 0x33,
    PerformanceCounter = 0x34,
    Line0 = 0x35,
    Line1 = 0x36,
    Error = 0x37,
}

/// <summary>This processor's interrupt controller (Intel SDM, volume 3, chapter 11), as xAPIC and as x2APIC.</summary>
/// <remarks>
/// Registers are named by their number: an x2APIC's are model-specific registers 0x800 + number, an xAPIC's lie in memory at 16 * number.
/// Unmanaged statics only: it works before the heap does. Each method speaks of the processor that calls it, with interrupts off or
/// preemption off. SAFETY: the registers' page is in the direct map, which the page tables hold for ever.
/// </remarks>
internal static unsafe class LocalApic
{
    private const uint BaseRegister = 0x1b;
    private const ulong GloballyEnabled = 1 << 11;
    private const ulong RegistersEnabled = 1 << 10;
    private const ulong AddressMask = 0x000f_ffff_ffff_f000;
    private const uint FirstModelRegister = 0x800;

    private const int Identifier = 0x02;
    private const int Version = 0x03;
    private const int TaskPriority = 0x08;
    private const int EndOfInterruptRegister = 0x0b;
    private const int SpuriousVector = 0x0f;
    private const int FirstInService = 0x10;
    private const int ErrorStatus = 0x28;
    private const int CommandLow = 0x30;
    private const int CommandHigh = 0x31;
    private const int TimerInitialCount = 0x38;
    private const int TimerCurrentCount = 0x39;
    private const int TimerDivider = 0x3e;

    private const uint SoftwareEnabled = 1 << 8;
    private const uint DeliveryPending = 1 << 12;
    private const uint LevelAssert = 1 << 14;
    private const uint Masked = 1 << 16;
    private const uint ModeNonMaskable = 4 << 8;
    private const uint ModeInit = 5 << 8;
    private const uint ModeStartup = 6 << 8;
    private const uint ModeExternal = 7 << 8;
    private const uint DivideBy1 = 0xb;

    private static byte* s_registers;

    internal static LocalApicMode Mode { get; private set; }

    internal static bool IsPresent => Mode != LocalApicMode.Absent;

    /// <summary>This processor's number among all APICs.</summary>
    internal static uint Id => Mode == LocalApicMode.Registers ? Read(Identifier) : Read(Identifier) >> 24;

    /// <summary>Local interrupts beyond the first that this model has, as its version register says.</summary>
    internal static int HighestLocalInterrupt => (int)(Read(Version) >> 16) & 0xff;

    internal static uint ReportedVersion => Read(Version) & 0xff;

    /// <summary>Chooses how all processors use theirs, and turns the boot processor's on.</summary>
    /// <param name="wanted">The best mode to use; the firmware may have left no way back from x2APIC.</param>
    internal static void Initialize(LocalApicMode wanted)
    {
        (_, _, int featuresC, int featuresD) = X86Base.CpuId(1, 0);
        bool hasApic = (featuresD & 1 << 9) != 0;
        bool hasRegisters = (featuresC & 1 << 21) != 0;
        if (!hasApic || wanted == LocalApicMode.Absent)
            return;
        ulong setting = DeviceInstructions.ReadModelRegister(BaseRegister);
        bool isFixed = (setting & RegistersEnabled) != 0;
        s_registers = KernelMemory.MapDevice(new PhysicalAddress(setting & AddressMask), FrameNumber.FrameBytes, PageCaching.Uncached);
        Mode = isFixed || (hasRegisters && wanted == LocalApicMode.Registers) ? LocalApicMode.Registers : LocalApicMode.Memory;
        InitializeCurrent(0);
    }

    /// <summary>Turns this processor's APIC on, every local interrupt masked but the 8259s' at the boot processor and errors.</summary>
    internal static void InitializeCurrent(int processor)
    {
        if (!IsPresent)
            return;
        ulong setting = DeviceInstructions.ReadModelRegister(BaseRegister) | GloballyEnabled;
        DeviceInstructions.WriteModelRegister(BaseRegister, setting);
        if (Mode == LocalApicMode.Registers)
            DeviceInstructions.WriteModelRegister(BaseRegister, setting | RegistersEnabled);

        Write(SpuriousVector, SoftwareEnabled | Vector.Spurious);
        Write(TaskPriority, 0);
        SetLocal(LocalInterrupt.Timer, Masked);
        SetLocal(LocalInterrupt.Line0, processor == 0 ? ModeExternal : Masked);
        SetLocal(LocalInterrupt.Line1, Masked);
        if (HighestLocalInterrupt >= 3)
            SetLocal(LocalInterrupt.Error, Vector.ApicError);
        Write(ErrorStatus, 0);
        Write(TimerDivider, DivideBy1);
        AcknowledgeLeftovers();
        LocalInterrupts.SetApicId(processor, Id);
    }

    internal static void EndOfInterrupt() => Write(EndOfInterruptRegister, 0);

    /// <summary>Whether a vector has been accepted and not yet acknowledged.</summary>
    internal static bool IsInService(int vector) => (Read(FirstInService + vector / 32) & 1u << (vector % 32)) != 0;

    /// <summary>Errors since the last call (Intel SDM, volume 3, section 11.5.3).</summary>
    internal static uint TakeErrors()
    {
        Write(ErrorStatus, 0);
        return Read(ErrorStatus);
    }

    internal static uint Local(LocalInterrupt entry) => Read((int)entry);

    internal static void SetLocal(LocalInterrupt entry, uint value) => Write((int)entry, value);

    /// <summary>Makes one of the two lines the non-maskable interrupt.</summary>
    internal static void ConnectNonMaskable(LocalInterrupt line, LinePolarity polarity, LineTrigger trigger)
    {
        const uint ActiveLow = 1 << 13;
        const uint Level = 1 << 15;
        SetLocal(line, ModeNonMaskable | (polarity == LinePolarity.ActiveLow ? ActiveLow : 0) | (trigger == LineTrigger.Level ? Level : 0));
    }

    internal static void MaskLocal(LocalInterrupt entry) => SetLocal(entry, Local(entry) | Masked);

    /// <summary>Sets what the timer does at its end: the vector and the mode's bits (Intel SDM, volume 3, section 11.5.4).</summary>
    internal static void ConfigureTimer(LocalTimerMode mode) => SetLocal(LocalInterrupt.Timer, Vector.Timer | (uint)mode << 17);

    internal static void MaskTimer() => MaskLocal(LocalInterrupt.Timer);

    /// <summary>Starts the timer to count down; 0 stops it.</summary>
    internal static void StartTimer(uint ticks) => Write(TimerInitialCount, ticks);

    internal static uint TimerTicksLeft => Read(TimerCurrentCount);

    /// <summary>Interrupts one processor.</summary>
    internal static void SendFixed(uint apicId, int vector) => Send(apicId, (uint)vector | LevelAssert);

    internal static void SendNonMaskable(uint apicId) => Send(apicId, ModeNonMaskable | LevelAssert);

    /// <summary>Resets a processor, which then waits for <see cref="SendStartup"/> (Intel SDM, volume 3, section 9.4.4).</summary>
    internal static void SendInit(uint apicId) => Send(apicId, ModeInit | LevelAssert);

    /// <summary>Starts a processor that waits, in real mode at physical address 4096 * <paramref name="page"/>.</summary>
    internal static void SendStartup(uint apicId, byte page) => Send(apicId, ModeStartup | page);

    private static void Send(uint apicId, uint command)
    {
        if (Mode == LocalApicMode.Registers)
        {
            // Writing this register does not order earlier stores, which the receiver is to see (Intel SDM, volume 3, section 11.12.3).
            Interlocked.MemoryBarrier();
            DeviceInstructions.WriteModelRegister(FirstModelRegister + CommandLow, (ulong)apicId << 32 | command);
            return;
        }

        nuint flags = Instructions.SaveAndDisableInterrupts();
        WaitForDelivery();
        Write(CommandHigh, apicId << 24);
        Write(CommandLow, command);
        WaitForDelivery();
        Instructions.RestoreInterrupts(flags);
    }

    private static void WaitForDelivery()
    {
        while ((Read(CommandLow) & DeliveryPending) != 0)
            Instructions.Pause();
    }

    /// <summary>The firmware, or what was interrupted by a reset, may have left interrupts in service, which would block ours.</summary>
    private static void AcknowledgeLeftovers()
    {
        const int Rows = 8;
        for (int attempt = 0; attempt < Vector.Count; attempt++)
        {
            uint any = 0;
            for (int row = 0; row < Rows; row++)
                any |= Read(FirstInService + row);
            if (any == 0)
                return;
            EndOfInterrupt();
        }
    }

    private static uint Read(int register) => Mode == LocalApicMode.Registers
        ? (uint)DeviceInstructions.ReadModelRegister(FirstModelRegister + (uint)register)
        : Volatile.Read(ref *(uint*)(s_registers + register * 16));

    private static void Write(int register, uint value)
    {
        if (Mode == LocalApicMode.Registers)
            DeviceInstructions.WriteModelRegister(FirstModelRegister + (uint)register, value);
        else
            Volatile.Write(ref *(uint*)(s_registers + register * 16), value);
    }
}

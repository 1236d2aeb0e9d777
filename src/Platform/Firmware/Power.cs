using Diesis.Platform.Devices;
using Diesis.Platform.Firmware.Tables;
using Diesis.Platform.Processors;
using Diesis.Platform.Time;

namespace Diesis.Platform.Firmware;

/// <summary>Turns the machine off, or starts it anew. Usable in any context, also while the kernel dies.</summary>
public static class Power
{
    private const ushort SleepEnable = 1 << 13;
    private const int SleepTypeShift = 10;
    private const ushort SleepTypeMask = 7 << SleepTypeShift;
    private const ushort AcpiIsOn = 1;
    private const long Patience = 1_000_000_000;

    /// <summary>Turns the machine off (ACPI 6.5, section 16.1.6). Returns only where that is not possible.</summary>
    public static void Off()
    {
        Instructions.DisableInterrupts();
        if (MachineDescription.Fixed is not FixedDescription description || MachineDescription.OffState is not SleepState state)
            return;
        TurnAcpiOn(description);
        Sleep(description.Control1A, state.TypeA);
        Sleep(description.Control1B, state.TypeB);
        Wait();
    }

    /// <summary>Starts the machine anew: by ACPI's register, the keyboard controller, or a fault that resets the processor. Does not return.</summary>
    public static void Reset()
    {
        Instructions.DisableInterrupts();
        if (MachineDescription.Fixed is FixedDescription description && description.ResetRegister.IsPresent)
        {
            Write8(description.ResetRegister, description.ResetValue);
            Wait();
        }
        ResetByKeyboardController();
        Wait();
        DeviceInstructions.TripleFault();
    }

    private static void TurnAcpiOn(FixedDescription description)
    {
        if (description.SmiCommandPort == 0 || description.AcpiEnable == 0 || (Read16(description.Control1A) & AcpiIsOn) != 0)
            return;
        Instructions.PortWrite8(description.SmiCommandPort, description.AcpiEnable);
        long start = Clock.Monotonic;
        while ((Read16(description.Control1A) & AcpiIsOn) == 0 && Clock.Monotonic - start < Patience)
            Instructions.Pause();
    }

    private static void Sleep(RegisterAddress control, byte type)
    {
        if (!control.IsPresent)
            return;
        int value = Read16(control) & ~SleepTypeMask | type << SleepTypeShift;
        Write16(control, (ushort)value);
        Write16(control, (ushort)(value | SleepEnable));
    }

    private static void ResetByKeyboardController()
    {
        const ushort CommandPort = 0x64;
        const byte InputFull = 2;
        const byte PulseReset = 0xfe;
        const int MostReads = 10_000;
        for (int i = 0; i < MostReads && (Instructions.PortRead8(CommandPort) & InputFull) != 0; i++)
            Instructions.Pause();
        Instructions.PortWrite8(CommandPort, PulseReset);
    }

    /// <summary>Gives the hardware time to do what it was told.</summary>
    private static void Wait()
    {
        const long Nanoseconds = 100_000_000;
        long start = Clock.Monotonic;
        while (Clock.Monotonic - start < Nanoseconds)
            Instructions.Pause();
    }

    private static ushort Read16(RegisterAddress register) => register.Space switch
    {
        RegisterSpace.Port => DeviceInstructions.PortRead16((ushort)register.Address),
        RegisterSpace.Memory => MmioRegion.Map(register.Address, 2)?.Read16(0) ?? 0,
        _ => 0,
    };

    private static void Write16(RegisterAddress register, ushort value)
    {
        if (register.Space == RegisterSpace.Port)
            DeviceInstructions.PortWrite16((ushort)register.Address, value);
        else if (register.Space == RegisterSpace.Memory)
            MmioRegion.Map(register.Address, 2)?.Write16(0, value);
    }

    private static void Write8(RegisterAddress register, byte value)
    {
        if (register.Space == RegisterSpace.Port)
            Instructions.PortWrite8((ushort)register.Address, value);
        else if (register.Space == RegisterSpace.Memory)
            MmioRegion.Map(register.Address, 1)?.Write8(0, value);
    }
}

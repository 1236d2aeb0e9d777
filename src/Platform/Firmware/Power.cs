using Diesis.Platform.Devices;
using Diesis.Platform.Firmware.Tables;
using Diesis.Platform.Processors;
using Diesis.Platform.Time;

namespace Diesis.Platform.Firmware;

/// <summary>Turns the machine off, or starts it anew.</summary>
/// <remarks>
/// Usable in any context, also while the kernel dies: all that it needs of the tables was put into unmanaged statics at start-up. Before that
/// it only knows the ways that need no table.
/// </remarks>
public static class Power
{
    private const ushort SleepEnable = 1 << 13;
    private const int SleepTypeShift = 10;
    private const ushort SleepTypeMask = 7 << SleepTypeShift;
    private const ushort AcpiIsOn = 1;
    private const long Patience = 1_000_000_000;

    private static PowerRegister s_control1A;
    private static PowerRegister s_control1B;
    private static PowerRegister s_reset;
    private static byte s_resetValue;
    private static ushort s_commandPort;
    private static byte s_acpiEnable;
    private static byte s_typeA;
    private static byte s_typeB;
    private static bool s_canTurnOff;

    /// <summary>Notes what the tables say.</summary>
    internal static void Initialize()
    {
        if (MachineDescription.Fixed is not FixedDescription description)
            return;
        s_control1A = PowerRegister.Map(description.Control1A);
        s_control1B = PowerRegister.Map(description.Control1B);
        s_reset = PowerRegister.Map(description.ResetRegister);
        s_resetValue = description.ResetValue;
        s_commandPort = description.SmiCommandPort;
        s_acpiEnable = description.AcpiEnable;
        if (MachineDescription.OffState is not SleepState state)
            return;
        s_typeA = state.TypeA;
        s_typeB = state.TypeB;
        s_canTurnOff = s_control1A.IsPresent;
    }

    /// <summary>Turns the machine off (ACPI 6.5, section 16.1.6). Returns only where that is not possible.</summary>
    public static void Off()
    {
        Instructions.DisableInterrupts();
        if (!s_canTurnOff)
            return;
        TurnAcpiOn();
        Sleep(s_control1A, s_typeA);
        if (s_control1B.IsPresent)
            Sleep(s_control1B, s_typeB);
        Wait();
    }

    /// <summary>Starts the machine anew: by ACPI's register, the keyboard controller, or a fault that resets the processor. Does not return.</summary>
    public static void Reset()
    {
        Instructions.DisableInterrupts();
        if (s_reset.IsPresent)
        {
            s_reset.Write8(s_resetValue);
            Wait();
        }
        ResetByKeyboardController();
        Wait();
        DeviceInstructions.TripleFault();
    }

    private static void TurnAcpiOn()
    {
        if (s_commandPort == 0 || s_acpiEnable == 0 || (s_control1A.Read16() & AcpiIsOn) != 0)
            return;
        Instructions.PortWrite8(s_commandPort, s_acpiEnable);
        long start = Clock.Monotonic;
        while ((s_control1A.Read16() & AcpiIsOn) == 0 && Clock.Monotonic - start < Patience)
            Instructions.Pause();
    }

    private static void Sleep(PowerRegister control, byte type)
    {
        int value = control.Read16() & ~SleepTypeMask | type << SleepTypeShift;
        control.Write16((ushort)value);
        control.Write16((ushort)(value | SleepEnable));
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
}

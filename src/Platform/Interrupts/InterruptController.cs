using Diesis.Platform.Processors;

namespace Diesis.Platform.Interrupts;

/// <summary>The pair of 8259A interrupt controllers: moved away from the exceptions' vectors, every line off until asked for.</summary>
internal static class InterruptController
{
    private const ushort FirstCommand = 0x20;
    private const ushort FirstData = 0x21;
    private const ushort SecondCommand = 0xa0;
    private const ushort SecondData = 0xa1;
    private const byte FirstVector = Vector.FirstOldLine;
    private const int CascadeLine = 2;

    internal static void Initialize()
    {
        // Initialization command words 1 to 4 (8259A data sheet): cascade, vectors, wiring, 8086 mode.
        Instructions.PortWrite8(FirstCommand, 0x11);
        Instructions.PortWrite8(SecondCommand, 0x11);
        Instructions.PortWrite8(FirstData, FirstVector);
        Instructions.PortWrite8(SecondData, FirstVector + 8);
        Instructions.PortWrite8(FirstData, 4);
        Instructions.PortWrite8(SecondData, 2);
        Instructions.PortWrite8(FirstData, 1);
        Instructions.PortWrite8(SecondData, 1);
        Instructions.PortWrite8(FirstData, 0xff);
        Instructions.PortWrite8(SecondData, 0xff);
    }

    /// <summary>Lets a line interrupt.</summary>
    /// <param name="line">0 to 15, but 2, to which the second controller is wired.</param>
    internal static void Enable(int line)
    {
        SetMask(line, 0);
        if (line >= 8)
            SetMask(CascadeLine, 0);
    }

    internal static void Disable(int line) => SetMask(line, 1);

    internal static void DisableAll()
    {
        Instructions.PortWrite8(FirstData, 0xff);
        Instructions.PortWrite8(SecondData, 0xff);
    }

    internal static bool IsEnabled(int line) => (Instructions.PortRead8(DataPort(line)) & 1 << (line & 7)) == 0;

    /// <summary>
    /// Whether a controller interrupted for a line that had let go by then: line 7 or 15 without being in service. The second controller's
    /// must still be acknowledged at the first (8259A data sheet, "default IR7").
    /// </summary>
    internal static bool IsSpurious(int line)
    {
        const byte ReadInService = 0x0b;
        if (line is not (7 or 15))
            return false;
        ushort command = line == 7 ? FirstCommand : SecondCommand;
        Instructions.PortWrite8(command, ReadInService);
        if ((Instructions.PortRead8(command) & 0x80) != 0)
            return false;
        if (line == 15)
            EndOfInterrupt(CascadeLine);
        return true;
    }

    internal static void EndOfInterrupt(int line)
    {
        const byte NonSpecific = 0x20;
        if (line >= 8)
            Instructions.PortWrite8(SecondCommand, NonSpecific);
        Instructions.PortWrite8(FirstCommand, NonSpecific);
    }

    private static ushort DataPort(int line) => line < 8 ? FirstData : SecondData;

    private static void SetMask(int line, int masked)
    {
        int bit = line & 7;
        byte mask = Instructions.PortRead8(DataPort(line));
        Instructions.PortWrite8(DataPort(line), (byte)(mask & ~(1 << bit) | masked << bit));
    }
}

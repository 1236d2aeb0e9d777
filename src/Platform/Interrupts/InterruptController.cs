using Diesis.Platform.Processors;

namespace Diesis.Platform.Interrupts;

/// <summary>The pair of 8259A interrupt controllers: moved away from the exceptions' vectors, every line off until asked for.</summary>
internal static class InterruptController
{
    private const ushort FirstCommand = 0x20;
    private const ushort FirstData = 0x21;
    private const ushort SecondCommand = 0xa0;
    private const ushort SecondData = 0xa1;
    private const byte FirstVector = 32;

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

    /// <param name="line">0 to 7.</param>
    internal static void Enable(int line) =>
        Instructions.PortWrite8(FirstData, (byte)(Instructions.PortRead8(FirstData) & ~(1 << line)));

    internal static void EndOfInterrupt(int line)
    {
        const byte NonSpecific = 0x20;
        if (line >= 8)
            Instructions.PortWrite8(SecondCommand, NonSpecific);
        Instructions.PortWrite8(FirstCommand, NonSpecific);
    }
}

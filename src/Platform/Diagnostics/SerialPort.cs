using System;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Diagnostics;

/// <summary>The first serial port, polled: the console until drivers are there (16550 data sheet; PC port 0x3f8).</summary>
internal static class SerialPort
{
    private const ushort Base = 0x3f8;
    private const ushort InterruptEnable = Base + 1;
    private const ushort FifoControl = Base + 2;
    private const ushort LineControl = Base + 3;
    private const ushort ModemControl = Base + 4;
    private const ushort LineStatus = Base + 5;

    /// <summary>Where there is no port, or one whose other end does not take anything, the kernel must go on.</summary>
    private const int MostPolls = 1_000_000;

    private const byte DataReady = 1;
    private const byte TransmitterEmpty = 0x20;

    /// <summary>115,200 baud, 8 data bits, no parity, FIFOs on, no interrupts.</summary>
    internal static void Initialize()
    {
        const byte DivisorAccess = 0x80;
        const byte EightBits = 3;
        Instructions.PortWrite8(InterruptEnable, 0);
        Instructions.PortWrite8(LineControl, DivisorAccess);
        Instructions.PortWrite8(Base, 1);
        Instructions.PortWrite8(InterruptEnable, 0);
        Instructions.PortWrite8(LineControl, EightBits);
        Instructions.PortWrite8(FifoControl, 0xc7);
        Instructions.PortWrite8(ModemControl, 3);
    }

    internal static void Write(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
            Write(value);
    }

    internal static void Write(byte value)
    {
        for (int i = 0; i < MostPolls && (Instructions.PortRead8(LineStatus) & TransmitterEmpty) == 0; i++)
            Instructions.Pause();
        Instructions.PortWrite8(Base, value);
    }

    /// <summary>Takes what has arrived.</summary>
    internal static int TryRead(Span<byte> buffer)
    {
        int count = 0;
        while (count < buffer.Length && (Instructions.PortRead8(LineStatus) & DataReady) != 0)
            buffer[count++] = Instructions.PortRead8(Base);
        return count;
    }
}

using Diesis.Platform.Processors;

namespace Diesis.Platform.Time;

/// <summary>The 8254 interval timer: channel 2 to calibrate clocks, channel 0 as an alarm.</summary>
internal static class IntervalTimer
{
    private const long Hertz = 1_193_182;
    private const ushort Channel0 = 0x40;
    private const ushort Channel2 = 0x42;
    private const ushort Command = 0x43;
    private const ushort SpeakerControl = 0x61;

    /// <summary>Waits without interrupts, by the output of channel 2.</summary>
    internal static void Wait(int milliseconds)
    {
        const byte GateAndNoSpeaker = 1;
        const byte OutputBit = 0x20;
        const byte Channel2OneShot = 0xb0;
        byte control = (byte)(Instructions.PortRead8(SpeakerControl) & 0xfc);
        Instructions.PortWrite8(SpeakerControl, (byte)(control | GateAndNoSpeaker));
        Load(Channel2OneShot, Channel2, Hertz * milliseconds / 1000);
        while ((Instructions.PortRead8(SpeakerControl) & OutputBit) == 0)
            Instructions.Pause();
        Instructions.PortWrite8(SpeakerControl, control);
    }

    /// <summary>One interrupt on line 0 after a time, at most 54 ms.</summary>
    internal static void SetAlarm(long microseconds)
    {
        const byte Channel0OneShot = 0x30;
        long count = Hertz * microseconds / 1_000_000;
        Load(Channel0OneShot, Channel0, count < 1 ? 1 : count > 0xffff ? 0xffff : count);
    }

    private static void Load(byte command, ushort channel, long count)
    {
        Instructions.PortWrite8(Command, command);
        Instructions.PortWrite8(channel, (byte)count);
        Instructions.PortWrite8(channel, (byte)(count >> 8));
    }
}

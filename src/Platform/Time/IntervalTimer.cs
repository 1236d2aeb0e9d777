using Diesis.Platform.Processors;

namespace Diesis.Platform.Time;

/// <summary>The 8254 interval timer: channel 2 to calibrate clocks and as a clock, channel 0 as an alarm.</summary>
internal static class IntervalTimer
{
    internal const ulong Hertz = 1_193_182;

    private const ushort Channel0 = 0x40;
    private const ushort Channel2 = 0x42;
    private const ushort Command = 0x43;
    private const ushort SpeakerControl = 0x61;
    private const byte GateAndNoSpeaker = 1;
    private const byte SpeakerBits = 3;

    /// <summary>Waits without interrupts, by the output of channel 2. False when the timer does not answer.</summary>
    internal static bool Wait(int microseconds)
    {
        const byte OutputBit = 0x20;
        const byte Channel2OneShot = 0xb0;
        const int MostReads = 1_000_000;
        byte control = (byte)(Instructions.PortRead8(SpeakerControl) & ~SpeakerBits);
        Instructions.PortWrite8(SpeakerControl, (byte)(control | GateAndNoSpeaker));
        Load(Channel2OneShot, Channel2, (long)Hertz * microseconds / 1_000_000);
        bool answered = false;
        for (int i = 0; i < MostReads && !answered; i++)
            answered = (Instructions.PortRead8(SpeakerControl) & OutputBit) != 0;
        Instructions.PortWrite8(SpeakerControl, control);
        return answered;
    }

    /// <summary>Lets channel 2 count down from 65536 again and again.</summary>
    internal static void StartCounting()
    {
        const byte Channel2Rate = 0xb4;
        byte control = (byte)(Instructions.PortRead8(SpeakerControl) & ~SpeakerBits);
        Instructions.PortWrite8(SpeakerControl, (byte)(control | GateAndNoSpeaker));
        Load(Channel2Rate, Channel2, 0);
    }

    /// <summary>What channel 2 has left. Preconditions: nobody else reads at the same time.</summary>
    internal static ushort ReadCount()
    {
        const byte LatchChannel2 = 0x80;
        Instructions.PortWrite8(Command, LatchChannel2);
        byte low = Instructions.PortRead8(Channel2);
        return (ushort)(low | Instructions.PortRead8(Channel2) << 8);
    }

    /// <summary>One interrupt on line 0 after a time, at most 54 ms.</summary>
    internal static void SetAlarm(long microseconds)
    {
        const byte Channel0OneShot = 0x30;
        const long LongestMicroseconds = 54_000;
        long count = (long)Hertz * (microseconds > LongestMicroseconds ? LongestMicroseconds : microseconds) / 1_000_000;
        Load(Channel0OneShot, Channel0, count < 1 ? 1 : count);
    }

    private static void Load(byte command, ushort channel, long count)
    {
        Instructions.PortWrite8(Command, command);
        Instructions.PortWrite8(channel, (byte)count);
        Instructions.PortWrite8(channel, (byte)(count >> 8));
    }
}

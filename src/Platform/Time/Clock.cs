using System.Runtime;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Time;

/// <summary>Time from the processor's time stamp counter, calibrated once against the interval timer; the date from the CMOS clock.</summary>
internal static class Clock
{
    private const ulong NanosecondsPerSecond = 1_000_000_000;
    private const ushort CmosIndex = 0x70;
    private const ushort CmosData = 0x71;

    private static ulong s_start;

    /// <summary>Nanoseconds for each tick, as a fraction of 2^32.</summary>
    private static ulong s_scale;

    private static long s_unixAtStart;

    internal static void Initialize()
    {
        const int CalibrationMilliseconds = 5;
        ulong before = Instructions.ReadTimeStampCounter();
        IntervalTimer.Wait(CalibrationMilliseconds);
        ulong ticks = Instructions.ReadTimeStampCounter() - before;
        s_scale = (CalibrationMilliseconds * (NanosecondsPerSecond / 1000) << 32) / (ticks == 0 ? 1 : ticks);
        s_start = before;
        s_unixAtStart = ReadCmos() * (long)NanosecondsPerSecond;
    }

    [RuntimeExport("HomeMonotonicNanoseconds")]
    internal static long Monotonic()
    {
        ulong ticks = Instructions.ReadTimeStampCounter() - s_start;
        return (long)((ticks >> 32) * s_scale + (((ticks & 0xffff_ffff) * s_scale) >> 32));
    }

    [RuntimeExport("HomeProcessorNanoseconds")]
    private static long ProcessorTime() => Monotonic();

    [RuntimeExport("HomeUnixNanoseconds")]
    private static long Unix() => s_unixAtStart + Monotonic();

    /// <summary>Seconds since 1970 by the real-time clock (MC146818), read until two readings agree.</summary>
    private static long ReadCmos()
    {
        long previous = -1;
        for (int attempt = 0; attempt < 100; attempt++)
        {
            long seconds = ReadCmosOnce();
            if (seconds == previous)
                return seconds;
            previous = seconds;
        }
        return previous;
    }

    private static long ReadCmosOnce()
    {
        const byte StatusB = 0x0b;
        const byte IsBinary = 4;
        bool binary = (Cmos(StatusB) & IsBinary) != 0;
        int second = Field(0, binary);
        int minute = Field(2, binary);
        int hour = Field(4, binary);
        int day = Field(7, binary);
        int month = Field(8, binary);
        int year = 2000 + Field(9, binary);

        // Days since the epoch, with years that begin in March, so that the leap day is a year's last.
        int shiftedYear = month <= 2 ? year - 1 : year;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long days = 365L * shiftedYear + shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400 + dayOfYear - 719468;
        return ((days * 24 + hour) * 60 + minute) * 60 + second;
    }

    private static byte Cmos(byte register)
    {
        Instructions.PortWrite8(CmosIndex, register);
        return Instructions.PortRead8(CmosData);
    }

    private static int Field(byte register, bool binary)
    {
        int value = Cmos(register);
        return binary ? value : (value >> 4) * 10 + (value & 15);
    }
}

using Diesis.Platform.Processors;

namespace Diesis.Platform.Time;

/// <summary>The real-time clock chip (MC146818 and its descendants), which keeps the date while the machine is off.</summary>
internal static class CmosClock
{
    private const ushort IndexPort = 0x70;
    private const ushort DataPort = 0x71;
    private const byte StatusA = 0x0a;
    private const byte StatusB = 0x0b;
    private const byte UpdateInProgress = 0x80;
    private const int MostAttempts = 100;

    /// <summary>Seconds since 1970 by a clock that runs in UTC; false where it holds no date.</summary>
    /// <param name="centuryRegister">By the FADT, or 0.</param>
    internal static bool TryRead(byte centuryRegister, out long seconds)
    {
        CmosReading previous = default;
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            // The registers change one after the other: two equal readings outside of an update are one moment's.
            if ((Register(StatusA) & UpdateInProgress) != 0)
                continue;
            CmosReading reading = ReadOnce(centuryRegister);
            if (attempt != 0 && reading == previous)
                return CivilTime.TryGetUnixSeconds(reading, out seconds);
            previous = reading;
        }
        seconds = 0;
        return false;
    }

    private static CmosReading ReadOnce(byte centuryRegister) => new(
        Register(0), Register(2), Register(4), Register(7), Register(8), Register(9),
        centuryRegister is 0 or > 0x7f ? (byte)0 : Register(centuryRegister), Register(StatusB));

    private static byte Register(byte register)
    {
        Instructions.PortWrite8(IndexPort, register);
        return Instructions.PortRead8(DataPort);
    }
}

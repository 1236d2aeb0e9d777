namespace Diesis.Platform.Time;

/// <summary>The clock chip's registers (MC146818 data sheet), as read.</summary>
/// <param name="Seconds">0 to 59.</param>
/// <param name="Minutes">0 to 59.</param>
/// <param name="Hours">0 to 23, or 1 to 12 with bit 7 for the afternoon.</param>
/// <param name="Day">1 to 31.</param>
/// <param name="Month">1 to 12.</param>
/// <param name="Year">0 to 99.</param>
/// <param name="Century">19 or 20, or 0 where there is no such register.</param>
/// <param name="StatusB">Tells how the others are written.</param>
internal readonly record struct CmosReading(
    byte Seconds, byte Minutes, byte Hours, byte Day, byte Month, byte Year, byte Century, byte StatusB);

/// <summary>From the clock chip's registers to seconds since 1970.</summary>
internal static class CivilTime
{
    private const byte IsBinary = 1 << 2;
    private const byte Is24Hours = 1 << 1;
    private const byte Afternoon = 1 << 7;

    /// <summary>Seconds since 1970-01-01 UTC, for a clock that runs in UTC; false where the registers hold no date.</summary>
    internal static bool TryGetUnixSeconds(CmosReading reading, out long seconds)
    {
        seconds = 0;
        bool isBinary = (reading.StatusB & IsBinary) != 0;
        int hours = Number((byte)(reading.Hours & ~Afternoon), isBinary);
        if ((reading.StatusB & Is24Hours) == 0)
        {
            if (hours is < 1 or > 12)
                return false;
            hours = hours % 12 + ((reading.Hours & Afternoon) != 0 ? 12 : 0);
        }
        int second = Number(reading.Seconds, isBinary);
        int minute = Number(reading.Minutes, isBinary);
        int day = Number(reading.Day, isBinary);
        int month = Number(reading.Month, isBinary);
        int yearOfCentury = Number(reading.Year, isBinary);
        int century = reading.Century == 0 ? 0 : Number(reading.Century, isBinary);
        if (second is < 0 or > 59 || minute is < 0 or > 59 || hours is < 0 or > 23 || day < 1 || month is < 1 or > 12 || yearOfCentury is < 0 or > 99)
            return false;

        // Without a century register, or with nonsense in it: the chip came with the PC in 1984, so 70 to 99 lie in the last century.
        int year = century is >= 19 and <= 21 ? century * 100 + yearOfCentury : yearOfCentury + (yearOfCentury >= 70 ? 1900 : 2000);
        if (day > DaysInMonth(year, month))
            return false;
        seconds = ((DaysSinceEpoch(year, month, day) * 24 + hours) * 60 + minute) * 60 + second;
        return true;
    }

    /// <summary>Days from 1970-01-01 to a date of the Gregorian calendar.</summary>
    internal static long DaysSinceEpoch(int year, int month, int day)
    {
        // Years that begin in March have the leap day as their last. 719468 days lie between 0000-03-01 and the epoch.
        int shiftedYear = month <= 2 ? year - 1 : year;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return 365L * shiftedYear + shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400 + dayOfYear - 719468;
    }

    private static int DaysInMonth(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>-1 for what is no number in binary-coded decimals.</summary>
    private static int Number(byte register, bool isBinary)
    {
        if (isBinary)
            return register;
        return (register & 15) > 9 || register >> 4 > 9 ? -1 : (register >> 4) * 10 + (register & 15);
    }
}

namespace Diesis.Core.Monitoring;

/// <summary>Figures as people read them.</summary>
public static class Quantity
{
    private const ulong Step = 1024;

    /// <summary>Bytes with the largest binary unit that leaves at least two digits: "640 B", "12 KB", "1536 MB".</summary>
    public static string Bytes(ulong bytes)
    {
        string[] units = ["B", "KB", "MB", "GB", "TB"];
        int unit = 0;
        while (unit < units.Length - 1 && bytes >= 10 * Step)
        {
            bytes = (bytes + Step / 2) / Step;
            unit++;
        }
        return bytes.ToString() + " " + units[unit];
    }

    /// <summary>A time in the unit that suits it: "950 ns", "12.5 µs", "3.2 ms", "61.4 s".</summary>
    public static string Duration(long nanoseconds)
    {
        if (nanoseconds < 1000)
            return nanoseconds.ToString() + " ns";
        string[] units = ["µs", "ms", "s"];
        int unit = 0;
        long tenths = nanoseconds / 100;
        while (unit < units.Length - 1 && tenths >= 10_000)
        {
            tenths /= 1000;
            unit++;
        }
        return (tenths / 10).ToString() + "." + (tenths % 10).ToString() + " " + units[unit];
    }

    /// <summary>A number with its thousands apart: "12 345 678".</summary>
    public static string Grouped(long number)
    {
        string digits = number.ToString();
        int sign = digits[0] == '-' ? 1 : 0;
        string grouped = "";
        while (digits.Length - sign > 3)
        {
            grouped = " " + digits.Substring(digits.Length - 3) + grouped;
            digits = digits.Substring(0, digits.Length - 3);
        }
        return digits + grouped;
    }
}

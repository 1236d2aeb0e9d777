namespace Diesis.Tool.Comparison;

/// <summary>What the kernel's collector costs while four processes make and end files, pipes and processes (bench/Linux/churn.c). One instruction is one nanosecond.</summary>
/// <param name="Instructions">From the start to the end of the load, programs' own among them.</param>
/// <param name="UserInstructions">Those in programs.</param>
/// <param name="Collections">How often the collector ran meanwhile.</param>
/// <param name="StopInstructions">All stops together.</param>
/// <param name="LongestStop">Since the machine's start.</param>
/// <param name="Stop999">So long or shorter were 99.9 % of the stops since the machine's start.</param>
/// <param name="MedianStop">Half of the stops.</param>
internal sealed record CollectorCost(
    long Instructions, long UserInstructions, long Collections, long StopInstructions, long LongestStop, long Stop999, long MedianStop, long LiveBytes)
{
    /// <summary>Stops as a share of what the kernel executed, in percent.</summary>
    public double ShareOfKernel => Math.Round(100.0 * StopInstructions / Math.Max(1, Instructions - UserInstructions), 3);

    /// <summary>Reads lines "churn NAME NUMBER"; null when one is missing.</summary>
    internal static CollectorCost? Parse(string text)
    {
        Dictionary<string, long> numbers = [];
        foreach (string line in text.Split('\n'))
        {
            if (line.TrimEnd('\r').Split(' ') is ["churn", var name, var number] && long.TryParse(number, out long value))
            {
                numbers[name] = value;
            }
        }

        string[] names = ["instructions", "user", "collections", "stops", "stop.longest", "stop.999", "stop.500", "live"];
        return names.All(numbers.ContainsKey) && names.Select(name => numbers[name]).ToArray() is [var all, var user, var collections, var stops, var longest, var most, var median, var live]
            ? new CollectorCost(all, user, collections, stops, longest, most, median, live)
            : null;
    }
}

using System.Globalization;
using System.Text;
using Diesis.Tool.Names;

namespace Diesis.Tool.Comparison;

/// <summary>Counts of instructions by method.</summary>
/// <param name="Operations">How many operations these counts are of.</param>
/// <param name="UserInstructions">In programs.</param>
/// <param name="Methods">Those that executed anything, the most expensive first.</param>
internal sealed record InstructionProfile(long Operations, long UserInstructions, IReadOnlyList<InstructionProfile.Method> Methods)
{
    /// <param name="Calls">How often its first instruction was executed.</param>
    /// <param name="Lines">By source line, where one is known; those of methods that the compiler put into this one are among them.</param>
    internal sealed record Method(string Name, long Instructions, long Calls, IReadOnlyList<(string Line, long Instructions)> Lines);

    internal long KernelInstructions => Methods.Sum(method => method.Instructions);

    /// <param name="counts">Lines as tools/Profiler writes them.</param>
    internal static InstructionProfile Sum(IEnumerable<string> counts, CodeNames code, long operations)
    {
        long user = 0;
        Dictionary<string, (long Instructions, long Calls, Dictionary<string, long> Lines)> methods = [];
        foreach (string line in counts)
        {
            if (line.Split(' ') is not [var place, var number] || !long.TryParse(number, CultureInfo.InvariantCulture, out long count))
            {
                continue;
            }

            if (place == "user")
            {
                user += count;
                continue;
            }

            ulong address = ulong.Parse(place, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            (string name, bool isFirst, string? source) = code.Find(address);
            (long instructions, long calls, Dictionary<string, long> lines) = methods.TryGetValue(name, out var known) ? known : (0, 0, []);
            source ??= "?";
            lines[source] = lines.GetValueOrDefault(source) + count;
            methods[name] = (instructions + count, calls + (isFirst ? count : 0), lines);
        }

        return new InstructionProfile(
            operations,
            user,
            [
                .. methods.Select(one => new Method(one.Key, one.Value.Instructions, one.Value.Calls, [.. one.Value.Lines.OrderByDescending(line => line.Value).Select(line => (line.Key, line.Value))]))
                    .OrderByDescending(method => method.Instructions).ThenBy(method => method.Name, StringComparer.Ordinal),
            ]);
    }

    /// <summary>Everything, for one operation: methods, and under each its lines.</summary>
    internal string ToText()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"for one operation: {PerOperation(KernelInstructions):F1} instructions in the kernel, {PerOperation(UserInstructions):F1} in programs\n");
        foreach (Method method in Methods)
        {
            text.Append(CultureInfo.InvariantCulture, $"{PerOperation(method.Instructions),12:F2} {PerOperation(method.Calls),10:F2} calls  {method.Name}\n");
            foreach ((string line, long instructions) in method.Lines)
            {
                text.Append(CultureInfo.InvariantCulture, $"{PerOperation(instructions),12:F2}                       {line}\n");
            }
        }

        return text.ToString();
    }

    internal double PerOperation(long count) => (double)count / Math.Max(1, Operations);
}

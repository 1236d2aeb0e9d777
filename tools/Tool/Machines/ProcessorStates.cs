using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Diesis.Tool.Names;

namespace Diesis.Tool.Machines;

/// <summary>Says where each processor of a machine that hangs is, from the registers that QEMU's monitor shows.</summary>
internal static partial class ProcessorStates
{
    /// <param name="lines">Adds files and lines; null for none.</param>
    /// <param name="registers">The answer to `info registers -a`.</param>
    internal static string Describe(string registers, IReadOnlyList<ElfObject.Symbol> symbols, StackTraceLines? lines)
    {
        StringBuilder text = new();
        int processor = 0;
        foreach (Match match in Registers().Matches(registers))
        {
            ulong address = ulong.Parse(match.Groups["rip"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            string state = match.Groups["halted"].Value == "1" ? "halted" : "running";
            string flag = (ulong.Parse(match.Groups["flags"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 0x200) != 0 ? "on" : "off";
            text.Append(CultureInfo.InvariantCulture, $"processor {processor++}: {state}, interrupts {flag}\n");
            text.Append(CultureInfo.InvariantCulture, $"   at {NameOf(address, symbols)} [0x{address + 1:x}]\n");
        }

        return lines?.Annotate(text.ToString()) ?? text.ToString();
    }

    private static string NameOf(ulong address, IReadOnlyList<ElfObject.Symbol> symbols)
    {
        ElfObject.Symbol? best = symbols.Where(symbol => symbol.Value <= address && symbol.Name.Length > 0).MaxBy(symbol => symbol.Value);
        return best is { } found && address - found.Value < 1 << 20 ? $"{found.Name}+{address - found.Value:x}" : "unknown code";
    }

    [GeneratedRegex(@"RIP=(?<rip>[0-9a-f]+) RFL=(?<flags>[0-9a-f]+).*?HLT=(?<halted>\d)")]
    private static partial Regex Registers();
}

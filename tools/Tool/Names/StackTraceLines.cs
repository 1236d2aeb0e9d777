using System.Globalization;
using System.Text.RegularExpressions;

namespace Diesis.Tool.Names;

/// <summary>
/// Adds file and line to the stack traces in a program's output: the frame "   at Method() [0x401234]" becomes "   at Method() in File.cs:line 12".
/// </summary>
internal sealed partial class StackTraceLines(string executableWithSymbols, string root)
{
    private LineTable? _lines;
    private ulong[] _symbols = [];

    internal string Annotate(string text) => Frame().Replace(text, match =>
    {
        if (_lines is null)
        {
            ElfObject executable = ElfObject.Read(executableWithSymbols);
            _lines = LineTable.Parse(executable.Content(".debug_line"));
            _symbols = [.. executable.Symbols.Select(symbol => symbol.Value).Distinct().Order()];
        }

        ulong address = ulong.Parse(match.Groups["address"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

        // A frame's address is where the call returns to; the call is before it.
        if (_lines.Find(address - 1, MethodStart(address - 1)) is not (string file, int line))
        {
            return match.Value;
        }

        string shown = file.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? Path.GetRelativePath(root, file) : file;
        return $"{match.Groups["method"].Value} in {shown}:line {line}";
    });

    /// <summary>Code that the compiler made up has no lines: those of the method before it must not be taken for its.</summary>
    private ulong MethodStart(ulong address)
    {
        int index = Array.BinarySearch(_symbols, address);
        index = index >= 0 ? index : ~index - 1;
        return index >= 0 ? _symbols[index] : 0;
    }

    [GeneratedRegex(@"(?<method>^[ \t]+at [^\r\n]*) \[0x(?<address>[0-9a-f]{1,16})\]", RegexOptions.Multiline)]
    private static partial Regex Frame();
}

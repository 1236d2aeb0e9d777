using System.Globalization;
using System.Text.RegularExpressions;

namespace Diesis.Tool.Names;

/// <summary>
/// Adds file and line to the stack traces in a program's output: the frame "   at Method() [0x401234]" becomes "   at Method() in File.cs:line 12".
/// </summary>
internal sealed partial class StackTraceLines(string executableWithSymbols, string root)
{
    private LineTable? _lines;

    internal string Annotate(string text) => Frame().Replace(text, match =>
    {
        _lines ??= LineTable.Read(executableWithSymbols);
        ulong address = ulong.Parse(match.Groups["address"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

        // A frame's address is where the call returns to; the call is before it.
        if (_lines.Find(address - 1) is not (string file, int line))
        {
            return match.Value;
        }

        string shown = file.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? Path.GetRelativePath(root, file) : file;
        return $"{match.Groups["method"].Value} in {shown}:line {line}";
    });

    [GeneratedRegex(@"(?<method>^[ \t]+at [^\r\n]*) \[0x(?<address>[0-9a-f]{1,16})\]", RegexOptions.Multiline)]
    private static partial Regex Frame();
}

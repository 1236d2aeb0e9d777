using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Diesis.Architecture.Tests;

/// <summary>The thread block is laid out by hand, since assembly knows it: no two fields may share a byte.</summary>
public sealed partial class ThreadBlockLayoutTests
{
    [GeneratedRegex(@"\[FieldOffset\((?<offset>\d+)\)\]\s+public (?<type>[\w\*]+) (?<name>\w+);")]
    private static partial Regex Field { get; }

    [Fact]
    public void FieldsDoNotOverlap()
    {
        string source = File.ReadAllText(Path.Combine(SourceTree.Root, "src/Runtime/Internal/Threads/ThreadBlock.cs"));
        Assert.Empty(Overlaps(source));
        Assert.True(Field.Count(source) > 15, "the fields were not found");
    }

    [Fact]
    public void AnOverlapIsFound() =>
        Assert.Single(Overlaps("[FieldOffset(8)]\n public nint A;\n[FieldOffset(12)]\n public int B;"));

    private static IEnumerable<string> Overlaps(string source)
    {
        (int Start, int End, string Name)[] fields =
        [
            .. Field.Matches(source).Select(match =>
            {
                int start = int.Parse(match.Groups["offset"].Value, CultureInfo.InvariantCulture);
                return (start, start + (match.Groups["type"].Value == "int" ? 4 : 8), match.Groups["name"].Value);
            }).OrderBy(field => field.Item1),
        ];
        for (int i = 1; i < fields.Length; i++)
        {
            if (fields[i].Start < fields[i - 1].End)
            {
                yield return $"{fields[i - 1].Name} and {fields[i].Name}";
            }
        }
    }
}

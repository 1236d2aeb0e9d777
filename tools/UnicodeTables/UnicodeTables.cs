#:property PublishAot=false
#:property InvariantGlobalization=true
#:property JsonSerializerIsReflectionEnabledByDefault=false

// Writes src/Runtime/System/Globalization/UnicodeData.cs from what stock .NET in invariant globalization mode knows of each code point:
//     dotnet run tools/UnicodeTables/UnicodeTables.cs > src/Runtime/System/Globalization/UnicodeData.cs
// Categories: three stages (4,096 code points, then 64, then one). Case: runs of equal distance, in steps of one or two.

using System.Globalization;
using System.Text;

const int Top = 0x110000;
const int LeafSize = 64;
const int MiddleSize = 64;

StringBuilder output = new();
output.Append("""
    namespace System.Globalization;

    /// <summary>Unicode's general categories and simple case mappings, as stock .NET has them. Written by tools/UnicodeTables.</summary>
    internal static class UnicodeData
    {

    """);

// Categories.
List<byte[]> leaves = [];
List<byte[]> middles = [];
List<byte> roots = [];
Dictionary<string, int> leafNumbers = [];
Dictionary<string, int> middleNumbers = [];
for (int root = 0; root < Top; root += LeafSize * MiddleSize)
{
    byte[] middle = new byte[MiddleSize * 2];
    for (int i = 0; i < MiddleSize; i++)
    {
        byte[] leaf = new byte[LeafSize];
        for (int j = 0; j < LeafSize; j++)
        {
            leaf[j] = (byte)CharUnicodeInfo.GetUnicodeCategory(root + i * LeafSize + j);
        }

        int number = Number(leaf, leaves, leafNumbers);
        middle[2 * i] = (byte)number;
        middle[2 * i + 1] = (byte)(number >> 8);
    }

    roots.Add((byte)Number(middle, middles, middleNumbers));
}

Table("CategoryRoots", "Number of the middle block of each 4,096 code points.", roots);
ShortTable("CategoryMiddles", "Number of the leaf of each 64 code points.", middles.SelectMany(static m => m.Chunk(2).Select(static p => p[0] | p[1] << 8)).ToList());
Table("CategoryLeaves", "The categories.", leaves.SelectMany(static l => l).ToList());

// Case.
Runs("Upper", static cp => Rune.IsValid(cp) ? Rune.ToUpperInvariant(new Rune(cp)).Value : cp);
Runs("Lower", static cp => Rune.IsValid(cp) ? Rune.ToLowerInvariant(new Rune(cp)).Value : cp);

// What .NET's Latin-1 encoding puts for characters that look alike.
Runs("Latin1", static cp => BestFit(cp));
output.Length--;
output.Append("}\n");
Console.Write(output);

static int BestFit(int cp)
{
    if (cp < 0x100 || !Rune.IsValid(cp))
        return cp;
    byte[] bytes = Encoding.Latin1.GetBytes(char.ConvertFromUtf32(cp));
    return bytes is [var one] && one != (byte)'?' ? one : cp;
}

static int Number(byte[] block, List<byte[]> blocks, Dictionary<string, int> numbers)
{
    string key = Convert.ToHexString(block);
    if (!numbers.TryGetValue(key, out int number))
    {
        number = blocks.Count;
        blocks.Add(block);
        numbers.Add(key, number);
    }

    return number;
}

void Table(string name, string summary, List<byte> values) => Write(name, "byte", summary, values.Select(static v => v.ToString()).ToList());

void ShortTable(string name, string summary, List<int> values) => Write(name, "ushort", summary, values.Select(static v => v.ToString()).ToList());

void Write(string name, string type, string summary, List<string> values)
{
    output.Append($"    /// <summary>{summary}</summary>\n    internal static ReadOnlySpan<{type}> {name} =>\n    [\n");
    foreach (string[] line in values.Chunk(96))
    {
        output.Append("        ").Append(string.Join(", ", line)).Append(",\n");
    }

    output.Append("    ];\n\n");
}

void Runs(string name, Func<int, int> map)
{
    List<int> starts = [];
    List<int> ends = [];
    List<int> deltas = [];
    for (int cp = 0x80; cp < Top; cp++)
    {
        int delta = map(cp) - cp;
        if (delta == 0)
            continue;

        // A run of every code point, or of every other one (as where capital and small letters alternate).
        int one = 1;
        while (cp + one < Top && map(cp + one) - (cp + one) == delta)
        {
            one++;
        }

        int two = 1;
        while (cp + 2 * two < Top && map(cp + 2 * two) - (cp + 2 * two) == delta && map(cp + 2 * two - 1) == cp + 2 * two - 1)
        {
            two++;
        }

        bool steps = two > one;
        int length = steps ? 2 * two - 1 : one;
        starts.Add(cp);
        ends.Add((cp + length - 1) << 1 | (steps ? 1 : 0));
        deltas.Add(delta);
        cp += length - 1;
    }

    Write(name + "Starts", "int", $"First code point of each run ({name}).", starts.Select(static v => v.ToString()).ToList());
    Write(name + "Ends", "int", "Twice the last code point of each run, plus one where only every other code point belongs to it.", ends.Select(static v => v.ToString()).ToList());
    Write(name + "Deltas", "int", "What is added.", deltas.Select(static v => v.ToString()).ToList());
}

using System.Text;
using Diesis.Tool.Machines;
using Diesis.Tool.Names;

namespace Diesis.Tool.Tests;

public sealed class LineTableTests
{
    /// <summary>DWARF 4 by hand: Main.cs in the folder src, lines 10 at 0x1000, 12 at 0x1004, 0 at 0x1008, end at 0x1010.</summary>
    private static byte[] Section()
    {
        byte[] header =
        [
            1, 1, 1, 0xFB, 14, 13, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1,    // lengths, flags, line base -5, range 14, first special opcode 13
            .. "src\0\0"u8, .. "Main.cs\0"u8, 1, 0, 0, 0,
        ];
        byte[] program =
        [
            0, 9, 2, 0x00, 0x10, 0, 0, 0, 0, 0, 0,    // set address
            3, 9, 1,                                  // line 10, row
            (byte)(13 + (2 + 5) + 14 * 4),            // special: address + 4, line + 2
            3, 0x74, 2, 4, 1,                         // line - 12, address + 4, row
            2, 8, 0, 1, 1,                            // address + 8, end of sequence
        ];
        byte[] unit = [4, 0, .. BitConverter.GetBytes(header.Length), .. header, .. program];
        return [.. BitConverter.GetBytes(unit.Length), .. unit];
    }

    [Theory]
    [InlineData(0xFFF, null)]
    [InlineData(0x1000, 10)]
    [InlineData(0x1003, 10)]
    [InlineData(0x1004, 12)]
    [InlineData(0x1009, 12)]
    [InlineData(0x1010, null)]
    public void LinesAreFound(ulong address, int? line)
    {
        (string File, int Line)? found = LineTable.Parse(Section()).Find(address);
        Assert.Equal(line, found?.Line);
        Assert.True(found is null || found.Value.File == "src/Main.cs");
    }

    [Fact]
    public void UnitsOfOtherVersionsAreSkipped()
    {
        byte[] other = Section();
        other[4] = 5;
        Assert.Equal(LineTable.Parse(Section()).Count, LineTable.Parse([.. other, .. Section()]).Count);
    }

    [Fact]
    public void OutputPassesUnchangedByteForByte()
    {
        byte[] text = Encoding.Latin1.GetBytes("   atx\n   a\n\xFF\xFE prompt> ");
        using MemoryStream output = new();
        TraceFilter filter = new(output, new StackTraceLines("no such file", "/"));
        foreach (byte value in text)
        {
            filter.Write([value]);
        }

        filter.End();
        Assert.Equal(text, output.ToArray());
    }

    [Fact]
    public void APromptIsNotHeldBack()
    {
        using MemoryStream output = new();
        new TraceFilter(output, new StackTraceLines("no such file", "/")).Write("$ "u8);
        Assert.Equal("$ "u8.ToArray(), output.ToArray());
    }

    [Fact]
    public void AFileThatIsNotElfIsRefused() => Assert.Throws<ToolException>(() => ElfObject.Parse(new byte[100], "x"));

    [Fact]
    public void ADamagedElfFileIsRefused()
    {
        byte[] file = new byte[64];
        "\u007fELF\u0002\u0001"u8.CopyTo(file);
        file[40] = 200;
        file[60] = 3;
        Assert.Throws<ToolException>(() => ElfObject.Parse(file, "x"));
    }
}

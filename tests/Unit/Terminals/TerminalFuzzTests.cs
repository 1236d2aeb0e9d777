using System.Text;
using Diesis.Core.Terminals;
using static Diesis.Unit.Tests.Terminals.TerminalHarness;

namespace Diesis.Unit.Tests.Terminals;

/// <summary>Broken and random input, and input cut at any place.</summary>
public sealed class TerminalFuzzTests
{
    [Theory]
    [InlineData(new byte[] { 0x80 }, "\ufffd")]
    [InlineData(new byte[] { 0xc3, 0x41 }, "\ufffdA")]
    [InlineData(new byte[] { 0xe2, 0x82, 0x41 }, "\ufffdA")]
    [InlineData(new byte[] { 0xe0, 0x80, 0x80 }, "\ufffd\ufffd\ufffd")]
    [InlineData(new byte[] { 0xed, 0xa0, 0x80 }, "\ufffd\ufffd\ufffd")]
    [InlineData(new byte[] { 0xf4, 0x90, 0x80, 0x80 }, "\ufffd\ufffd\ufffd\ufffd")]
    [InlineData(new byte[] { 0xff, 0xfe, 0x41 }, "\ufffd\ufffdA")]
    [InlineData(new byte[] { 0xf0, 0x9f, 0x98, 0x41 }, "\ufffdA")]
    public void BrokenUtf8LosesNothingBehindIt(byte[] input, string expected)
    {
        Terminal terminal = new(10, 1);
        terminal.Write(input);
        Assert.Equal(expected, Text(terminal));
    }

    [Fact]
    public void AnEscapeEndsABrokenCharacter()
    {
        Terminal terminal = new(10, 1);
        terminal.Write([0xe2, 0x82, 0x1b, (byte)'[', (byte)'C', (byte)'x']);
        Assert.Equal("\ufffd x", Text(terminal));
    }

    [Theory]
    [InlineData("a\e]0;a title\ab")]
    [InlineData("a\e]0;a title\e\\b")]
    [InlineData("a\ePq1;2;3\e\\b")]
    [InlineData("a\e_hidden\e\\b")]
    [InlineData("a\e[31;\u0018b")]
    [InlineData("a\e[31;\u001ab")]
    [InlineData("a\e[12\e[mb")]
    [InlineData("a\e[?5;$zb")]
    [InlineData("a\e[1;?5hb")]
    [InlineData("a\e[<1;2mb")]
    [InlineData("a\e%Gb")]
    [InlineData("a\e[1 qb")]
    [InlineData("a\u007fb")]
    [InlineData("a\u0085b")]
    public void WhatIsNotKnownIsSkipped(string input) => Assert.Equal("ab", Text(Make(10, 1, input)));

    [Fact]
    public void ControlsActInsideSequences() => Assert.Equal("a|  b", Text(Make(10, 2, "a\e[\n1Cb")));

    [Fact]
    public void ManyParametersDoNoHarm() => Assert.Equal("x", Text(Make(10, 1, "\e[" + string.Concat(Enumerable.Repeat("1;", 1000)) + "4mx")));

    [Fact]
    public void UnicodesLibraryAgreesAboutUtf8()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            Random random = new(seed);
            byte[] bytes = new byte[40];
            for (int i = 0; i < bytes.Length; i++)
                bytes[i] = (byte)(random.Next(3) == 0 ? random.Next(0x20, 0x7f) : random.Next(0xa0, 0x100) - (random.Next(2) * 0x20));
            Utf8Decoder decoder = default;
            StringBuilder decoded = new();
            foreach (byte value in bytes)
            {
                bool used;
                do
                {
                    used = decoder.Take(value, out int character);
                    if (character >= 0)
                        decoded.Append(char.ConvertFromUtf32(character));
                }
                while (!used);
            }
            if (decoder.Flush() >= 0)
                decoded.Append('\ufffd');
            Assert.True(Encoding.UTF8.GetString(bytes) == decoded.ToString(), $"seed {seed}");
        }
    }

    [Fact]
    public void WhereInputIsCutDoesNotMatter()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            byte[] input = RandomInput(new Random(seed), 400);
            Terminal whole = new(20, 6);
            whole.Write(input);
            Terminal pieces = new(20, 6);
            Random random = new(seed);
            for (int at = 0; at < input.Length;)
            {
                int length = Math.Min(random.Next(1, 6), input.Length - at);
                pieces.Write(input.AsSpan(at, length));
                at += length;
            }
            Assert.True(Text(whole) == Text(pieces) && Cursor(whole) == Cursor(pieces) && whole.Modes == pieces.Modes, $"seed {seed}");
        }
    }

    /// <summary>Any bytes: the cursor stays inside, and what the painter shows is what the grid holds.</summary>
    [Fact]
    public void AnythingGoes()
    {
        for (int seed = 0; seed < 600; seed++)
        {
            Random random = new(seed);
            Terminal terminal = new(random.Next(1, 30), random.Next(1, 12));
            RecordingSurface surface = new(terminal.Columns, terminal.Rows);
            ScreenPainter painter = new(terminal, surface);
            for (int part = 0; part < 12; part++)
            {
                terminal.Write(RandomInput(random, 200));
                Assert.True(terminal.CursorRow >= 0 && terminal.CursorRow < terminal.Rows, $"seed {seed}: row {terminal.CursorRow}");
                Assert.True(terminal.CursorColumn >= 0 && terminal.CursorColumn < terminal.Columns, $"seed {seed}: column {terminal.CursorColumn}");
                painter.Paint();
                Assert.True(surface.Shows(terminal), $"seed {seed}, part {part}: the surface differs");
            }
        }
    }

    /// <summary>Pieces of valid sequences, glued together and damaged.</summary>
    internal static byte[] RandomInput(Random random, int length)
    {
        const string Finals = "@ABCDEFGHIJKLMPSTXZ`abcdefghlmnqrsup";
        StringBuilder text = new();
        while (text.Length < length)
        {
            switch (random.Next(8))
            {
                case 0:
                    text.Append("\e[").Append(random.Next(2) == 0 ? "" : "?").Append(random.Next(30)).Append(random.Next(2) == 0 ? ";" + random.Next(30) : "")
                        .Append(Finals[random.Next(Finals.Length)]);
                    break;
                case 1:
                    text.Append('\e').Append("78DEHMZc=>"[random.Next(10)]);
                    break;
                case 2:
                    text.Append((char)random.Next(0x20));
                    break;
                case 3:
                    text.Append("\e[?").Append(new[] { 1, 5, 6, 7, 25, 47, 1047, 1048, 1049, 2004 }[random.Next(10)]).Append("hl"[random.Next(2)]);
                    break;
                case 4:
                    text.Append("\e[").Append(random.Next(110)).Append(random.Next(2) == 0 ? ";" : ":").Append(random.Next(260)).Append('m');
                    break;
                default:
                    text.Append((char)random.Next(0x20, 0x180));
                    break;
            }
        }
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        for (int i = random.Next(4); i > 0; i--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }
}

using System.Text;
using Diesis.Core.Consoles;
using Diesis.Core.Terminals;

namespace Diesis.Unit.Tests.Terminals;

/// <summary>Editing a line, seen on a terminal.</summary>
public sealed class LineEditorTests
{
    /// <summary>Types keys and looks at the screen: the line must stand there, the cursor where it is.</summary>
    private static (string Line, string Screen, int Column, List<string> Finished) Type(string keys)
    {
        LineEditor editor = new();
        Terminal terminal = new(60, 8);
        List<string> finished = [];
        foreach (byte key in Encoding.UTF8.GetBytes(keys))
        {
            if (editor.Take(key, out string echo) is string line)
                finished.Add(line);
            TerminalHarness.Feed(terminal, echo);
        }
        string row = TerminalHarness.Text(terminal).Split('|')[terminal.CursorRow];
        return (editor.Line, row, terminal.CursorColumn, finished);
    }

    [Theory]
    [InlineData("help", "help", 4)]
    [InlineData("hep\e[Dl", "help", 3)]
    [InlineData("helpp\u007f", "help", 4)]
    [InlineData("helpp\b", "help", 4)]
    [InlineData("xhelp\u0001\e[3~", "help", 0)]
    [InlineData("elp\u0001h", "help", 1)]
    [InlineData("elp\e[Hh\e[F!", "help!", 5)]
    [InlineData("help me\u0017", "help ", 5)]
    [InlineData("help me  \u0017", "help ", 5)]
    [InlineData("help me\u0015", "", 0)]
    [InlineData("help me\e[D\e[D\u000b", "help ", 5)]
    [InlineData("\e[D\e[D\u007fa", "a", 1)]
    [InlineData("a\e[C\e[C", "a", 1)]
    [InlineData("äöü\u007f", "äö", 2)]
    [InlineData("abc\e[5~", "abc", 3)]
    public void TheLineIsEdited(string keys, string expected, int column)
    {
        (string line, string screen, int cursor, _) = Type(keys);
        Assert.Equal(expected, line);
        Assert.Equal(expected.TrimEnd(), screen);
        Assert.Equal(column, cursor);
    }

    [Theory]
    [InlineData("one\rtwo\r\e[A", "two")]
    [InlineData("one\rtwo\r\e[A\e[A", "one")]
    [InlineData("one\rtwo\r\e[A\e[A\e[A", "one")]
    [InlineData("one\rtwo\r\e[A\e[A\e[B", "two")]
    [InlineData("one\rtwo\r\e[A\e[B", "")]
    [InlineData("one\rone\r\e[A\e[A", "one")]
    [InlineData("\e[A\e[B", "")]
    public void OldLinesComeBack(string keys, string expected)
    {
        (string line, string screen, _, _) = Type(keys);
        Assert.Equal((expected, expected), (line, screen));
    }

    [Fact]
    public void LinesAreHandedOver() => Assert.Equal(["one", "", "two"], Type("one\r\rtwo\rthree").Finished);

    [Fact]
    public void ControlCForgetsTheLine() => Assert.Equal([""], Type("one\u0003").Finished);

    [Fact]
    public void ControlDEndsAnEmptyLineOnly()
    {
        LineEditor editor = new();
        editor.Take((byte)'a', out _);
        editor.Take(4, out _);
        Assert.False(editor.HasEnded);
        editor.Take(8, out _);
        editor.Take(4, out _);
        Assert.True(editor.HasEnded);
    }

    [Fact]
    public void RandomKeysKeepScreenAndLineInStep()
    {
        string[] keys = ["a", "b", " ", "\u007f", "\e[D", "\e[C", "\u0001", "\u0005", "\e[3~", "\u0017", "\u000b", "\e[A", "\e[B", "\r"];
        for (int seed = 0; seed < 200; seed++)
        {
            Random random = new(seed);
            StringBuilder typed = new();
            for (int i = 0; i < 60; i++)
                typed.Append(keys[random.Next(random.Next(3) == 0 ? keys.Length : 3)]);
            (string line, string screen, int column, _) = Type(typed.ToString());
            if (line.Length < 60)
                Assert.True(line.TrimEnd() == screen && column <= line.Length, $"seed {seed}: '{line}' and '{screen}'");
        }
    }
}

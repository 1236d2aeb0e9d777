using System.Text;
using Diesis.Core.Terminals;

namespace Diesis.Unit.Tests.Terminals;

/// <summary>What the tests of terminals share: text in, rows of text out.</summary>
internal static class TerminalHarness
{
    internal static Terminal Make(int columns, int rows, string text = "")
    {
        Terminal terminal = new(columns, rows);
        Feed(terminal, text);
        return terminal;
    }

    internal static void Feed(Terminal terminal, string text) => terminal.Write(Encoding.UTF8.GetBytes(text));

    /// <summary>The rows without the blanks at their ends, joined by '|'.</summary>
    internal static string Text(Terminal terminal)
    {
        StringBuilder text = new();
        for (int row = 0; row < terminal.Rows; row++)
        {
            StringBuilder line = new();
            foreach (Cell cell in terminal.Row(row))
                line.Append(cell.Character == 0 ? " " : char.ConvertFromUtf32(cell.Character));
            text.Append(row == 0 ? "" : "|").Append(line.ToString().TrimEnd());
        }
        return text.ToString();
    }

    internal static (int Row, int Column) Cursor(Terminal terminal) => (terminal.CursorRow, terminal.CursorColumn);

    internal static string Replies(Terminal terminal)
    {
        byte[] buffer = new byte[1000];
        return Encoding.UTF8.GetString(buffer, 0, terminal.TakeReplies(buffer));
    }
}

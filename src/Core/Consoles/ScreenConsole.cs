using System;
using System.Threading;
using Diesis.Core.Terminals;

namespace Diesis.Core.Consoles;

/// <summary>A terminal on a screen: text goes in, and what it changed is drawn.</summary>
/// <remarks>Locks: one for terminal and painter, which may sleep: not for interrupts. A panic goes round it.</remarks>
public sealed class ScreenConsole
{
    private readonly Lock _lock = new();
    private readonly Terminal _terminal;
    private readonly ScreenPainter _painter;

    public ScreenConsole(CellSurface surface)
    {
        _terminal = new Terminal(surface.Columns, surface.Rows);
        _painter = new ScreenPainter(_terminal, surface);

        // The kernel's own text ends its lines with a line feed alone.
        _terminal.Write("\e[20h"u8);
        _painter.Paint();
    }

    public int Columns => _terminal.Columns;

    public int Rows => _terminal.Rows;

    /// <summary>Somebody has the screen for himself: the log stays away until it is given back.</summary>
    public bool IsTaken { get; set; }

    /// <summary>Cells drawn since the start.</summary>
    public long DrawnCells => _painter.DrawnCells;

    /// <summary>What the screen shows; only for who keeps others from writing, such as a test.</summary>
    internal Terminal Terminal => _terminal;

    /// <summary>Writes text with control sequences; it is on the screen at return.</summary>
    public void Write(ReadOnlySpan<byte> text)
    {
        using (_lock.EnterScope())
        {
            _terminal.Write(text);
            _painter.Paint();
        }
    }

    /// <summary>Writes what a program's terminal shows, where a line feed goes straight down; the kernel's own text ends its lines with it alone.</summary>
    public void WriteAsTerminal(ReadOnlySpan<byte> text)
    {
        using (_lock.EnterScope())
        {
            _terminal.SetNewLine(NewLineMode.Off);
            _terminal.Write(text);
            _terminal.SetNewLine(NewLineMode.On);
            _painter.Paint();
        }
    }

    /// <summary>How keys are to be told to the program.</summary>
    public TerminalModes Modes => _terminal.Modes;

    /// <summary>Takes the terminal's answers to a program's questions.</summary>
    public int TakeReplies(Span<byte> buffer)
    {
        using (_lock.EnterScope())
            return _terminal.TakeReplies(buffer);
    }

    /// <summary>Writes without drawing, so that many writes cost one drawing.</summary>
    public void WriteUnpainted(ReadOnlySpan<byte> text)
    {
        using (_lock.EnterScope())
            _terminal.Write(text);
    }

    /// <summary>Writes whoever holds the lock: the machine is ending, and that one will not come back.</summary>
    /// <remarks>The terminal may be in the midst of a change; it stays within its grid all the same, since every index is clamped before use.</remarks>
    public void WriteInPanic(ReadOnlySpan<byte> text)
    {
        _terminal.Write(text);
        _painter.Paint();
    }
}

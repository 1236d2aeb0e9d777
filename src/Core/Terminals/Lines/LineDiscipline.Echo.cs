using System;
using Diesis.Abi;

namespace Diesis.Core.Terminals.Lines;

/// <summary>What goes back to the screen for what is typed.</summary>
public sealed partial class LineDiscipline
{
    private const byte ToPrintable = 0x40;

    /// <summary>The column in which the line that is being edited began.</summary>
    private int _lineColumn;

    /// <summary>Sends what is echoed and waits, as far as the device takes it.</summary>
    /// <returns>Whether nothing waits any more: output of programs comes after it.</returns>
    public bool PushEcho()
    {
        while (_echo.Count != 0 && !_isStopped)
        {
            int room = Math.Min(_line.Room, _staging.Length);
            if (room == 0)
                return false;
            int count = _echo.Take(_staging.AsSpan(0, room));
            _line.Send(_staging.AsSpan(0, count));
        }
        return _echo.Count == 0;
    }

    private void ClearEcho()
    {
        while (_echo.TryTake(out _))
        {
        }
    }

    private void EchoTyped(byte value)
    {
        if (!Has(LocalModes.ECHO))
            return;
        FinishErasing();
        if (value == '\n')
        {
            Emit(value);
            return;
        }
        NoteLineStart();
        EchoCharacter(value);
    }

    private void NoteLineStart()
    {
        if (_input.PendingCount == 0)
            _lineColumn = _column;
    }

    /// <summary>Control characters but the tab show as ^X where ECHOCTL says so.</summary>
    private void EchoCharacter(byte value)
    {
        if (Has(LocalModes.ECHOCTL) && IsControl(value) && value != '\t')
        {
            Emit((byte)'^');
            Emit((byte)(value ^ ToPrintable));
        }
        else
        {
            Emit(value);
        }
    }

    /// <summary>Puts a byte, processed as output is, behind what is to be echoed. What has no room is lost.</summary>
    private void Emit(byte value)
    {
        Span<byte> processed = stackalloc byte[TabWidth];
        int count = Has(OutputModes.OPOST) ? Process(value, processed) : Plain(value, processed);
        if (count <= _echo.Room)
            _echo.Add(processed.Slice(0, count));
    }

    private static int Plain(byte value, Span<byte> to)
    {
        to[0] = value;
        return 1;
    }
}

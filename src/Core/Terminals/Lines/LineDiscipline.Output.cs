using System;
using Diesis.Abi;

namespace Diesis.Core.Terminals.Lines;

/// <summary>What programs write, on its way to the device (termios(3), OPOST).</summary>
public sealed partial class LineDiscipline
{
    private const int TabWidth = 8;

    /// <summary>Where the cursor should be, counted from 0; only tabs need it.</summary>
    private int _column;

    /// <summary>Processes what a program writes and sends it.</summary>
    /// <returns>Bytes taken: fewer than given when output is stopped or the device is full.</returns>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        if (_isStopped || !PushEcho())
            return 0;
        return Has(OutputModes.OPOST) ? WriteProcessed(bytes) : WritePlain(bytes);
    }

    private int WritePlain(ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(bytes.Length, _line.Room);
        if (count != 0)
            _line.Send(bytes.Slice(0, count));
        return count;
    }

    private int WriteProcessed(ReadOnlySpan<byte> bytes)
    {
        int taken = 0;
        while (taken < bytes.Length)
        {
            int room = Math.Min(_line.Room, _staging.Length);
            int used = 0;
            int before = taken;
            while (taken < bytes.Length && used < room)
            {
                ReadOnlySpan<byte> rest = bytes.Slice(taken);
                int text = TextLength(rest.Slice(0, Math.Min(rest.Length, room - used)));
                if (text != 0)
                {
                    rest.Slice(0, text).CopyTo(_staging.AsSpan(used));
                    AdvanceColumn(rest.Slice(0, text));
                    used += text;
                    taken += text;
                    continue;
                }
                if (room - used < TabWidth && Width(rest[0]) > room - used)
                    break;
                used += Process(rest[0], _staging.AsSpan(used));
                taken++;
            }
            if (used != 0)
                _line.Send(_staging.AsSpan(0, used));
            if (taken == before)
                break;
        }
        return taken;
    }

    /// <summary>Bytes before the first one that is processed.</summary>
    private int TextLength(ReadOnlySpan<byte> bytes)
    {
        if (Has(OutputModes.OLCUC))
            return 0;
        int index = bytes.IndexOfAnyInRange((byte)'\b', (byte)'\r');
        return index < 0 ? bytes.Length : index;
    }

    private void AdvanceColumn(ReadOnlySpan<byte> text)
    {
        foreach (byte value in text)
        {
            if (!IsControl(value) && !IsContinued(value))
                _column++;
        }
    }

    /// <summary>Bytes that a byte becomes at most.</summary>
    private int Width(byte value) => value switch
    {
        (byte)'\n' => Has(OutputModes.ONLCR) ? 2 : 1,
        (byte)'\t' => (_settings.c_oflag & OutputModes.TABDLY) == OutputModes.XTABS ? TabWidth - (_column & (TabWidth - 1)) : 1,
        _ => 1,
    };

    /// <summary>Processes a byte into at most <see cref="TabWidth"/> ones.</summary>
    private int Process(byte value, Span<byte> to)
    {
        to[0] = value;
        switch (value)
        {
            case (byte)'\n':
                return ProcessLineFeed(to);
            case (byte)'\r':
                return ProcessReturn(to);
            case (byte)'\t':
                int width = TabWidth - (_column & (TabWidth - 1));
                _column += width;
                if ((_settings.c_oflag & OutputModes.TABDLY) != OutputModes.XTABS)
                    return 1;
                to.Slice(0, width).Fill((byte)' ');
                return width;
            case (byte)'\b':
                _column = Math.Max(_column - 1, 0);
                return 1;
        }
        if (IsControl(value))
            return 1;
        if (Has(OutputModes.OLCUC) && value is >= (byte)'a' and <= (byte)'z')
            to[0] = (byte)(value & ~0x20);
        if (!IsContinued(value))
            _column++;
        return 1;
    }

    private int ProcessLineFeed(Span<byte> to)
    {
        if (Has(OutputModes.ONLRET))
            _column = 0;
        if (!Has(OutputModes.ONLCR))
            return 1;
        _column = 0;
        to[0] = (byte)'\r';
        to[1] = (byte)'\n';
        return 2;
    }

    private int ProcessReturn(Span<byte> to)
    {
        if (Has(OutputModes.ONOCR) && _column == 0)
            return 0;
        if (!Has(OutputModes.OCRNL))
        {
            _column = 0;
            return 1;
        }
        to[0] = (byte)'\n';
        if (Has(OutputModes.ONLRET))
            _column = 0;
        return 1;
    }
}

using System.Buffers.Binary;
using System.Text;

namespace Diesis.Tool.Names;

/// <summary>Source lines of an executable's code, from its .debug_line section (DWARF 4, section 6.2).</summary>
internal sealed class LineTable
{
    private readonly List<Row> _rows = [];

    internal int Count => _rows.Count;

    internal static LineTable Parse(ReadOnlySpan<byte> section)
    {
        LineTable table = new();
        while (section.Length > 4)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(section);
            ReadOnlySpan<byte> unit = section.Slice(4, length);
            section = section[(4 + length)..];
            if (BinaryPrimitives.ReadUInt16LittleEndian(unit) is >= 2 and <= 4)
            {
                new Unit(unit).Run(table._rows);
            }
        }

        table._rows.Sort(static (left, right) => left.Address.CompareTo(right.Address) is not 0 and int order ? order : right.EndsSequence.CompareTo(left.EndsSequence));
        return table;
    }

    /// <summary>File and line of the instruction at the address, by the rows from the lowest address on; or null.</summary>
    internal (string File, int Line)? Find(ulong address, ulong lowest = 0)
    {
        int low = 0;
        int high = _rows.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_rows[middle].Address <= address)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        // Line 0 marks code that the compiler made up: the nearest line before it in the same sequence is the better answer.
        for (int i = low - 1; i >= 0 && !_rows[i].EndsSequence && _rows[i].Address >= lowest; i--)
        {
            if (_rows[i].Line > 0)
            {
                return (_rows[i].File, _rows[i].Line);
            }
        }

        return null;
    }

    private readonly record struct Row(ulong Address, string File, int Line, bool EndsSequence);

    /// <summary>One line-number program and the state machine that runs it.</summary>
    private ref struct Unit
    {
        private readonly ReadOnlySpan<byte> _program;
        private readonly List<string> _files = [""];
        private readonly byte[] _operandCounts;
        private readonly int _minimumLength;
        private readonly int _lineBase;
        private readonly int _lineRange;
        private readonly int _opcodeBase;
        private int _next;

        internal Unit(ReadOnlySpan<byte> unit)
        {
            int version = BinaryPrimitives.ReadUInt16LittleEndian(unit);
            int programStart = 6 + BinaryPrimitives.ReadInt32LittleEndian(unit[2..]);
            int at = 6;
            _minimumLength = unit[at++];
            at += version >= 4 ? 1 : 0;    // operations per instruction: 1 everywhere but on VLIW machines
            at++;                           // default is_stmt
            _lineBase = (sbyte)unit[at++];
            _lineRange = unit[at++];
            _opcodeBase = unit[at++];
            _operandCounts = unit.Slice(at, _opcodeBase - 1).ToArray();
            _program = unit;
            _next = at + _opcodeBase - 1;
            List<string> folders = [""];
            while (unit[_next] != 0)
            {
                folders.Add(Text());
            }

            _next++;
            while (unit[_next] != 0)
            {
                string name = Text();
                string folder = folders[(int)Unsigned()];
                Unsigned();
                Unsigned();
                _files.Add(Path.Combine(folder, name));
            }

            _next = programStart;
        }

        internal void Run(List<Row> rows)
        {
            ulong address = 0;
            int file = 1;
            int line = 1;
            while (_next < _program.Length)
            {
                int opcode = _program[_next++];
                if (opcode >= _opcodeBase)
                {
                    address += (ulong)((opcode - _opcodeBase) / _lineRange * _minimumLength);
                    line += _lineBase + (opcode - _opcodeBase) % _lineRange;
                    rows.Add(new Row(address, _files[file], line, false));
                    continue;
                }

                switch (opcode)
                {
                    case 0:
                        int length = (int)Unsigned();
                        int end = _next + length;
                        int extended = _program[_next];
                        if (extended == 1)
                        {
                            rows.Add(new Row(address, _files[file], line, true));
                            (address, file, line) = (0, 1, 1);
                        }
                        else if (extended == 2)
                        {
                            address = BinaryPrimitives.ReadUInt64LittleEndian(_program[(_next + 1)..]);
                        }

                        _next = end;
                        break;
                    case 1:
                        rows.Add(new Row(address, _files[file], line, false));
                        break;
                    case 2:
                        address += Unsigned() * (ulong)_minimumLength;
                        break;
                    case 3:
                        line += (int)Signed();
                        break;
                    case 4:
                        file = (int)Unsigned();
                        break;
                    case 8:
                        address += (ulong)((255 - _opcodeBase) / _lineRange * _minimumLength);
                        break;
                    case 9:
                        address += BinaryPrimitives.ReadUInt16LittleEndian(_program[_next..]);
                        _next += 2;
                        break;
                    default:
                        for (int i = 0; i < _operandCounts[opcode - 1]; i++)
                        {
                            Unsigned();
                        }

                        break;
                }
            }
        }

        private string Text()
        {
            int length = _program[_next..].IndexOf((byte)0);
            string text = Encoding.UTF8.GetString(_program.Slice(_next, length));
            _next += length + 1;
            return text;
        }

        private ulong Unsigned()
        {
            ulong value = 0;
            int shift = 0;
            byte part;
            do
            {
                part = _program[_next++];
                value |= (ulong)(part & 0x7F) << shift;
                shift += 7;
            }
            while (part >= 0x80);
            return value;
        }

        private long Signed()
        {
            long value = 0;
            int shift = 0;
            byte part;
            do
            {
                part = _program[_next++];
                value |= (long)(part & 0x7F) << shift;
                shift += 7;
            }
            while (part >= 0x80);
            return shift < 64 && (part & 0x40) != 0 ? value | -1L << shift : value;
        }
    }
}

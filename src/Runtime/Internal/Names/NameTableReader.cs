using System;

namespace Internal.Runtime;

/// <summary>
/// Reads the table of names that the build makes for each image: types by MethodTable, methods by code address, enum members by MethodTable.
/// </summary>
/// <remarks>
/// Format (docs/book/names.md; written by tools/Tool/Names): all little-endian, offsets from the start of the table.
/// <code>
///  0  u64 address from which the keys of types and enums count
///  8  u64 address from which the keys of methods count
/// 16  u32 magic "DNT1", u32 size of the code, u32 offset of the strings
/// 28  {u32 offset of the index, u32 number of entries} for types, methods, enums; u32 0
/// 56  the three tables, then the strings
/// index row   u32 first key, u32 offset of the first of sixteen entries
/// entry       varint key minus the key before (first of a block: 0), then:
///   type      u8 present (1 namespace, 2 outer types, 4 arguments, 8 suffix), string name, then a string for each one present
///   method    varint parameters * 2 + (declaring type as before), [string namespace, string path], string name, {string type, string name}*
///   enum      varint members * 2 + flags, {varint value minus the value before, string name}*
/// string      as reference: varint offset in the strings; there: varint length, UTF-8
/// </code>
/// Varints are LEB128. Nothing here allocates; text goes to the caller's buffer and is cut off at its end.
/// </remarks>
internal readonly unsafe ref struct NameTableReader
{
    private const uint Magic = 0x31544E44;
    private const int TypesRow = 28;
    private const int MethodsRow = 36;
    private const int EnumsRow = 44;
    private const int BlockLength = 16;

    // SAFETY: the table is read-only data of the image, as long as its own offsets say, and never moves or goes away.
    private readonly byte* _table;

    internal NameTableReader(byte* table)
    {
        _table = table != null && *(uint*)(table + 16) == Magic ? table : null;
    }

    internal bool HasNames => _table != null;

    /// <summary>Type.Namespace and Type.Name as UTF-8; the lengths are -1 for parts that do not exist.</summary>
    internal bool TryGetTypeName(nuint methodTable, ref NameText @namespace, ref NameText name)
    {
        if (!TryFind(TypesRow, MethodTableKey(methodTable), exact: true, out NameCursor cursor, out _))
        {
            return false;
        }

        byte present = cursor.Byte();
        name.Append(cursor.Text());
        if ((present & 1) != 0)
        {
            @namespace.Append(cursor.Text());
        }

        cursor.SkipIf(present & 2);
        cursor.SkipIf(present & 4);
        if ((present & 8) != 0)
        {
            name.Append(cursor.Text());
        }

        return true;
    }

    /// <summary>What Type.ToString() gives: namespace, outer types, arguments and all.</summary>
    internal bool TryGetTypeFullName(nuint methodTable, ref NameText text)
    {
        if (!TryFind(TypesRow, MethodTableKey(methodTable), exact: true, out NameCursor cursor, out _))
        {
            return false;
        }

        byte present = cursor.Byte();
        ReadOnlySpan<byte> name = cursor.Text();
        if ((present & 1) != 0)
        {
            text.Append(cursor.Text());
            text.Append((byte)'.');
        }

        if ((present & 2) != 0)
        {
            text.Append(cursor.Text());
        }

        text.Append(name);
        if ((present & 4) != 0)
        {
            text.Append(cursor.Text());
        }

        if ((present & 8) != 0)
        {
            text.Append(cursor.Text());
        }

        return true;
    }

    /// <summary>
    /// Namespace.Type.Method(Type parameter, …) for any address in the method, and how far in it is. No text for a method that stack traces
    /// leave out.
    /// </summary>
    internal bool TryGetMethod(nuint address, ref NameText text, out uint offset)
    {
        bool found = TryFind(MethodsRow, CodeKey(address), exact: false, out NameCursor cursor, out MethodEntry entry);
        offset = entry.Offset;
        if (!found)
        {
            return false;
        }

        // A method that stack traces leave out has no name.
        ReadOnlySpan<byte> name = cursor.Text();
        if (name.Length == 0)
        {
            return true;
        }

        if (entry.Namespace.Length > 0)
        {
            text.Append(entry.Namespace);
            text.Append((byte)'.');
        }

        // Stack traces have dots between nested types, where full names have plus signs.
        for (int i = 0; i < entry.Path.Length; i++)
        {
            text.Append(entry.Path[i] == '+' ? (byte)'.' : entry.Path[i]);
        }

        if (entry.Path.Length > 0)
        {
            text.Append((byte)'.');
        }

        // After a parenthesis in the name stands what follows the parameter list.
        int nameLength = 0;
        while (nameLength < name.Length && name[nameLength] != ')')
        {
            nameLength++;
        }

        text.Append(name.Slice(0, nameLength));
        text.Append((byte)'(');
        for (int i = 0; i < entry.ParameterCount; i++)
        {
            text.Append(i == 0 ? default : ", "u8);
            text.Append(cursor.Text());
            ReadOnlySpan<byte> parameter = cursor.Text();
            text.Append(parameter.Length == 0 ? default : " "u8);
            text.Append(parameter);
        }

        text.Append((byte)')');
        text.Append(nameLength < name.Length ? name.Slice(nameLength + 1, name.Length - nameLength - 1) : default);
        return true;
    }

    /// <summary>The full name of the type, without type arguments, to which the method at the address belongs.</summary>
    internal bool TryGetDeclaringType(nuint address, ref NameText text)
    {
        if (!TryFind(MethodsRow, CodeKey(address), exact: false, out _, out MethodEntry entry))
        {
            return false;
        }

        text.Append(entry.Namespace);
        text.Append(entry.Namespace.Length > 0 ? "."u8 : default);
        text.Append(entry.Path);
        return entry.Path.Length > 0;
    }

    /// <summary>Positions the cursor before the members: Value() and Text() for each.</summary>
    internal bool TryGetEnum(nuint methodTable, out NameCursor members, out int count, out bool isFlags)
    {
        count = 0;
        isFlags = false;
        if (!TryFind(EnumsRow, MethodTableKey(methodTable), exact: true, out members, out _))
        {
            return false;
        }

        uint header = (uint)members.Varint();
        count = (int)(header >> 1);
        isFlags = (header & 1) != 0;
        return true;
    }

    private nuint CodeKey(nuint address)
    {
        nuint key = _table == null ? ~(nuint)0 : address - *(nuint*)(_table + 8);
        return _table != null && key < *(uint*)(_table + 20) ? key : ~(nuint)0;
    }

    private nuint MethodTableKey(nuint methodTable) => _table == null ? ~(nuint)0 : methodTable - *(nuint*)_table;

    /// <summary>Finds the entry with the greatest key not above the one sought, and leaves the cursor at its content.</summary>
    private bool TryFind(int row, nuint soughtKey, bool exact, out NameCursor cursor, out MethodEntry method)
    {
        cursor = default;
        method = default;
        if (_table == null || soughtKey > uint.MaxValue)
        {
            return false;
        }

        uint sought = (uint)soughtKey;
        uint* index = (uint*)(_table + *(uint*)(_table + row));
        int count = *(int*)(_table + row + 4);
        int low = 0;
        int high = (count + BlockLength - 1) / BlockLength - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (index[middle * 2] <= sought)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        if (count == 0 || index[low * 2] > sought)
        {
            return false;
        }

        uint key = index[low * 2];
        int left = count - low * BlockLength < BlockLength ? count - low * BlockLength : BlockLength;
        NameCursor next = new(_table + index[low * 2 + 1], _table + *(uint*)(_table + 24));
        while (true)
        {
            key += (uint)next.Varint();
            if (key > sought)
            {
                break;
            }

            if (row == MethodsRow)
            {
                uint header = (uint)next.Varint();
                method.ParameterCount = (int)(header >> 1);
                method.Offset = sought - key;
                if ((header & 1) == 0)
                {
                    method.Namespace = next.Text();
                    method.Path = next.Text();
                }
            }

            cursor = next;
            if (key == sought || --left == 0)
            {
                break;
            }

            Skip(row, method.ParameterCount, ref next);
        }

        return !exact || key == sought;
    }

    private static void Skip(int row, int parameterCount, ref NameCursor cursor)
    {
        if (row == MethodsRow)
        {
            for (int i = 0; i < 1 + parameterCount * 2; i++)
            {
                cursor.Varint();
            }
        }
        else if (row == TypesRow)
        {
            byte present = cursor.Byte();
            cursor.Varint();
            for (int bit = 1; bit <= 8; bit <<= 1)
            {
                cursor.SkipIf(present & bit);
            }
        }
        else
        {
            for (uint left = (uint)cursor.Varint() >> 1; left > 0; left--)
            {
                cursor.Varint();
                cursor.Varint();
            }
        }
    }

    private ref struct MethodEntry
    {
        internal ReadOnlySpan<byte> Namespace;
        internal ReadOnlySpan<byte> Path;
        internal int ParameterCount;
        internal uint Offset;
    }
}

using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System;

/// <summary>The base of all structs: equality and hash codes of their fields.</summary>
public abstract unsafe class ValueType
{
    private const int NumberOfFields = -1;

    // What ilc's generated override answers when the value may be compared byte by byte.
    private const int AllBytesCount = -1;

    /// <summary>
    /// Overridden by ilc for each struct: the number of fields for index -1 (-1 when plain bytes may be compared), else the field's type
    /// and its offset. The name and signature are ilc's.
    /// </summary>
    internal virtual int __GetFieldHelper(int index, out MethodTable* type)
    {
        type = null;
        return AllBytesCount;
    }

    public override bool Equals(object? value)
    {
        if (value == null || value.MethodTablePointer != MethodTablePointer)
            return false;

        int fields = __GetFieldHelper(NumberOfFields, out _);
        ref byte mine = ref FirstField;
        ref byte other = ref value.FirstField;
        if (fields == AllBytesCount)
            return SpanHelpers.SequenceEqual(ref mine, ref other, MethodTablePointer->ValueTypeSize);

        for (int i = 0; i < fields; i++)
        {
            int offset = __GetFieldHelper(i, out MethodTable* type);
            if (!Equals(Load(type, ref Unsafe.Add(ref mine, offset)), Load(type, ref Unsafe.Add(ref other, offset))))
                return false;
        }
        return true;
    }

    public override int GetHashCode()
    {
        uint hash = MethodTablePointer->HashCode;
        int fields = __GetFieldHelper(NumberOfFields, out _);
        ref byte data = ref FirstField;
        if (fields == AllBytesCount)
        {
            uint size = MethodTablePointer->ValueTypeSize;
            for (uint i = 0; i < size; i++)
                hash = hash * 31 + Unsafe.Add(ref data, (nint)i);
            return (int)hash;
        }
        for (int i = 0; i < fields; i++)
        {
            int offset = __GetFieldHelper(i, out MethodTable* type);
            hash = hash * 31 + (uint)(Load(type, ref Unsafe.Add(ref data, offset))?.GetHashCode() ?? 0);
        }
        return (int)hash;
    }

    // SAFETY: the offset and type come from ilc, for this very struct.
    private static object? Load(MethodTable* type, ref byte field) =>
        type->IsValueType ? System.Runtime.RuntimeExports.RhBox(type, ref field) : Unsafe.As<byte, object?>(ref field);

    public override string? ToString() => GetType().ToString();
}

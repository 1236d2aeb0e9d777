using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Internal.Runtime;

/// <summary>Names of this image's types, methods and enum members, for Type, Enum, StackTrace and the reports of faults.</summary>
/// <remarks>
/// The table is made by the build and linked in as read-only data; NameTableReader has its format. An image linked without one has no names,
/// and every method here returns false. The methods that take a NameText allocate nothing.
/// </remarks>
internal static unsafe class NameTables
{
    private const int LongestName = 512;

    internal static bool HasNames => Reader().HasNames;

    /// <summary>Type.Namespace (null when there is none) and Type.Name.</summary>
    internal static bool TryGetTypeName(MethodTable* type, out string? @namespace, out string name)
    {
        NameText namespaceText = new(stackalloc byte[LongestName]);
        NameText nameText = new(stackalloc byte[LongestName]);
        bool found = Reader().TryGetTypeName((nuint)type, ref namespaceText, ref nameText);
        @namespace = namespaceText.Length > 0 ? Decode(namespaceText.Bytes) : null;
        name = found ? Decode(nameText.Bytes) : "";
        return found;
    }

    /// <summary>Type.ToString(): with namespace, outer types and type arguments.</summary>
    internal static bool TryGetTypeFullName(MethodTable* type, out string fullName)
    {
        NameText text = new(stackalloc byte[LongestName]);
        bool found = TryGetTypeFullName(type, ref text);
        fullName = found ? Decode(text.Bytes) : "";
        return found;
    }

    internal static bool TryGetTypeFullName(MethodTable* type, ref NameText text) => Reader().TryGetTypeFullName((nuint)type, ref text);

    /// <summary>The method in which the address lies, as a stack trace has it, and how many bytes in.</summary>
    internal static bool TryGetMethod(nuint address, out string name, out uint offset)
    {
        NameText text = new(stackalloc byte[LongestName]);
        bool found = TryGetMethod(address, ref text, out offset);
        name = found ? Decode(text.Bytes) : "";
        return found;
    }

    /// <summary>The full name of the type (without type arguments) whose method an address lies in.</summary>
    internal static bool TryGetDeclaringType(nuint address, out string fullName)
    {
        NameText text = new(stackalloc byte[LongestName]);
        bool found = Reader().TryGetDeclaringType(address, ref text);
        fullName = found ? Decode(text.Bytes) : "";
        return found;
    }

    internal static bool TryGetMethod(nuint address, ref NameText text, out uint offset) => Reader().TryGetMethod(address, ref text, out offset);

    /// <summary>The members of an enum, ordered by value taken as unsigned, values sign-extended to 64 bits.</summary>
    internal static bool TryGetEnum(MethodTable* type, out EnumNames members)
    {
        members = default;
        if (!Reader().TryGetEnum((nuint)type, out NameCursor cursor, out int count, out bool isFlags))
        {
            return false;
        }

        ulong[] values = new ulong[count];
        string[] names = new string[count];
        ulong value = 0;
        for (int i = 0; i < count; i++)
        {
            value += cursor.Varint();
            values[i] = value;
            names[i] = Decode(cursor.Text());
        }

        members = new EnumNames(values, names, isFlags);
        return true;
    }

    /// <remarks>SAFETY: the span lies in the image or on the caller's stack; both outlast the call.</remarks>
    private static string Decode(ReadOnlySpan<byte> utf8)
    {
        fixed (byte* bytes = &MemoryMarshal.GetReference(utf8))
        {
            return Utf8String.FromBytes(bytes, utf8.Length);
        }
    }

    private static NameTableReader Reader() => new(RuntimeNameTable());

    // SAFETY: assembly code (Arch) that returns the address of the linked table, or null.
    [RuntimeImport("*", "RuntimeNameTable")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern byte* RuntimeNameTable();
}

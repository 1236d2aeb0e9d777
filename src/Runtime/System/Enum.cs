using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System;

/// <summary>The base of all enums: names, formats and comparison. Names come from the table that the build makes.</summary>
/// <remarks>Files: Enum (instances), Enum.Static (by type), Enum.Parsing. Values travel as their 64 bits, sign-extended where the type has a sign.</remarks>
// SAFETY: an enum's box holds its underlying integer right after the header, of the size that its element type tells.
public abstract unsafe partial class Enum : ValueType, IComparable, ISpanFormattable
{
    private ulong Bits => ReadBits(MethodTablePointer->ElementType, ref FirstField);

    public override string ToString() => FormatGeneral(MethodTablePointer, Bits, isFlags: false);

    public string ToString(string? format) => Format(MethodTablePointer, Bits, format);

    public string ToString(IFormatProvider? provider) => ToString();

    public string ToString(string? format, IFormatProvider? provider) => ToString(format);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryCopy(Format(MethodTablePointer, Bits, format), destination, out charsWritten);

    public override bool Equals([NotNullWhen(true)] object? obj) =>
        obj is not null && obj.MethodTablePointer == MethodTablePointer && ((Enum)obj).Bits == Bits;

    public override int GetHashCode()
    {
        ulong bits = Bits;
        return MethodTablePointer->ElementType switch
        {
            ElementType.Int64 or ElementType.UInt64 or ElementType.IntPtr or ElementType.UIntPtr => (int)bits ^ (int)(bits >> 32),
            ElementType.Char => (int)bits | ((int)bits << 16),
            _ => (int)bits,
        };
    }

    public int CompareTo(object? target)
    {
        if (target is null)
        {
            return 1;
        }

        if (target.MethodTablePointer != MethodTablePointer)
        {
            throw new ArgumentException(
                "Object must be the same type as the enum. The type passed in was '" + target.GetType().ToString() + "'; the enum type was '"
                + GetType().ToString() + "'.");
        }

        ulong mine = Bits;
        ulong other = ((Enum)target).Bits;
        switch (MethodTablePointer->ElementType)
        {
            case ElementType.Int32 or ElementType.Int64 or ElementType.IntPtr:
                return ((long)mine).CompareTo((long)other);
            case ElementType.SByte or ElementType.Int16 or ElementType.Byte or ElementType.UInt16 or ElementType.Char:
                return (int)((long)mine - (long)other);
            default:
                return mine.CompareTo(other);
        }
    }

    [Intrinsic]
    public bool HasFlag(Enum flag)
    {
        ArgumentNullException.ThrowIfNull(flag);
        if (flag.MethodTablePointer != MethodTablePointer)
        {
            throw new ArgumentException(
                "The argument type, '" + flag.GetType().ToString() + "', is not the same as the enum type '" + GetType().ToString() + "'.");
        }

        ulong bits = flag.Bits;
        return (Bits & bits) == bits;
    }

    private static ulong ReadBits(ElementType type, ref byte data) => type switch
    {
        ElementType.SByte => (ulong)(sbyte)data,
        ElementType.Byte or ElementType.Boolean => data,
        ElementType.Int16 => (ulong)Unsafe.As<byte, short>(ref data),
        ElementType.UInt16 or ElementType.Char => Unsafe.As<byte, ushort>(ref data),
        ElementType.Int32 => (ulong)Unsafe.As<byte, int>(ref data),
        ElementType.UInt32 => Unsafe.As<byte, uint>(ref data),
        _ => Unsafe.As<byte, ulong>(ref data),
    };

    private static int SizeOf(ElementType type) => type switch
    {
        ElementType.SByte or ElementType.Byte or ElementType.Boolean => 1,
        ElementType.Int16 or ElementType.UInt16 or ElementType.Char => 2,
        ElementType.Int32 or ElementType.UInt32 => 4,
        _ => 8,
    };

    private static bool IsSigned(ElementType type) =>
        type is ElementType.SByte or ElementType.Int16 or ElementType.Int32 or ElementType.Int64 or ElementType.IntPtr;

    private static string Format(MethodTable* type, ulong bits, ReadOnlySpan<char> format)
    {
        if (format.Length == 0)
        {
            return FormatGeneral(type, bits, isFlags: false);
        }

        switch (format.Length == 1 ? format[0] | 0x20 : 0)
        {
            case 'g':
                return FormatGeneral(type, bits, isFlags: false);
            case 'd':
                return FormatDecimal(type->ElementType, bits);
            case 'x':
                int size = SizeOf(type->ElementType);
                ulong shown = bits & (ulong.MaxValue >> (64 - 8 * size));
                return size switch { 1 => ((byte)shown).ToString("X2"), 2 => ((ushort)shown).ToString("X4"), 4 => ((uint)shown).ToString("X8"), _ => shown.ToString("X16") };
            case 'f':
                return FormatGeneral(type, bits, isFlags: true);
            default:
                throw new FormatException("Format string can be only \"G\", \"g\", \"X\", \"x\", \"F\", \"f\", \"D\" or \"d\".");
        }
    }

    private static string FormatDecimal(ElementType type, ulong bits) => IsSigned(type) ? ((long)bits).ToString() : bits.ToString();

    private static string FormatGeneral(MethodTable* type, ulong bits, bool isFlags)
    {
        if (TryGetNames(type, out EnumNames names))
        {
            string? text = names.IsFlags || isFlags ? FlagsText(names, bits) : NameOf(names, bits);
            if (text is not null)
            {
                return text;
            }
        }

        return FormatDecimal(type->ElementType, bits);
    }

    private static string? NameOf(EnumNames names, ulong bits)
    {
        int index = IndexOf(names, bits);
        return index >= 0 ? names.Names[index] : null;
    }

    /// <summary>The first member with a value; the values are in order.</summary>
    private static int IndexOf(EnumNames names, ulong bits)
    {
        ulong[] values = names.Values;
        int low = 0;
        int high = values.Length;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (values[middle] < bits)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < values.Length && values[low] == bits ? low : -1;
    }

    /// <summary>The names of the members that make up the value, or null where bits are left over.</summary>
    private static string? FlagsText(EnumNames names, ulong bits)
    {
        ulong[] values = names.Values;
        if (bits == 0)
        {
            return values.Length > 0 && values[0] == 0 ? names.Names[0] : "0";
        }

        ulong left = bits;
        string? text = null;
        for (int i = values.Length - 1; i >= 0 && left != 0 && values[i] != 0; i--)
        {
            if (values[i] == bits)
            {
                return names.Names[i];
            }

            if ((left & values[i]) == values[i])
            {
                left -= values[i];
                text = text is null ? names.Names[i] : names.Names[i] + ", " + text;
            }
        }

        return left == 0 ? text : null;
    }

    private static bool TryCopy(string text, Span<char> destination, out int charsWritten)
    {
        bool fits = text.AsSpan().TryCopyTo(destination);
        charsWritten = fits ? text.Length : 0;
        return fits;
    }

    /// <summary>The names of each enum that was asked for, kept for good.</summary>
    private sealed class Known(nint type, bool hasNames, EnumNames names, Known? next)
    {
        internal readonly nint Type = type;
        internal readonly bool HasNames = hasNames;
        internal readonly EnumNames Names = names;
        internal readonly Known? Next = next;
    }

    private static Known?[]? s_known;

    private static bool TryGetNames(MethodTable* type, out EnumNames names)
    {
        const int Buckets = 64;
        Known?[] known = s_known ??= new Known?[Buckets];
        uint bucket = type->HashCode % Buckets;
        for (Known? entry = known[bucket]; entry is not null; entry = entry.Next)
        {
            if (entry.Type == (nint)type)
            {
                names = entry.Names;
                return entry.HasNames;
            }
        }

        // Two threads may both add it, or one lose its entry: then it is only made once more.
        bool found = NameTables.TryGetEnum(type, out names);
        known[bucket] = new Known((nint)type, found, names, known[bucket]);
        return found;
    }
}

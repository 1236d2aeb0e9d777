using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System;

// By type, generic or not.
public abstract unsafe partial class Enum
{
    public static string? GetName<TEnum>(TEnum value)
        where TEnum : struct, Enum
    {
        return TryGetNames(TableOf<TEnum>(), out EnumNames names) ? NameOf(names, BitsOf(value)) : null;
    }

    public static string? GetName(Type enumType, object value)
    {
        MethodTable* type = CheckedTable(enumType);
        ArgumentNullException.ThrowIfNull(value);
        MethodTable* valueType = value.MethodTablePointer;
        if (!valueType->IsPrimitive || valueType->ElementType is ElementType.Single or ElementType.Double)
        {
            throw new ArgumentException(
                "The value passed in must be an enum base or an underlying type for an enum, such as an Int32.", nameof(value));
        }

        return TryGetNames(type, out EnumNames names) ? NameOf(names, ReadBits(valueType->ElementType, ref value.FirstField)) : null;
    }

    public static string[] GetNames<TEnum>()
        where TEnum : struct, Enum
    {
        return TryGetNames(TableOf<TEnum>(), out EnumNames names) ? (string[])names.Names.Clone() : [];
    }

    public static string[] GetNames(Type enumType) =>
        TryGetNames(CheckedTable(enumType), out EnumNames names) ? (string[])names.Names.Clone() : [];

    /// <summary>Ordered by value taken as unsigned.</summary>
    public static TEnum[] GetValues<TEnum>()
        where TEnum : struct, Enum
    {
        if (!TryGetNames(TableOf<TEnum>(), out EnumNames names))
        {
            return [];
        }

        TEnum[] values = new TEnum[names.Values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = FromBits<TEnum>(names.Values[i]);
        }

        return values;
    }

    public static bool IsDefined<TEnum>(TEnum value)
        where TEnum : struct, Enum
    {
        return TryGetNames(TableOf<TEnum>(), out EnumNames names) && IndexOf(names, BitsOf(value)) >= 0;
    }

    public static bool IsDefined(Type enumType, object value)
    {
        MethodTable* type = CheckedTable(enumType);
        ArgumentNullException.ThrowIfNull(value);
        bool hasNames = TryGetNames(type, out EnumNames names);
        if (value is string text)
        {
            return hasNames && Array.IndexOf(names.Names, text) >= 0;
        }

        MethodTable* valueType = value.MethodTablePointer;
        if (valueType != type && (valueType->IsEnum || valueType->ElementType != type->ElementType))
        {
            if (!valueType->IsPrimitive || valueType->ElementType is ElementType.Single or ElementType.Double)
            {
                throw new InvalidOperationException("Unknown enum type.");
            }

            throw new ArgumentException(
                "Enum underlying type and the object must be same type or object must be a String. Type passed in was '" + value.GetType().ToString()
                + "'; the enum underlying type was '" + GetUnderlyingType(enumType).ToString() + "'.");
        }

        return hasNames && IndexOf(names, ReadBits(valueType->ElementType, ref value.FirstField)) >= 0;
    }

    public static Type GetUnderlyingType(Type enumType) => CheckedTable(enumType)->ElementType switch
    {
        ElementType.SByte => typeof(sbyte),
        ElementType.Byte => typeof(byte),
        ElementType.Int16 => typeof(short),
        ElementType.UInt16 => typeof(ushort),
        ElementType.Int32 => typeof(int),
        ElementType.UInt32 => typeof(uint),
        ElementType.Int64 => typeof(long),
        _ => typeof(ulong),
    };

    public static string Format(Type enumType, object value, string format)
    {
        MethodTable* type = CheckedTable(enumType);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(format);
        MethodTable* valueType = value.MethodTablePointer;
        if (valueType != type)
        {
            if (valueType->IsEnum)
            {
                throw new ArgumentException(
                    "Object must be the same type as the enum. The type passed in was '" + value.GetType().ToString() + "'; the enum type was '"
                    + enumType.ToString() + "'.");
            }

            if (!valueType->IsPrimitive || valueType->ElementType != type->ElementType)
            {
                throw new ArgumentException(
                    "Enum underlying type and the object must be same type or object. Type passed in was '" + value.GetType().ToString()
                    + "'; the enum underlying type was '" + GetUnderlyingType(enumType).ToString() + "'.");
            }
        }

        return Format(type, ReadBits(valueType->ElementType, ref value.FirstField), format.AsSpan());
    }

    public static bool TryFormat<TEnum>(TEnum value, Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default)
        where TEnum : struct
    {
        if (!MethodTable.Of<TEnum>()->IsEnum)
        {
            ThrowNotEnum();
        }

        MethodTable* type = MethodTable.Of<TEnum>();
        ulong bits = ReadBits(type->ElementType, ref Unsafe.As<TEnum, byte>(ref value));
        return TryCopy(Format(type, bits, format), destination, out charsWritten);
    }

    public static object ToObject(Type enumType, int value) => Box(CheckedTable(enumType), (ulong)value);

    public static object ToObject(Type enumType, uint value) => Box(CheckedTable(enumType), value);

    public static object ToObject(Type enumType, long value) => Box(CheckedTable(enumType), (ulong)value);

    public static object ToObject(Type enumType, ulong value) => Box(CheckedTable(enumType), value);

    public static object ToObject(Type enumType, object value)
    {
        MethodTable* type = CheckedTable(enumType);
        ArgumentNullException.ThrowIfNull(value);
        if (!value.MethodTablePointer->IsPrimitive || value is float or double)
        {
            throw new ArgumentException(
                "The value passed in must be an enum base or an underlying type for an enum, such as an Int32.", nameof(value));
        }

        return Box(type, ReadBits(value.MethodTablePointer->ElementType, ref value.FirstField));
    }

    // The lowest bytes of the 64 bits are the value in every smaller type.
    private static object Box(MethodTable* type, ulong bits) => System.Runtime.RuntimeExports.RhBox(type, ref Unsafe.As<ulong, byte>(ref bits))!;

    private static MethodTable* TableOf<TEnum>()
        where TEnum : struct, Enum
    {
        MethodTable* type = MethodTable.Of<TEnum>();
        if (!type->IsEnum)
        {
            ThrowNotEnum();
        }

        return type;
    }

    private static MethodTable* CheckedTable(Type enumType)
    {
        ArgumentNullException.ThrowIfNull(enumType);
        MethodTable* type = ((RuntimeType)enumType).Target;
        if (!type->IsEnum)
        {
            ThrowNotEnum();
        }

        return type;
    }

    private static ulong BitsOf<TEnum>(TEnum value)
        where TEnum : struct, Enum
    {
        return ReadBits(MethodTable.Of<TEnum>()->ElementType, ref Unsafe.As<TEnum, byte>(ref value));
    }

    private static TEnum FromBits<TEnum>(ulong bits)
        where TEnum : struct
    {
        return Unsafe.As<ulong, TEnum>(ref bits);
    }

    [Diagnostics.CodeAnalysis.DoesNotReturn]
    private static void ThrowNotEnum() => throw new ArgumentException("Type provided must be an Enum.", "enumType");
}

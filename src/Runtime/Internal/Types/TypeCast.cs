using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Internal.Runtime;
using Internal.Runtime.CompilerHelpers;

namespace System.Runtime;

/// <summary>Casts and array stores: called by compiled code, found by ilc under this name.</summary>
/// <remarks>ECMA-335, I.8.7 (assignment compatibility) says what may be cast to what. SAFETY: MethodTables are immutable image data.</remarks>
[System.Diagnostics.StackTraceHidden]
internal static unsafe class TypeCast
{
    private const byte Covariant = 1;
    private const byte Contravariant = 2;
    private const byte ArrayCovariant = 0x20;

    /// <summary>Whether an instance of <paramref name="source"/> may stand where <paramref name="target"/> is asked for.</summary>
    internal static bool IsAssignable(MethodTable* source, MethodTable* target)
    {
        if (source == target)
            return true;
        if (target->IsInterface)
            return Implements(source, target);
        if (target->IsArray)
            return IsArrayAssignable(source, target);
        if (source->HasVariance && target->HasVariance && IsVariantOf(source, target, byArray: false))
            return true;
        for (source = source->BaseType; source != null; source = source->BaseType)
        {
            if (source == target)
                return true;
        }
        // An interface has no base type in its table, yet each is an Object.
        return target == MethodTable.Of<object>();
    }

    private static bool Implements(MethodTable* source, MethodTable* target)
    {
        uint count = source->InterfaceCount;
        MethodTable** interfaces = source->Interfaces;
        for (uint i = 0; i < count; i++)
        {
            if (interfaces[i] == target)
                return true;
        }
        bool byArray = source->HasArrayVariance;
        if (!target->HasVariance && !byArray)
            return false;
        for (uint i = 0; i < count; i++)
        {
            if (IsVariantOf(interfaces[i], target, byArray))
                return true;
        }
        return source->IsInterface && IsVariantOf(source, target, byArray: false);
    }

    private static bool IsArrayAssignable(MethodTable* source, MethodTable* target)
    {
        if (!source->IsArray || source->BaseSize != target->BaseSize || source->ElementType != target->ElementType)
            return false;
        return IsElementCompatible(source->ElementMethodTable, target->ElementMethodTable);
    }

    /// <summary>Array element compatibility: same type, reference conversion, or integers that differ only in sign (ECMA-335, I.8.7.1).</summary>
    private static bool IsElementCompatible(MethodTable* source, MethodTable* target)
    {
        if (source == target)
            return true;
        if (!source->IsValueType && !target->IsValueType)
            return source->Kind == TypeKind.Canonical || source->IsArray || source->IsInterface ? IsAssignable(source, target) : false;
        return source->IsValueType && target->IsValueType && ReducedType(source) == ReducedType(target) && ReducedType(source) != ElementType.Unknown;
    }

    private static ElementType ReducedType(MethodTable* type) => type->ElementType switch
    {
        ElementType.Boolean or ElementType.Char => type->IsEnum ? type->ElementType : ElementType.Unknown,
        ElementType.Byte => ElementType.SByte,
        ElementType.UInt16 => ElementType.Int16,
        ElementType.UInt32 => ElementType.Int32,
        ElementType.UInt64 => ElementType.Int64,
        ElementType.UIntPtr => ElementType.IntPtr,
        ElementType.SByte or ElementType.Int16 or ElementType.Int32 or ElementType.Int64 or ElementType.IntPtr => type->ElementType,
        _ => ElementType.Unknown,
    };

    /// <summary>Whether two instantiations of one generic type differ only as variance allows.</summary>
    internal static bool IsVariantOf(MethodTable* source, MethodTable* target, bool byArray)
    {
        if (source == target)
            return true;
        if (!target->IsGeneric || !source->IsGeneric || source->GenericDefinition != target->GenericDefinition)
            return false;
        if (!target->HasVariance && !byArray)
            return false;
        byte* variance = target->HasVariance ? target->GenericVariance : null;
        uint arity = target->GenericArity;
        for (uint i = 0; i < arity; i++)
        {
            MethodTable* from = source->GenericArgument(i);
            MethodTable* to = target->GenericArgument(i);
            if (from == to)
                continue;
            // Arrays may be seen through any of their interfaces as arrays of what their elements are compatible with.
            byte kind = byArray || variance == null ? ArrayCovariant : variance[i];
            bool compatible = kind switch
            {
                Covariant => !from->IsValueType && !to->IsValueType && IsAssignable(from, to),
                ArrayCovariant => IsElementCompatible(from, to),
                Contravariant => !from->IsValueType && !to->IsValueType && IsAssignable(to, from),
                _ => false,
            };
            if (!compatible)
                return false;
        }
        return true;
    }

    // The helpers below are written so that the usual answers need no stack frame: what is rare is a call in tail position.

    public static object? IsInstanceOfAny(MethodTable* target, object? value)
    {
        if (value == null || value.MethodTablePointer == target)
            return value;
        return IsInstanceByCache(target, value);
    }

    public static object? IsInstanceOfInterface(MethodTable* target, object? value)
    {
        if (value == null)
            return null;
        MethodTable* type = value.MethodTablePointer;
        MethodTable** candidate = type->Interfaces;
        for (uint count = type->InterfaceCount; count != 0; count--, candidate++)
        {
            if (*candidate == target)
                return value;
        }
        return target->HasVariance || type->MayHaveArrayVariance ? IsInstanceByCache(target, value) : null;
    }

    public static object? IsInstanceOfClass(MethodTable* target, object? value)
    {
        if (value == null)
            return null;
        MethodTable* type = value.MethodTablePointer;
        if (type == target)
            return value;
        if (type->Kind != TypeKind.Canonical || target->HasVariance)
            return IsInstanceByCache(target, value);
        do
        {
            type = type->CanonicalBaseType;
            if (type == target)
                return value;
        }
        while (type != null);
        return null;
    }

    public static bool IsInstanceOfException(MethodTable* target, object? value) =>
        value != null && IsAssignable(value.MethodTablePointer, target);

    public static object? CheckCastAny(MethodTable* target, object? value)
    {
        if (value == null || value.MethodTablePointer == target)
            return value;
        return CheckCastByCache(target, value);
    }

    public static object? CheckCastInterface(MethodTable* target, object? value)
    {
        if (value == null)
            return null;
        MethodTable* type = value.MethodTablePointer;
        MethodTable** candidate = type->Interfaces;
        for (uint count = type->InterfaceCount; count != 0; count--, candidate++)
        {
            if (*candidate == target)
                return value;
        }
        return CheckCastByCache(target, value);
    }

    public static object? CheckCastClass(MethodTable* target, object? value)
    {
        if (value == null || value.MethodTablePointer == target)
            return value;
        return CheckCastClassSpecial(target, value);
    }

    /// <summary>Compiled code has seen that the value is neither null nor of the exact type.</summary>
    public static object? CheckCastClassSpecial(MethodTable* target, object? value)
    {
        MethodTable* type = value!.MethodTablePointer;
        if (type->Kind == TypeKind.Canonical)
        {
            do
            {
                type = type->CanonicalBaseType;
                if (type == target)
                    return value;
            }
            while (type != null);
        }
        return CheckCastByCache(target, value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object? IsInstanceByCache(MethodTable* target, object value) => IsAssignableByCache(value.MethodTablePointer, target) ? value : null;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object? CheckCastByCache(MethodTable* target, object value)
    {
        if (!IsAssignableByCache(value.MethodTablePointer, target))
            ThrowInvalidCast(value.MethodTablePointer, target);
        return value;
    }

    private static bool IsAssignableByCache(MethodTable* source, MethodTable* target)
    {
        if (!CastCache.TryGet(source, target, out bool result))
        {
            result = IsAssignable(source, target->IsNullable ? target->GenericArgument(0) : target);
            CastCache.Set(source, target, result);
        }
        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowInvalidCast(MethodTable* source, MethodTable* target)
    {
        throw new InvalidCastException(
            string.Concat("Unable to cast object of type '", RuntimeType.Of(source).ToString(), "' to type '", string.Concat(RuntimeType.Of(target).ToString(), "'.")));
    }

    public static void StelemRef(object?[] array, nint index, object? value)
    {
        if ((nuint)index >= (nuint)array.Length)
            ThrowHelpers.ThrowIndexOutOfRangeException();
        ref object? element = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), index);
        if (value != null)
        {
            MethodTable* type = array.MethodTablePointer->ElementMethodTable;
            if (type != value.MethodTablePointer && type != MethodTable.Of<object>())
            {
                StoreChecked(ref element, type, value);
                return;
            }
        }
        element = value;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreChecked(ref object? element, MethodTable* elementType, object value)
    {
        MethodTable* type = value.MethodTablePointer;
        if (type->Kind == TypeKind.Canonical)
        {
            do
            {
                type = type->CanonicalBaseType;
            }
            while (type != elementType && type != null);
        }
        if (type != elementType && !IsAssignableByCache(value.MethodTablePointer, elementType))
            throw new ArrayTypeMismatchException();
        element = value;
    }

    public static ref object? LdelemaRef(object?[] array, nint index, MethodTable* elementType)
    {
        if ((nuint)index >= (nuint)array.Length)
            ThrowHelpers.ThrowIndexOutOfRangeException();
        if (array.MethodTablePointer->ElementMethodTable != elementType)
            throw new ArrayTypeMismatchException();
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), index);
    }
}

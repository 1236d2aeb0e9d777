using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System;

/// <summary>A type at run time: its names, kind and relations. There is no reflection over members.</summary>
public abstract unsafe class Type
{
    public abstract string Name { get; }

    public abstract string? Namespace { get; }

    public abstract string? FullName { get; }

    // The optimizer answers these itself where it knows the type, and drops what generic code does for other ones.
    public bool IsValueType
    {
        [Intrinsic]
        get => IsValueTypeCore;
    }

    public bool IsEnum
    {
        [Intrinsic]
        get => IsEnumCore;
    }

    /// <summary>True for bool, char, the integers and floating-point numbers, also of pointer size.</summary>
    public bool IsPrimitive
    {
        [Intrinsic]
        get => IsPrimitiveCore;
    }

    private protected abstract bool IsValueTypeCore { get; }

    private protected abstract bool IsEnumCore { get; }

    private protected abstract bool IsPrimitiveCore { get; }

    public abstract bool IsArray { get; }

    public abstract bool IsInterface { get; }

    public abstract bool IsGenericType { get; }

    public bool IsClass => !IsValueType && !IsInterface;

    public abstract Type? BaseType { get; }

    public abstract Type? GetElementType();

    public abstract bool IsAssignableFrom(Type? type);

    public abstract bool IsInstanceOfType(object? value);

    public bool IsSubclassOf(Type type)
    {
        for (Type? current = BaseType; current is not null; current = current.BaseType)
        {
            if (current == type)
                return true;
        }
        return false;
    }

    // SAFETY: a type handle is made by the compiler from a MethodTable's address and nothing else.
    [Intrinsic]
    public static Type GetTypeFromHandle(RuntimeTypeHandle handle) => RuntimeType.Of((MethodTable*)handle.Value);

    [Intrinsic]
    public static bool operator ==(Type? left, Type? right) => (object?)left == (object?)right;

    [Intrinsic]
    public static bool operator !=(Type? left, Type? right) => (object?)left != (object?)right;

    public override bool Equals(object? value) => (object?)this == value;

    public override int GetHashCode() => base.GetHashCode();
}

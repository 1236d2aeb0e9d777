using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Internal.Runtime;

namespace System;

/// <summary>The root of all types. In memory: an 8-byte header, then a pointer to the MethodTable, then the fields.</summary>
public unsafe class Object
{
    // The name is ilc's. SAFETY: written once, by the allocator.
    private MethodTable* m_pEEType;

    public Object()
    {
    }

    ~Object()
    {
    }

    internal MethodTable* MethodTablePointer => m_pEEType;

    /// <summary>The first byte after the MethodTable pointer: the first field, or an array's length.</summary>
    internal ref byte FirstField => ref Unsafe.As<RawData>(this).Data;

    [Intrinsic]
    public Type GetType() => RuntimeType.Of(m_pEEType);

    public virtual string? ToString() => GetType().ToString();

    public virtual bool Equals(object? value) => this == value;

    public virtual int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    public static bool Equals(object? left, object? right) => left == right || (left != null && right != null && left.Equals(right));

    public static bool ReferenceEquals(object? left, object? right) => left == right;

    /// <summary>A copy of the object, field by field.</summary>
    protected object MemberwiseClone() => ObjectAllocator.Clone(this);

    [StructLayout(LayoutKind.Sequential)]
    private sealed class RawData
    {
        public byte Data;
    }
}

using System.Runtime.CompilerServices;
using System.Threading;
using Internal.Runtime;

namespace System;

/// <summary>The type object of a MethodTable. One for each, immortal, so that types compare by reference.</summary>
internal sealed unsafe class RuntimeType : Type
{
    // Written once, before the object is published.
    private MethodTable* _methodTable;

    private RuntimeType()
    {
    }

    internal MethodTable* Target => _methodTable;

    /// <summary>The one type object of a table, made at first use.</summary>
    internal static RuntimeType Of(MethodTable* methodTable)
    {
        nint* cell = methodTable->WritableData;
        nint existing = Volatile.Read(ref *cell);
        if (existing == 0)
            existing = Create(methodTable, cell);
        return Unsafe.As<nint, RuntimeType>(ref existing);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint Create(MethodTable* methodTable, nint* cell)
    {
        // SAFETY: built in immortal memory because the cell, in the image, is not a root of the collector; it holds no references.
        MethodTable* own = MethodTable.Of<RuntimeType>();
        byte* memory = (byte*)ImmortalMemory.Allocate(own->BaseSize);
        if (memory == null)
            FailFast.Abort("out of memory for a type object");
        nint address = (nint)(memory + sizeof(nint));
        *(MethodTable**)address = own;
        Unsafe.As<nint, RuntimeType>(ref address).SetTarget(methodTable);
        nint winner = Interlocked.CompareExchange(ref *cell, address, 0);
        return winner == 0 ? address : winner;
    }

    private void SetTarget(MethodTable* methodTable) => _methodTable = methodTable;

    public override string Name => TypeNames.Name(_methodTable);

    public override string? Namespace => TypeNames.Namespace(_methodTable);

    public override string FullName => TypeNames.FullName(_methodTable);

    private protected override bool IsValueTypeCore => _methodTable->IsValueType;

    private protected override bool IsEnumCore => _methodTable->IsEnum;

    private protected override bool IsPrimitiveCore => _methodTable->IsPrimitive && !_methodTable->IsEnum;

    public override bool IsArray => _methodTable->IsArray;

    public override bool IsInterface => _methodTable->IsInterface;

    public override bool IsGenericType => _methodTable->IsGeneric;

    public override Type? BaseType
    {
        get
        {
            MethodTable* baseType = _methodTable->BaseType;
            return baseType == null ? null : Of(baseType);
        }
    }

    public override Type? GetElementType() => _methodTable->IsArray ? Of(_methodTable->ElementMethodTable) : null;

    public override bool IsAssignableFrom(Type? type) =>
        type is RuntimeType other && System.Runtime.TypeCast.IsAssignable(other._methodTable, _methodTable);

    public override bool IsInstanceOfType(object? value) => value != null && System.Runtime.TypeCast.IsAssignable(value.MethodTablePointer, _methodTable);

    public override string ToString() => TypeNames.FullName(_methodTable);

    public override int GetHashCode() => (int)_methodTable->HashCode;
}

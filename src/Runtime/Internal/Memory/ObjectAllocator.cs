using System;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Internal.Runtime;

/// <summary>Makes objects. Compiled code enters through the assembly fast path in Allocate.S; C# comes here.</summary>
/// <remarks>SAFETY: an address from the allocator is a zeroed cell with its MethodTable set, so it may be called an object.</remarks>
internal static unsafe class ObjectAllocator
{
    [RuntimeImport("*", "RhpNewFast")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nint NewFast(MethodTable* type);

    [RuntimeImport("*", "RhpNewArrayFast")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nint NewArrayFast(MethodTable* type, nint length);

    internal static object Allocate(MethodTable* type)
    {
        nint address = NewFast(type);
        return Unsafe.As<nint, object>(ref address);
    }

    /// <exception cref="OverflowException">Negative length.</exception>
    internal static object AllocateArray(MethodTable* type, nint length)
    {
        nint address = NewArrayFast(type, length);
        return Unsafe.As<nint, object>(ref address);
    }

    internal static string AllocateString(int length)
    {
        nint address = NewArrayFast(MethodTable.Of<string>(), length);
        return Unsafe.As<nint, string>(ref address);
    }

    /// <summary>An array for return addresses, or null when memory is short: used while an exception is dispatched.</summary>
    internal static CodeAddress[]? TryAllocateAddresses(int capacity)
    {
        MethodTable* type = MethodTable.Of<CodeAddress[]>();
        nint address = Memory.Heap.TryAllocate(type, type->BaseSize + (nuint)capacity * (nuint)sizeof(nint), 0, collect: false);
        if (address == 0)
            return null;
        *(int*)(address + sizeof(nint)) = capacity;
        return Unsafe.As<nint, CodeAddress[]>(ref address);
    }

    internal static object Clone(object source)
    {
        MethodTable* type = source.MethodTablePointer;
        nuint size = type->BaseSize - 2 * (uint)sizeof(nint);
        object copy;
        if (type->HasComponentSize)
        {
            // Arrays and strings both begin with their length.
            int length = Unsafe.As<byte, int>(ref source.FirstField);
            copy = AllocateArray(type, length);
            size += (nuint)length * type->ComponentSize;
        }
        else
        {
            copy = Allocate(type);
        }
        if (type->HasReferences)
            Buffer.BulkMoveWithWriteBarrier(ref copy.FirstField, ref source.FirstField, size);
        else
            SpanHelpers.Memmove(ref copy.FirstField, ref source.FirstField, size);
        return copy;
    }
}

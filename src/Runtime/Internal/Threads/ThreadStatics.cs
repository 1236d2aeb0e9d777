using System;
using System.Runtime.CompilerServices;

namespace Internal.Runtime;

/// <summary>Statics of each thread; found by ilc under this name.</summary>
/// <remarks>A thread's block refers to an object[] with, at a type's index, the object that holds the type's thread statics.</remarks>
internal static unsafe class ThreadStatics
{
    internal static object GetThreadStaticBaseForType(nint moduleData, int typeIndex)
    {
        ThreadBlock* block = RuntimeThread.Current;
        object?[]? storage = Unsafe.As<nint, object?[]?>(ref block->ThreadStatics);
        if (storage != null && (uint)typeIndex < (uint)storage.Length)
        {
            object? existing = storage[typeIndex];
            if (existing != null)
                return existing;
        }
        return Create(block, typeIndex);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object Create(ThreadBlock* block, int typeIndex)
    {
        object?[]? storage = Unsafe.As<nint, object?[]?>(ref block->ThreadStatics);
        if (storage == null || typeIndex >= storage.Length)
        {
            object?[] larger = new object?[Math.Max(typeIndex + 1, storage == null ? 8 : storage.Length * 2)];
            for (int i = 0; storage != null && i < storage.Length; i++)
                larger[i] = storage[i];
            storage = larger;
            // SAFETY: the block is a root of the collector, so the array lives on.
            block->ThreadStatics = Unsafe.As<object?[], nint>(ref larger);
        }
        object statics = ObjectAllocator.Allocate(ImageTables.ThreadStaticsType(typeIndex));
        storage[typeIndex] = statics;
        return statics;
    }
}

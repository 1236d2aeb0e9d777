using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace Internal.Runtime;

/// <summary>Which virtual slot implements which slot of which interface; laid out by ilc.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct DispatchMap
{
    internal struct Entry
    {
        public ushort InterfaceIndex;
        public ushort InterfaceSlot;
        public ushort ImplementationSlot;
    }

    public readonly ushort StandardCount;
    public readonly ushort DefaultCount;
    private readonly ushort _standardStaticCount;
    private readonly ushort _defaultStaticCount;

    /// <summary>The standard entries, then those of default interface methods.</summary>
    public Entry* Entries => (Entry*)((DispatchMap*)Unsafe.AsPointer(ref this) + 1);
}

/// <summary>One interface call site: the code to call, and what it needs to know.</summary>
/// <remarks>A run of cells ends with one whose <see cref="Stub"/> is 0 and whose <see cref="Cache"/> holds the interface slot.</remarks>
internal struct DispatchCell
{
    public nint Stub;
    public nint Cache;
}

/// <summary>
/// Resolves interface calls and remembers the answers at the call site.
/// </summary>
/// <remarks>
/// States of a cell: fresh (Cache is a tagged reference to the interface, Stub the initial stub) -> cached (Cache points at an
/// immutable <see cref="Targets"/> list, which is replaced by a longer one at each new receiver type) -> megamorphic (the list is full;
/// the stub falls through to the resolver). Lists live in immortal memory; a cell leaks at most the sum of its shorter lists.
/// Locks: none. A list is published by one compare-exchange, before the stub that reads it; either stub copes with either cache.
/// </remarks>
internal static unsafe class InterfaceDispatch
{
    private const nint TagMask = 3;
    private const nint RelativeInterfaceTag = 3;
    private const nint InterfacePointerTag = 1;

    /// <summary>Receiver types remembered at one call site.</summary>
    private const int MaxTargets = 16;

    /// <summary>Pairs of receiver type and code, ended by a null type. Read by InterfaceDispatchCached in Dispatch.S.</summary>
    private struct Target
    {
        public MethodTable* Receiver;
        public nint Code;
    }

    /// <summary>Stands directly before the first pair.</summary>
    private struct Targets
    {
        public MethodTable* Interface;
        public nint Count;
    }

    [RuntimeImport("*", "InterfaceDispatchCachedAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nint CachedStub();

    /// <summary>Finds the code for a call; called by the stubs in Dispatch.S with the call's arguments saved.</summary>
    [RuntimeExport("InterfaceDispatchResolve")]
    internal static nint Resolve(object receiver, DispatchCell* cell)
    {
        DispatchCell* end = cell;
        while (end->Stub != 0)
            end++;
        uint slot = (uint)end->Cache & 0xffff;

        nint cache = Volatile.Read(ref cell->Cache);
        MethodTable* interfaceType = InterfaceOf(cell, cache);
        nint code = Find(receiver.MethodTablePointer, interfaceType, slot);
        if (code == 0)
            FailFast.Abort("interface call without an implementation");
        Remember(cell, cache, interfaceType, receiver.MethodTablePointer, code);
        return code;
    }

    private static MethodTable* InterfaceOf(DispatchCell* cell, nint cache)
    {
        switch (cache & TagMask)
        {
            case 0:
                return ((Targets*)cache - 1)->Interface;
            case RelativeInterfaceTag:
                return (MethodTable*)((byte*)&cell->Cache + ((int)cache - RelativeInterfaceTag));
            case InterfacePointerTag:
                return (MethodTable*)(cache & ~TagMask);
            default:
                FailFast.Abort("dispatch cell of an unknown form");
                return null;
        }
    }

    private static void Remember(DispatchCell* cell, nint cache, MethodTable* interfaceType, MethodTable* receiver, nint code)
    {
        Targets* old = (cache & TagMask) == 0 ? (Targets*)cache - 1 : null;
        nint count = old == null ? 0 : old->Count;
        if (count == MaxTargets)
            return;

        // SAFETY: immortal memory is never moved or reused, so a concurrent reader of the old list stays valid.
        Targets* list = (Targets*)ImmortalMemory.Allocate((nuint)(sizeof(Targets) + (int)(count + 2) * sizeof(Target)));
        if (list == null)
            return;
        list->Interface = interfaceType;
        list->Count = count + 1;
        Target* pairs = (Target*)(list + 1);
        for (nint i = 0; i < count; i++)
            pairs[i] = ((Target*)(old + 1))[i];
        pairs[count] = new Target { Receiver = receiver, Code = code };
        pairs[count + 1] = default;

        if (Interlocked.CompareExchange(ref cell->Cache, (nint)pairs, cache) == cache)
            Volatile.Write(ref cell->Stub, CachedStub());
    }

    /// <summary>The code that implements a slot of an interface for a receiver type; 0 if there is none.</summary>
    /// <remarks>Class implementations are preferred to default interface methods, exact interfaces to variant ones.</remarks>
    internal static nint Find(MethodTable* receiver, MethodTable* interfaceType, uint slot)
    {
        nint code = Find(receiver, interfaceType, slot, useDefaults: 0);
        return code != 0 ? code : Find(receiver, interfaceType, slot, useDefaults: 1);
    }

    private static nint Find(MethodTable* receiver, MethodTable* interfaceType, uint slot, int useDefaults)
    {
        for (MethodTable* type = receiver; type != null; type = type->BaseType)
        {
            if (!type->HasDispatchMap)
                continue;
            nint code = FindInMap(receiver, type, interfaceType, slot, useDefaults, exact: true);
            if (code == 0)
                code = FindInMap(receiver, type, interfaceType, slot, useDefaults, exact: false);
            if (code != 0)
                return code;
        }
        return 0;
    }

    private static nint FindInMap(MethodTable* receiver, MethodTable* type, MethodTable* interfaceType, uint slot, int useDefaults, bool exact)
    {
        DispatchMap* map = type->DispatchMap;
        DispatchMap.Entry* entry = map->Entries + (useDefaults != 0 ? map->StandardCount : 0);
        int count = useDefaults != 0 ? map->DefaultCount : map->StandardCount;
        for (; count > 0; count--, entry++)
        {
            if (entry->InterfaceSlot != slot)
                continue;
            MethodTable* implemented = type->Interfaces[entry->InterfaceIndex];
            bool matches = exact
                ? implemented == interfaceType
                : TypeCast.IsVariantOf(implemented, interfaceType, receiver->HasArrayVariance);
            if (!matches)
                continue;
            uint target = entry->ImplementationSlot;
            return target < type->VirtualSlotCount
                ? receiver->VirtualSlots[target]
                : type->SealedSlot(target - type->VirtualSlotCount);
        }
        return 0;
    }
}

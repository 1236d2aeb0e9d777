using System.Runtime.CompilerServices;

namespace Internal.Runtime;

/// <summary>Brings the runtime up before the first line of ordinary C#: heap, statics, constructors that must run early.</summary>
/// <remarks>Until <see cref="Initialize"/> has made the statics, code must not touch static fields that hold references.</remarks>
internal static unsafe class Startup
{
    private const int NotAllocated = 1;
    private const int HasInitialData = 2;
    private const int FlagMask = 3;

    /// <summary>Called once by each home's entry, on the first thread, with its block filled in and GS set.</summary>
    internal static void Initialize(nint* modules)
    {
        ImageTables.Initialize(modules);
        ImmortalMemory.Initialize();
        Memory.Heap.Initialize();
        AllocateStatics();
        Memory.AllocationCaches.Register(RuntimeThread.CurrentCache());
        ThreadList.Adopt(RuntimeThread.Current);
        Memory.Collector.Initialize();
        SeedHashing();
        RunTable(ImageTables.Section.EagerConstructors);
        RunTable(ImageTables.Section.ModuleInitializers);
    }

    /// <summary>Strings hash differently in each process, so that nobody outside can prepare keys that collide.</summary>
    private static void SeedHashing()
    {
        ulong seed;
        Home.Random((byte*)&seed, sizeof(ulong));
        string.s_hashSeed = seed;
    }

    /// <summary>Makes the object that holds each type's reference statics, with the values that ilc computed beforehand.</summary>
    /// <remarks>A cell holds a self-relative MethodTable with flags, and after it self-relative data; then it becomes a reference.</remarks>
    private static void AllocateStatics()
    {
        byte* table = ImageTables.Find(ImageTables.Section.GcStatics, out nuint length);
        for (nuint at = 0; at < length; at += sizeof(int))
        {
            int* entry = (int*)(table + at);
            nint* cell = (nint*)((byte*)entry + *entry);
            int value = *(int*)cell;
            if ((value & NotAllocated) == 0)
                continue;
            MethodTable* type = (MethodTable*)((byte*)cell + (value & ~FlagMask));
            object statics = ObjectAllocator.Allocate(type);
            if ((value & HasInitialData) != 0)
            {
                int* data = (int*)cell + 1;
                byte* source = (byte*)data + *data;
                System.Buffer.BulkMoveWithWriteBarrier(ref statics.FirstField, ref *source, type->BaseSize - 2 * (uint)sizeof(nint));
            }
            // SAFETY: the cells are roots of the collector.
            *cell = Unsafe.As<object, nint>(ref statics);
        }
    }

    /// <remarks>SAFETY: an entry is the self-relative address of a method without arguments, four bytes long.</remarks>
    private static void RunTable(ImageTables.Section section)
    {
        int* entry = (int*)ImageTables.Find(section, out nuint length);
        for (nuint i = 0; i < length / sizeof(int); i++, entry++)
            ((delegate*<void>)((byte*)entry + *entry))();
    }
}

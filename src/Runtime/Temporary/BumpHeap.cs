using System.Runtime;

namespace Internal.Runtime.Memory
{
    internal static unsafe class Heap
    {
        private static byte* s_next;
        private static byte* s_end;
        internal static void Initialize() { s_next = Home.Reserve(1 << 30); Home.Commit(s_next, 1 << 28); s_end = s_next + (1 << 28); }
        private static byte* Allocate(nuint size) { size = (size + 7) & ~(nuint)7; byte* p = s_next + 8; s_next += size; if (s_next > s_end) FailFast.Abort("out of memory"); return p; }
        [RuntimeExport("RhpNewFast")] private static nint NewFast(MethodTable* type) { byte* p = Allocate(type->BaseSize); *(MethodTable**)p = type; return (nint)p; }
        [RuntimeExport("RhpNewFinalizable")] private static nint NewFinalizable(MethodTable* type) => NewFast(type);
        [RuntimeExport("RhNewObject")] private static nint NewObject(MethodTable* type) => NewFast(type);
        [RuntimeExport("RhpNewArrayFast")] private static nint NewArrayFast(MethodTable* type, nint length) { if (length < 0) throw new System.OverflowException(); byte* p = Allocate(type->BaseSize + (nuint)length * type->ComponentSize); *(MethodTable**)p = type; *(int*)(p + 8) = (int)length; return (nint)p; }
        [RuntimeExport("RhpNewPtrArrayFast")] private static nint NewPtrArrayFast(MethodTable* type, nint length) => NewArrayFast(type, length);
        [RuntimeExport("RhNewArray")] private static nint NewArray(MethodTable* type, nint length) => NewArrayFast(type, length);
    }
}
namespace Internal.Runtime
{
    internal static unsafe class ThreadList
    {
        internal static ThreadBlock* Create(System.Threading.Thread thread) => null;
        internal static void Remove(ThreadBlock* block) { }
        internal static void Attach(ThreadBlock* block) { }
        internal static void AttachFirst(ThreadBlock* block) { }
    }
}

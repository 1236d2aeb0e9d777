using System.Threading;
using Internal.Runtime;

namespace Internal.Runtime.CompilerHelpers;

/// <summary>[MethodImpl(Synchronized)]; found by ilc under these names.</summary>
internal static unsafe class SynchronizedMethodHelpers
{
    // SAFETY: ilc hands in the generic dictionary of the running method, whose first word is the MethodTable it is for.

    private static void MonitorEnter(object target, ref bool lockTaken)
    {
        Monitor.Enter(target);
        lockTaken = true;
    }

    private static void MonitorExit(object target, ref bool lockTaken)
    {
        // A method that fails before it has the lock comes here too.
        if (!lockTaken)
            return;
        lockTaken = false;
        Monitor.Exit(target);
    }

    /// <summary>Static methods lock their type's object.</summary>
    private static object GetSyncFromClassHandle(MethodTable* methodTable) => System.RuntimeType.Of(methodTable);

    /// <summary>The type of a method in shared generic code: the first word of its dictionary.</summary>
    private static MethodTable* GetClassFromMethodParam(nint dictionary) => *(MethodTable**)dictionary;
}

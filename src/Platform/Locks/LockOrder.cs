namespace Diesis.Platform.Locks;

/// <summary>In which orders classes of one rank have been taken so far, by all threads.</summary>
internal static class LockOrder
{
    private static LockOrderGraph s_graph;
    private static SpinLock s_guard = new(LockRank.Synchronization);

    /// <summary>Notes that a lock of one class is taken under one of another. False if the opposite order is known.</summary>
    internal static bool TryAdd(LockClass outer, LockClass inner)
    {
        if (s_graph.Has(outer.Index, inner.Index))
            return true;
        using SpinLock.Scope held = s_guard.Enter();
        return s_graph.TryAdd(outer.Index, inner.Index);
    }
}

namespace System.Threading;

/// <summary>What a lazy value does when several threads want it first.</summary>
public enum LazyThreadSafetyMode
{
    /// <summary>Nothing: one thread only.</summary>
    None,

    /// <summary>All may run the factory; the first result wins.</summary>
    PublicationOnly,

    /// <summary>One runs the factory, the others wait; what it throws is kept.</summary>
    ExecutionAndPublication,
}

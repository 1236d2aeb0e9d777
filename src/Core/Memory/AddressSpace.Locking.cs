namespace Diesis.Core.Memory;

/// <summary>Locked memory: without a place to swap to it is only counted, and fetched at once (mlock(2)).</summary>
public sealed partial class AddressSpace
{
    /// <summary>What further mappings get (mlockall(2), MCL_FUTURE).</summary>
    private MappingFlags LockFutureFlags { get; set; }
}

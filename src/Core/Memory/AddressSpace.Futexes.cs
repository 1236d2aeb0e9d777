using Diesis.Abi;
using Diesis.Platform.Users;
using ReaderWriterLock = Diesis.Core.Synchronization.ReaderWriterLock;

namespace Diesis.Core.Memory;

// Where words are that several processes see.
public sealed partial class AddressSpace
{
    /// <summary>The object behind shared memory and the place in it, by which futexes of several processes find each other.</summary>
    /// <param name="owner">Null for memory that is this address space's own.</param>
    /// <returns>EFAULT where nothing is mapped.</returns>
    internal Errno FindShared(UserAddress at, out object? owner, out ulong offset)
    {
        owner = null;
        offset = at.Value;
        using ReaderWriterLock.Scope held = _lock.EnterRead();
        if (_mappings.Find(at.Value) is not Mapping mapping)
            return Errno.EFAULT;
        if (!mapping.IsShared || mapping.Cache is null)
            return Errno.None;
        owner = mapping.Cache;
        offset = ((ulong)mapping.FirstPage << 12) + (at.Value - mapping.Start);
        return Errno.None;
    }
}

using Diesis.Abi;
using Diesis.Platform.Memory.User;
using ReaderWriterLock = Diesis.Core.Synchronization.ReaderWriterLock;

namespace Diesis.Core.Memory;

/// <summary>fork(2): the same mappings again, and the same frames until one of both writes.</summary>
public sealed partial class AddressSpace
{
    /// <summary>A copy for a child.</summary>
    /// <returns>ENOMEM.</returns>
    public Result<AddressSpace> Fork()
    {
        if (!Create(Layout.Copy()).TryGet(out AddressSpace? child, out Errno error))
            return error;
        CopyExecutableTo(child);
        using (ReaderWriterLock.Scope held = _lock.EnterWrite())
        {
            error = CopyTo(child);
            // What was copied until an error came is read-only here, too.
            Space.FinishCopying();
        }
        if (error == Errno.None)
            return child;
        child.Release();
        return error;
    }

    private Errno CopyTo(AddressSpace child)
    {
        child._break = _break;
        for (Mapping? at = _mappings.First; at is not null; at = at.Next)
        {
            if ((at.Flags & MappingFlags.DontFork) != 0)
                continue;
            long pages = (long)(at.Bytes >> PageShift);
            if ((at.Flags & MappingFlags.Accounted) != 0 && MemoryCommitment.TryTake(pages) != Errno.None)
                return Errno.ENOMEM;
            Mapping copy = at.CloneRange(child, at.Start, at.End);
            copy.Flags &= ~(MappingFlags.Locked | MappingFlags.LockOnFault);
            child.CountPages(copy.Flags, pages);
            UserMapResult result = UserMapResult.Done;
            using (EnterCache(at))
            {
                child._mappings.Insert(copy);
                copy.Cache?.Add(copy);
                // Under the cache's lock: whoever takes a page out meanwhile must find it in both tables, or in none.
                if ((at.Flags & MappingFlags.WipeOnFork) == 0)
                    result = Space.CopyTo(child.Space, at.Start, at.End, at.Sharing);
            }
            if (result == UserMapResult.NoMemory)
                return Errno.ENOMEM;
        }
        return Errno.None;
    }
}

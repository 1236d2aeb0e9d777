using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Memory.User;
using ReaderWriterLock = Diesis.Core.Synchronization.ReaderWriterLock;

namespace Diesis.Core.Memory;

/// <summary>Sees the mappings of a program in order, for /proc. Called under the address space's lock: it must not touch any program's memory.</summary>
public abstract class MappingVisitor
{
    /// <returns>Whether to go on.</returns>
    public abstract bool Visit(Mapping mapping);
}

/// <summary>How a mapping's pages are in memory, in pages (/proc/PID/smaps).</summary>
public struct MappingUsage : IUserPageVisitor
{
    public long Resident;
    public long SharedClean;
    public long SharedDirty;
    public long PrivateClean;
    public long PrivateDirty;
    public long Referenced;
    public long Anonymous;

    /// <summary>Each page divided by those who have it, in 4096ths of a page: bytes.</summary>
    public long ProportionalBytes;

    public void Visit(ulong address, in UserPage page)
    {
        if ((page.Rights & UserPageRights.Borrowed) != 0)
            return;
        bool isAnonymous = Frames.OwnerOf(page.Frame) == FrameOwner.User;
        // One reference of a file's page is the file's own.
        int users = int.Max(Frames.ReferencesOf(page.Frame) - (isAnonymous ? 0 : 1), 1);
        Resident++;
        Anonymous += isAnonymous ? 1 : 0;
        Referenced += page.Accessed ? 1 : 0;
        ProportionalBytes += FrameNumber.FrameBytes / users;
        bool isDirty = isAnonymous || page.Dirty;
        if (users > 1)
        {
            SharedDirty += isDirty ? 1 : 0;
            SharedClean += isDirty ? 0 : 1;
        }
        else
        {
            PrivateDirty += isDirty ? 1 : 0;
            PrivateClean += isDirty ? 0 : 1;
        }
    }

    public void Add(in MappingUsage other)
    {
        Resident += other.Resident;
        SharedClean += other.SharedClean;
        SharedDirty += other.SharedDirty;
        PrivateClean += other.PrivateClean;
        PrivateDirty += other.PrivateDirty;
        Referenced += other.Referenced;
        Anonymous += other.Anonymous;
        ProportionalBytes += other.ProportionalBytes;
    }
}

/// <summary>What there is to be told about a program's memory.</summary>
/// <remarks>Whoever asks about another process takes a reference first (<see cref="TryRetain"/>), so that the mappings stay.</remarks>
public sealed partial class AddressSpace
{
    /// <summary>Shows all mappings that end behind an address.</summary>
    public void Visit(MappingVisitor visitor, ulong from = 0)
    {
        using ReaderWriterLock.Scope held = _lock.EnterRead();
        for (Mapping? mapping = _mappings.Find(from); mapping is not null; mapping = mapping.Next)
        {
            if (!visitor.Visit(mapping))
                return;
        }
    }

    /// <summary>Counts a mapping's pages. For visitors.</summary>
    public MappingUsage UsageOf(Mapping mapping)
    {
        MappingUsage usage = default;
        Space.Walk(mapping.Start, mapping.End, ref usage);
        return usage;
    }

    /// <summary>What a mapping is called where it has no file: "[heap]", "[stack]", "[vdso]"; null for nothing.</summary>
    public string? NameOf(Mapping mapping)
    {
        if (mapping.Name is not null)
            return mapping.Name;
        if (mapping.File is not null)
            return null;
        if (mapping.Memory is not null)
            return "/dev/zero (deleted)";
        return mapping.Contains(Layout.StackStart) ? "[stack]" : null;
    }

    /// <summary>Pages of mappings whose content is some file's, that are in memory (statm's third figure).</summary>
    public long SharedResidentPages => Space.CachedPages;

    /// <summary>The object of a mapping that begins at an address, with the object's beginning.</summary>
    internal SharedMemory? SharedMemoryAt(Platform.Users.UserAddress address)
    {
        using ReaderWriterLock.Scope held = _lock.EnterRead();
        Mapping? mapping = Find(address.Value);
        return mapping is not null && mapping.Start == address.Value && mapping.FirstPage == 0 ? mapping.Memory : null;
    }
}

using System.Threading;
using Diesis.Platform.Locks;
using Diesis.Platform.Memory.Paging;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Processors;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Platform.Memory.User;

/// <summary>
/// The page tables of one program: a root whose upper half is the kernel's, shared by all, and a lower half of its own. It knows frames and rights;
/// what is meant to be where, the owner knows (Core's AddressSpace).
/// </summary>
/// <remarks>
/// A page in the tables holds a reference to its frame, unless it is borrowed. Frames that were taken out are released when no processor can
/// have a translation left (<see cref="UserPageGather"/>).
/// Typical sequence: TryCreate; Map, Unmap, Protect; Activate at each switch to one of its threads; Destroy, after the last one.
/// Locks: <c>_lock</c> (rank UserTables) guards the tables; it is never held while other processors are waited for.
/// SAFETY: all tables are frames of this space, reached through the direct map; entries of the lowest level are only changed under the lock, and
/// by the processor, which sets the marks Accessed and Dirty.
/// </remarks>
public sealed unsafe partial class UserSpace
{
    /// <summary>The lower half without its last page.</summary>
    public const ulong End = 0x7fff_ffff_f000;

    private const ulong PageBytes = FrameNumber.FrameBytes;
    private const int LeafShift = 21;

    private SpinLock _lock = new(LockRank.UserTables);
    private readonly FrameNumber _root;

    // The lowest table used last, and which 2 MiB it is for: most changes come in rows. Guarded by _lock.
    private ulong* _leafTable;
    private ulong _leafNumber = ulong.MaxValue;

    private long _anonymousPages;
    private long _cachedPages;
    private long _tables = 1;

    private UserSpace(FrameNumber root)
    {
        _root = root;
        _identifiers = ProcessorFeatures.HasContextIdentifiers ? new ProcessorIdentifier[Processor.Maximum] : null;
    }

    /// <summary>Pages whose frames belong to programs alone.</summary>
    public long AnonymousPages => Volatile.Read(ref _anonymousPages);

    /// <summary>Pages whose frames are some file's or shared object's.</summary>
    public long CachedPages => Volatile.Read(ref _cachedPages);

    /// <summary>Frames that the tables themselves take.</summary>
    public long Tables => Volatile.Read(ref _tables);

    /// <summary>An empty space; null when memory is short.</summary>
    public static UserSpace? TryCreate()
    {
        PrepareProcessors();
        FrameNumber root = Frames.Allocate(FrameOwner.UserTable, FrameContents.Zeroed);
        if (root.IsNone)
            return null;
        // The kernel's entries of the root never change (KernelSpace).
        new System.ReadOnlySpan<ulong>(DirectMap.Pointer(KernelSpace.Root) + PageBytes / 2, PageEntry.PerTable / 2)
            .CopyTo(new System.Span<ulong>(DirectMap.Pointer(root) + PageBytes / 2, PageEntry.PerTable / 2));
        return new UserSpace(root);
    }

    /// <summary>Puts a frame behind a page. The caller's reference becomes the page's.</summary>
    /// <param name="address">A multiple of 4 KiB below <see cref="End"/>.</param>
    public UserMapResult Map(ulong address, FrameNumber frame, UserPageRights rights)
    {
        ulong value = UserEntry.For(frame, rights);
        using SpinLock.Scope held = _lock.Enter();
        ulong* entry = FindOrMake(address);
        if (entry == null)
            return UserMapResult.NoMemory;
        if (*entry != 0)
            return UserMapResult.Occupied;
        Put(entry, value);
        return UserMapResult.Done;
    }

    /// <summary>Puts frames behind pages in a row, where nothing is yet. Each page that is filled gets a reference of its own; the caller keeps its own.</summary>
    /// <param name="frames">By number; 0 for a page to be left alone.</param>
    /// <returns>Done, or NoMemory for want of a table.</returns>
    public UserMapResult MapMany(ulong address, System.ReadOnlySpan<uint> frames, UserPageRights rights)
    {
        using SpinLock.Scope held = _lock.Enter();
        for (int i = 0; i < frames.Length; i++)
        {
            if (frames[i] == 0)
                continue;
            ulong* entry = FindOrMake(address + (ulong)i * PageBytes);
            if (entry == null)
                return UserMapResult.NoMemory;
            if (*entry != 0)
                continue;
            FrameNumber frame = new(frames[i]);
            Frames.Retain(frame);
            Put(entry, UserEntry.For(frame, rights));
        }
        return UserMapResult.Done;
    }

    /// <summary>Makes a private page of zeros writable memory, or says what a write needs instead: the whole of the commonest fault.</summary>
    /// <param name="frame">What is to be copied; then as <see cref="TryMakeWritable"/>.</param>
    /// <returns>Absent only if there is no memory.</returns>
    public UserWriteResult FillOrMakeWritable(ulong address, UserPageRights rights, out FrameNumber frame)
    {
        using SpinLock.Scope held = _lock.Enter();
        frame = FrameNumber.None;
        ulong* entry = FindOrMake(address);
        if (entry == null)
            return UserWriteResult.Absent;
        if (*entry != 0)
            return MakeWritable(entry, rights, ref frame);
        FrameNumber fresh = Frames.Allocate(FrameOwner.User, FrameContents.Zeroed);
        if (fresh.IsNone)
            return UserWriteResult.Absent;
        Put(entry, UserEntry.For(fresh, rights));
        return UserWriteResult.Writable;
    }

    /// <summary>What is behind a page. The frame is as good as what keeps it from being unmapped.</summary>
    public UserPage Query(ulong address)
    {
        using SpinLock.Scope held = _lock.Enter();
        ulong* entry = Find(address);
        return entry == null ? default : UserEntry.Describe(*entry);
    }

    /// <summary>As <see cref="Query"/>, with a reference to the frame for the caller, unless the page is borrowed.</summary>
    public UserPage Take(ulong address)
    {
        using SpinLock.Scope held = _lock.Enter();
        ulong* entry = Find(address);
        if (entry == null || *entry == 0)
            return default;
        if (UserEntry.Owns(*entry))
            Frames.Retain(UserEntry.FrameOf(*entry));
        return UserEntry.Describe(*entry);
    }

    /// <summary>Makes a private page writable if its frame has no other owner; else the frame has to be copied, for <see cref="Replace"/>.</summary>
    /// <param name="frame">What is to be copied.</param>
    public UserWriteResult TryMakeWritable(ulong address, UserPageRights rights, out FrameNumber frame)
    {
        using SpinLock.Scope held = _lock.Enter();
        frame = FrameNumber.None;
        ulong* entry = Find(address);
        return entry == null || *entry == 0 ? UserWriteResult.Absent : MakeWritable(entry, rights, ref frame);
    }

    private static UserWriteResult MakeWritable(ulong* entry, UserPageRights rights, ref FrameNumber frame)
    {
        if (UserEntry.IsWritable(*entry))
            return UserWriteResult.Writable;
        frame = UserEntry.FrameOf(*entry);
        if (!UserEntry.Owns(*entry))
            return UserWriteResult.MustCopy;
        if (IsExclusive(frame))
        {
            // Processors that hold the page as read-only fault, and find it writable: that is no harm.
            Change(entry, rights);
            return UserWriteResult.Writable;
        }
        Frames.Retain(frame);
        return UserWriteResult.MustCopy;
    }

    /// <summary>Gives a page other rights, such as write access to a shared page that has been marked dirty. False if the frame is not there any more.</summary>
    /// <remarks>Only for rights that grow: nobody is told.</remarks>
    public bool TryWiden(ulong address, FrameNumber frame, UserPageRights rights)
    {
        using SpinLock.Scope held = _lock.Enter();
        ulong* entry = Find(address);
        if (entry == null || *entry == 0 || UserEntry.FrameOf(*entry) != frame)
            return false;
        Change(entry, rights);
        return true;
    }

    /// <summary>Puts a copy in the place of a frame. False, and nothing done, if that frame is not there any more.</summary>
    /// <param name="copy">The caller's reference becomes the page's.</param>
    public bool Replace(ulong address, FrameNumber frame, FrameNumber copy, UserPageRights rights)
    {
        ulong old;
        using (SpinLock.Scope held = _lock.Enter())
        {
            ulong* entry = Find(address);
            if (entry == null || *entry == 0 || UserEntry.FrameOf(*entry) != frame)
                return false;
            old = Interlocked.Exchange(ref *entry, UserEntry.For(copy, rights));
            CountPage(old, -1);
            CountPage(*entry, 1);
        }
        Forget(address, address + PageBytes);
        if (UserEntry.Owns(old))
            Frames.Release(frame);
        return true;
    }

    /// <summary>Shows the pages of a range to a visitor.</summary>
    /// <param name="end">The first address that is not looked at.</param>
    public void Walk<TVisitor>(ulong start, ulong end, ref TVisitor visitor)
        where TVisitor : struct, IUserPageVisitor
    {
        // In pieces, so that the lock is not held for long.
        for (ulong at = start; at < end;)
        {
            using SpinLock.Scope held = _lock.Enter();
            ulong* entry = FindFrom(ref at, end);
            if (entry == null)
                return;
            ulong pieceEnd = PieceEnd(at, end);
            for (; at < pieceEnd; at += PageBytes, entry++)
            {
                if (*entry != 0)
                {
                    UserPage page = UserEntry.Describe(*entry);
                    visitor.Visit(at, in page);
                }
            }
        }
    }

    /// <summary>A private page may be written in place when its frame is a program's and nobody else refers to it.</summary>
    private static bool IsExclusive(FrameNumber frame)
    {
        FrameDescriptor* descriptor = Frames.Descriptor(frame);
        return descriptor->Owner == FrameOwner.User && Volatile.Read(ref descriptor->References) == 1;
    }

    private static void Change(ulong* entry, UserPageRights rights)
    {
        while (true)
        {
            ulong old = Volatile.Read(ref *entry);
            if (Interlocked.CompareExchange(ref *entry, UserEntry.WithRights(old, rights), old) == old)
                return;
        }
    }

    private void CountPage(ulong entry, int change)
    {
        if (!UserEntry.Owns(entry))
            return;
        if (Frames.Descriptor(UserEntry.FrameOf(entry))->Owner == FrameOwner.User)
            _anonymousPages += change;
        else
            _cachedPages += change;
    }
}

using System;
using Diesis.Abi;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.User;
using Diesis.Platform.Users;
using ReaderWriterLock = Diesis.Core.Synchronization.ReaderWriterLock;

namespace Diesis.Core.Memory;

/// <summary>Pages that are fetched before the program touches them, and memory that another program reads or writes.</summary>
public sealed partial class AddressSpace
{
    /// <summary>Makes the pages of a range present as far as their mappings allow (MAP_POPULATE, mlock(2)).</summary>
    /// <returns>ENOMEM where nothing is mapped or memory is short; EFAULT where a file ends.</returns>
    public Errno Populate(ulong start, ulong end)
    {
        for (ulong at = start; at < end;)
        {
            UserAccess access = UserAccess.None;
            ulong pieceEnd;
            using (ReaderWriterLock.Scope held = _lock.EnterRead())
            {
                Mapping? mapping = Find(at);
                if (mapping is null || mapping.Start > at)
                    return Errno.ENOMEM;
                pieceEnd = ulong.Min(mapping.End, end);
                if ((mapping.Flags & MappingFlags.Borrowed) != 0)
                {
                    at = pieceEnd;
                    continue;
                }
                if ((mapping.Flags & (MappingFlags.Write | MappingFlags.Shared)) == MappingFlags.Write)
                    access = UserAccess.Write;
                else if ((mapping.Flags & MappingFlags.Access) != 0)
                    access = UserAccess.Read;
            }
            if (access == UserAccess.None)
                return Errno.EFAULT;
            for (; at < pieceEnd; at += PageBytes)
            {
                UserFault fault = Fault(new UserAddress(at), access);
                if (fault != UserFault.Resolved)
                    return fault == UserFault.NoData ? Errno.EFAULT : Errno.ENOMEM;
            }
        }
        return Errno.None;
    }

    /// <summary>Copies from this space, which need not be the one in use (process_vm_readv(2), /proc/PID/mem, execve's arguments).</summary>
    /// <returns>EFAULT; <paramref name="copied"/> says how many bytes came before.</returns>
    public Errno ReadForeign(UserAddress from, Span<byte> to, out int copied)
    {
        for (copied = 0; copied < to.Length;)
        {
            if (!TakePage(from + (nuint)copied, UserAccess.Read, out UserPage page))
                return Errno.EFAULT;
            int offset = (int)((from.Value + (ulong)copied) & (PageBytes - 1));
            int count = int.Min((int)PageBytes - offset, to.Length - copied);
            FrameMemory.Read(page.Frame, offset, to.Slice(copied, count));
            GiveBack(in page);
            copied += count;
        }
        return Errno.None;
    }

    /// <summary>Copies into this space, which need not be the one in use.</summary>
    /// <returns>EFAULT; <paramref name="copied"/> says how many bytes came before.</returns>
    public Errno WriteForeign(UserAddress to, ReadOnlySpan<byte> from, out int copied)
    {
        for (copied = 0; copied < from.Length;)
        {
            if (!TakePage(to + (nuint)copied, UserAccess.Write, out UserPage page))
                return Errno.EFAULT;
            int offset = (int)((to.Value + (ulong)copied) & (PageBytes - 1));
            int count = int.Min((int)PageBytes - offset, from.Length - copied);
            FrameMemory.Write(page.Frame, offset, from.Slice(copied, count));
            GiveBack(in page);
            copied += count;
        }
        return Errno.None;
    }

    /// <summary>A page as the program would find it, with a reference to its frame.</summary>
    private bool TakePage(UserAddress address, UserAccess access, out UserPage page)
    {
        ulong at = address.Value & ~(PageBytes - 1);
        UserPageRights needed = access == UserAccess.Write ? UserPageRights.Write : UserPageRights.Read;
        while (true)
        {
            page = at < UserAddress.End ? Space.Take(at) : default;
            if (page.IsPresent && (page.Rights & needed) != 0)
                return true;
            if (page.IsPresent)
                GiveBack(in page);
            if (Fault(address, access) != UserFault.Resolved)
                return false;
        }
    }

    private static void GiveBack(in UserPage page)
    {
        if ((page.Rights & UserPageRights.Borrowed) == 0)
            Frames.Release(page.Frame);
    }
}

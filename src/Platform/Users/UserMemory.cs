using System;
using System.Runtime.CompilerServices;
using Diesis.Abi;

namespace Diesis.Platform.Users;

/// <summary>The memory of the program whose address space is in use: the only way to it, by copying, with every address checked.</summary>
/// <remarks>
/// Thread context, interrupts on: a page that is not there is fetched meanwhile, which may block. EFAULT where the program has no such memory.
/// Memory may change between two looks, so what is checked must be copied first. SAFETY: pointers into the lower half are only used by
/// <see cref="UserCopy"/>, which survives faults; the kernel's side is pinned by the collector, which moves nothing.
/// </remarks>
public abstract unsafe class UserMemory
{
    /// <summary>Makes a page present for an access, or says why that cannot be.</summary>
    protected abstract UserFault Resolve(UserAddress address, UserAccess access);

    public Errno Read<T>(UserAddress from, out T value)
        where T : unmanaged
    {
        Unsafe.SkipInit(out value);
        fixed (T* to = &value)
        {
            // Whatever is wrong with a word, the other way finds out.
            if (TryLoadWords(to, from.Value) || CopyIn((byte*)to, from, (nuint)sizeof(T)) == Errno.None)
                return Errno.None;
        }
        value = default;
        return Errno.EFAULT;
    }

    public Errno Write<T>(UserAddress to, in T value)
        where T : unmanaged
    {
        fixed (T* from = &value)
        {
            return TryStoreWords(from, to.Value) ? Errno.None : CopyOut((byte*)from, to, (nuint)sizeof(T));
        }
    }

    /// <summary>Reads a structure of up to two words one by one; false where that is not possible.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryLoadWords<T>(T* to, ulong from)
        where T : unmanaged => sizeof(T) switch
        {
            4 => UserCopy.LoadWord(from, (uint*)to) == 0,
            8 => UserCopy.LoadLong(from, (ulong*)to) == 0,
            12 => UserCopy.LoadLong(from, (ulong*)to) == 0 && UserCopy.LoadWord(from + sizeof(ulong), (uint*)to + 2) == 0,
            16 => UserCopy.LoadLong(from, (ulong*)to) == 0 && UserCopy.LoadLong(from + sizeof(ulong), (ulong*)to + 1) == 0,
            _ => false,
        };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryStoreWords<T>(T* from, ulong to)
        where T : unmanaged => sizeof(T) switch
        {
            4 => UserCopy.StoreWord(to, *(uint*)from) == 0,
            8 => UserCopy.StoreLong(to, *(ulong*)from) == 0,
            12 => UserCopy.StoreLong(to, *(ulong*)from) == 0 && UserCopy.StoreWord(to + sizeof(ulong), *((uint*)from + 2)) == 0,
            16 => UserCopy.StoreLong(to, *(ulong*)from) == 0 && UserCopy.StoreLong(to + sizeof(ulong), *((ulong*)from + 1)) == 0,
            _ => false,
        };

    /// <summary>Reads a structure that a program may have in an older, shorter form, or with more than we know (as clone3(2), openat2(2)).</summary>
    /// <returns>E2BIG when bytes that we do not know are not 0; EINVAL when it is shorter than the least.</returns>
    public Errno ReadSized<T>(UserAddress from, nuint size, nuint least, out T value)
        where T : unmanaged
    {
        value = default;
        if (size < least)
            return Errno.EINVAL;
        nuint known = nuint.Min(size, (nuint)sizeof(T));
        Errno error;
        fixed (T* to = &value)
            error = CopyIn((byte*)to, from, known, out _);
        for (nuint at = known; at < size && error == Errno.None; at++)
        {
            error = Read(from + at, out byte beyond);
            if (error == Errno.None && beyond != 0)
                return Errno.E2BIG;
        }
        return error;
    }

    public Errno CopyIn(UserAddress from, Span<byte> to)
    {
        fixed (byte* pointer = to)
            return CopyIn(pointer, from, (nuint)to.Length);
    }

    public Errno CopyOut(ReadOnlySpan<byte> from, UserAddress to)
    {
        fixed (byte* pointer = from)
            return CopyOut(pointer, to, (nuint)from.Length);
    }

    public Errno ReadArray<T>(UserAddress from, Span<T> to)
        where T : unmanaged
    {
        fixed (T* pointer = to)
            return CopyIn((byte*)pointer, from, (nuint)to.Length * (nuint)sizeof(T));
    }

    public Errno WriteArray<T>(ReadOnlySpan<T> from, UserAddress to)
        where T : unmanaged
    {
        fixed (T* pointer = from)
            return CopyOut((byte*)pointer, to, (nuint)from.Length * (nuint)sizeof(T));
    }

    /// <summary>Copies up to the terminating NUL, which does not count.</summary>
    /// <returns>ENAMETOOLONG if it is not within the room.</returns>
    public Errno CopyString(UserAddress from, Span<byte> to, out int length)
    {
        length = 0;
        nuint room = (nuint)to.Length;
        fixed (byte* pointer = to)
        {
            nuint done = 0;
            while (true)
            {
                if (!UserAddress.IsUserRange(from + done, 1))
                    return Errno.EFAULT;
                // A string may reach up to the end of what can be a program's, but not beyond.
                nuint reach = nuint.Min(room - done, (nuint)(UserAddress.End - (from + done).Value));
                ulong fault;
                nuint left = UserCopy.String(pointer + done, (byte*)(from + done).Value, reach, &fault);
                if (left <= reach)
                {
                    length = (int)(done + reach - left);
                    if (left != 0)
                        return Errno.None;
                    return reach == room - done ? Errno.ENAMETOOLONG : Errno.EFAULT;
                }
                if (Resolve(new UserAddress(fault), UserAccess.Read) != UserFault.Resolved)
                    return Errno.EFAULT;
                done += reach - ~left;
            }
        }
    }

    /// <summary>Sets bytes to 0.</summary>
    public Errno Clear(UserAddress to, nuint count)
    {
        if (!UserAddress.IsUserRange(to, count))
            return Errno.EFAULT;
        while (count != 0)
        {
            ulong fault;
            nuint left = UserCopy.Clear((byte*)to.Value, count, &fault);
            if (left == 0)
                break;
            left = ~left;
            to += count - left;
            count = left;
            if (Resolve(new UserAddress(fault), UserAccess.Write) != UserFault.Resolved)
                return Errno.EFAULT;
        }
        return Errno.None;
    }

    /// <summary>Compares and exchanges a word in one step (futex(2)).</summary>
    /// <param name="found">What was there; the exchange has been made if it equals <paramref name="expected"/>.</param>
    /// <remarks>Preconditions: a multiple of 4.</remarks>
    public Errno CompareExchange(UserAddress at, uint expected, uint desired, out uint found)
    {
        found = 0;
        if (!UserAddress.IsUserRange(at, sizeof(uint)))
            return Errno.EFAULT;
        uint value;
        ulong fault;
        while (UserCopy.CompareExchange((uint*)at.Value, expected, desired, &fault, &value) != 0)
        {
            if (Resolve(new UserAddress(fault), UserAccess.Write) != UserFault.Resolved)
                return Errno.EFAULT;
        }
        found = value;
        return Errno.None;
    }

    /// <summary>Reads a word in one step. Preconditions: a multiple of 4.</summary>
    public Errno ReadWord(UserAddress at, out uint value)
    {
        value = 0;
        if (!UserAddress.IsUserRange(at, sizeof(uint)))
            return Errno.EFAULT;
        ulong fault;
        uint word;
        while (UserCopy.ReadWord((uint*)at.Value, &word, &fault) != 0)
        {
            if (Resolve(new UserAddress(fault), UserAccess.Read) != UserFault.Resolved)
                return Errno.EFAULT;
        }
        value = word;
        return Errno.None;
    }

    /// <summary>As <see cref="ReadWord"/>, without resolving faults: for use under a spin lock.</summary>
    /// <returns>False if the page is not there: leave the lock, read the word the ordinary way, and try again.</returns>
    public bool TryReadWord(UserAddress at, out uint value)
    {
        value = 0;
        if (!UserAddress.IsUserRange(at, sizeof(uint)))
            return false;
        ulong fault;
        uint word;
        if (UserCopy.ReadWord((uint*)at.Value, &word, &fault) != 0)
            return false;
        value = word;
        return true;
    }

    /// <summary>As <see cref="CompareExchange"/>, without resolving faults: for use under a spin lock.</summary>
    /// <returns>False if the page is not there, or not to be written: leave the lock, exchange the ordinary way, and try again.</returns>
    public bool TryCompareExchange(UserAddress at, uint expected, uint desired, out uint found)
    {
        found = expected;
        if (!UserAddress.IsUserRange(at, sizeof(uint)))
            return false;
        ulong fault;
        uint value;
        if (UserCopy.CompareExchange((uint*)at.Value, expected, desired, &fault, &value) != 0)
            return false;
        found = value;
        return true;
    }

    private Errno CopyIn(byte* to, UserAddress from, nuint count)
    {
        if (!UserAddress.IsUserRange(from, count))
            return Errno.EFAULT;
        ulong fault;
        nuint left = UserCopy.Bytes(to, (byte*)from.Value, count, &fault);
        return left == 0 ? Errno.None : Finish(to, (byte*)from.Value, count, UserAccess.Read, ~left, fault, out _);
    }

    private Errno CopyOut(byte* from, UserAddress to, nuint count)
    {
        if (!UserAddress.IsUserRange(to, count))
            return Errno.EFAULT;
        ulong fault;
        nuint left = UserCopy.Bytes((byte*)to.Value, from, count, &fault);
        return left == 0 ? Errno.None : Finish((byte*)to.Value, from, count, UserAccess.Write, ~left, fault, out _);
    }

    internal Errno CopyIn(byte* to, UserAddress from, nuint count, out nuint copied)
    {
        copied = 0;
        if (!UserAddress.IsUserRange(from, count))
            return Errno.EFAULT;
        ulong fault;
        nuint left = UserCopy.Bytes(to, (byte*)from.Value, count, &fault);
        if (left != 0)
            return Finish(to, (byte*)from.Value, count, UserAccess.Read, ~left, fault, out copied);
        copied = count;
        return Errno.None;
    }

    internal Errno CopyOut(byte* from, UserAddress to, nuint count, out nuint copied)
    {
        copied = 0;
        if (!UserAddress.IsUserRange(to, count))
            return Errno.EFAULT;
        ulong fault;
        nuint left = UserCopy.Bytes((byte*)to.Value, from, count, &fault);
        if (left != 0)
            return Finish((byte*)to.Value, from, count, UserAccess.Write, ~left, fault, out copied);
        copied = count;
        return Errno.None;
    }

    /// <summary>Goes on with a copy that a fault has ended, until it is done or a page cannot be had.</summary>
    /// <param name="access">What is done to the program's memory: Write to <paramref name="to"/>, Read from <paramref name="from"/>.</param>
    private Errno Finish(byte* to, byte* from, nuint count, UserAccess access, nuint left, ulong fault, out nuint copied)
    {
        while (true)
        {
            copied = count - left;
            if (Resolve(new UserAddress(fault), access) != UserFault.Resolved)
            {
                // What lies before the fault is there and counts, up to the last byte.
                ulong at = (ulong)(access == UserAccess.Write ? to : from) + copied;
                if (fault > at && UserCopy.Bytes(to + copied, from + copied, (nuint)(fault - at), &fault) == 0)
                    copied += (nuint)(fault - at);
                return Errno.EFAULT;
            }
            left = UserCopy.Bytes(to + copied, from + copied, left, &fault);
            if (left == 0)
                break;
            left = ~left;
        }
        copied = count;
        return Errno.None;
    }
}

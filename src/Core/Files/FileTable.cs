using System;
using System.Numerics;
using System.Threading;
using Diesis.Abi;
using Diesis.Platform.Locks;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Core.Files;

/// <summary>A process' descriptors. Shared by threads that were made with CLONE_FILES.</summary>
/// <remarks>
/// Looking a descriptor up takes no lock: it reads the slot, takes a reference, and looks again whether the slot still has the same file. A thread that
/// shares its table with nobody need not even count: it alone could close the descriptor, and by clone(2) it alone could let others in. A slot may be
/// reserved while its file is being opened. Locks: its own (rank FileTables), for changes; files are given back outside it.
/// </remarks>
public sealed partial class FileTable
{
    /// <summary>The highest RLIMIT_NOFILE that there can be (/proc/sys/fs/nr_open).</summary>
    public const int MaximumLimit = 1 << 20;

    private const int BitsPerWord = 64;
    private const int InitialSlots = 64;
    private const int DefaultLimit = 1024;

    private SpinLock _lock = new(LockRank.FileTables);

    // Guarded by _lock; _files is read without it.
    private OpenFile?[] _files;
    private ulong[] _used;
    private ulong[] _closeOnExecute;
    private int _firstFree;
    private int _references = 1;

    public FileTable()
    {
        _files = new OpenFile?[InitialSlots];
        _used = new ulong[InitialSlots / BitsPerWord];
        _closeOnExecute = new ulong[InitialSlots / BitsPerWord];
    }

    /// <summary>Descriptors stay below: RLIMIT_NOFILE, which whoever changes the limit sets here too.</summary>
    public int Limit { get; set; } = DefaultLimit;

    /// <summary>Whether other threads share it.</summary>
    public bool IsShared => Volatile.Read(ref _references) > 1;

    /// <summary>One more than the highest descriptor that there may be.</summary>
    public int Slots => Volatile.Read(ref _files).Length;

    public void Retain() => Interlocked.Increment(ref _references);

    /// <summary>The last one who gives it back closes everything.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
            CloseRange(0, uint.MaxValue);
    }

    /// <summary>The file of a descriptor, but not one that was opened with O_PATH: what nearly all calls want.</summary>
    /// <remarks>Preconditions: the table is the calling thread's own, and the thread does not close the descriptor while it has the reference.</remarks>
    public FileReference Get(int descriptor)
    {
        if (!IsShared)
            return FileReference.Borrowed(Look(descriptor) is { IsPathOnly: false } file ? file : null);
        FileReference found = Hold(descriptor);
        if (found.File is not { IsPathOnly: true })
            return found;
        found.Dispose();
        return default;
    }

    /// <summary>The file of a descriptor, whatever it is. Preconditions: as for <see cref="Get"/>.</summary>
    public FileReference GetAny(int descriptor) => IsShared ? Hold(descriptor) : FileReference.Borrowed(Look(descriptor));

    /// <summary>The file of a descriptor of any table, whatever it is, even if the descriptor is closed meanwhile.</summary>
    public FileReference Hold(int descriptor)
    {
        while (Look(descriptor) is { } file)
        {
            if (!file.TryRetain())
                continue;
            // The slot may have been closed, and its file given back, before the reference was taken; or the table has grown.
            OpenFile?[] files = Volatile.Read(ref _files);
            if (Volatile.Read(ref files[descriptor]) == file)
                return FileReference.Counted(file);
            file.Release();
        }
        return default;
    }

    private OpenFile? Look(int descriptor)
    {
        OpenFile?[] files = Volatile.Read(ref _files);
        return (uint)descriptor < (uint)files.Length ? Volatile.Read(ref files[descriptor]) : null;
    }

    /// <summary>Gives a file the lowest free descriptor.</summary>
    /// <param name="file">The reference is taken over, and given back if there is no descriptor left.</param>
    /// <param name="least">No descriptor below this one.</param>
    /// <returns>EMFILE, EINVAL when <paramref name="least"/> is beyond the limit, ENOMEM.</returns>
    public Result<int> Add(OpenFile file, DescriptorFlags flags, int least = 0)
    {
        Result<int> reserved = Reserve(flags, least);
        if (reserved.TryGet(out int descriptor, out _))
            Install(descriptor, file);
        else
            file.Release();
        return reserved;
    }

    /// <summary>Takes a descriptor out of the free ones, so that later steps cannot fail for the lack of one.</summary>
    public Result<int> Reserve(DescriptorFlags flags, int least = 0)
    {
        int limit = Limit;
        if ((uint)least >= (uint)limit)
            return least < 0 || least > 0 ? Errno.EINVAL : Errno.EMFILE;
        while (true)
        {
            int slots;
            using (SpinLock.Scope held = _lock.Enter())
            {
                int free = FindFree(least > _firstFree ? least : _firstFree);
                if (free >= limit)
                    return Errno.EMFILE;
                slots = _files.Length;
                if (free < slots)
                {
                    Mark(free, flags);
                    if (least <= _firstFree)
                        _firstFree = free + 1;
                    return free;
                }
            }
            Grow(slots + 1);
        }
    }

    /// <summary>Puts a file into a reserved slot; its reference is taken over.</summary>
    public void Install(int descriptor, OpenFile file)
    {
        using SpinLock.Scope held = _lock.Enter();
        Volatile.Write(ref _files[descriptor], file);
    }

    /// <summary>Gives a reserved slot back.</summary>
    public void Cancel(int descriptor)
    {
        using SpinLock.Scope held = _lock.Enter();
        Unmark(descriptor);
    }

    /// <summary>close(2): EBADF.</summary>
    public Errno Close(int descriptor)
    {
        OpenFile? file;
        using (SpinLock.Scope held = _lock.Enter())
            file = TakeOut(descriptor);
        if (file is null)
            return Errno.EBADF;
        EndUse(file);
        return Errno.None;
    }

    /// <summary>Closes all descriptors of a range, both ends included (close_range(2)).</summary>
    public void CloseRange(uint first, uint last)
    {
        for (uint at = first; at <= last && at < (uint)Slots; at++)
        {
            if (Volatile.Read(ref Volatile.Read(ref _files)[at]) is not null)
                _ = Close((int)at);
        }
    }

    /// <summary>Closes what is marked so, at execve(2).</summary>
    public void CloseOnExecute()
    {
        for (int word = 0; word < _closeOnExecute.Length; word++)
        {
            while (Volatile.Read(ref _closeOnExecute[word]) is ulong marked and not 0)
            {
                int descriptor = word * BitsPerWord + BitOperations.TrailingZeroCount(marked);
                if (Close(descriptor) != Errno.None)
                    Interlocked.And(ref _closeOnExecute[word], ~(1UL << descriptor));
            }
        }
    }

    /// <summary>A table of its own with the same files, as fork(2) makes.</summary>
    public FileTable Copy()
    {
        FileTable copy = new() { Limit = Limit };
        while (true)
        {
            int slots = Slots;
            copy.Grow(slots);
            using SpinLock.Scope held = _lock.Enter();
            if (_files.Length > copy._files.Length)
                continue;
            for (int i = 0; i < _files.Length; i++)
            {
                if (_files[i] is not { } file)
                    continue;
                file.Retain();
                copy._files[i] = file;
                copy._used[i / BitsPerWord] |= 1UL << i;
            }
            for (int word = 0; word < _closeOnExecute.Length; word++)
                copy._closeOnExecute[word] = _closeOnExecute[word] & copy._used[word];
            return copy;
        }
    }

    private void EndUse(OpenFile file)
    {
        file.Inode.FileLocks?.ReleaseOwner(this);
        file.OnDescriptorClosed(this);
        file.Release();
    }

    private OpenFile? TakeOut(int descriptor)
    {
        if ((uint)descriptor >= (uint)_files.Length || _files[descriptor] is not { } file)
            return null;
        Volatile.Write(ref _files[descriptor], null);
        Unmark(descriptor);
        return file;
    }

    private void Mark(int descriptor, DescriptorFlags flags)
    {
        ulong bit = 1UL << descriptor;
        _used[descriptor / BitsPerWord] |= bit;
        if ((flags & DescriptorFlags.FD_CLOEXEC) != 0)
            _closeOnExecute[descriptor / BitsPerWord] |= bit;
        else
            _closeOnExecute[descriptor / BitsPerWord] &= ~bit;
    }

    private void Unmark(int descriptor)
    {
        ulong bit = 1UL << descriptor;
        _used[descriptor / BitsPerWord] &= ~bit;
        _closeOnExecute[descriptor / BitsPerWord] &= ~bit;
        if (descriptor < _firstFree)
            _firstFree = descriptor;
    }

    private int FindFree(int least)
    {
        int word = least / BitsPerWord;
        if (word >= _used.Length)
            return least;
        ulong free = ~_used[word] & (ulong.MaxValue << least);
        while (free == 0)
        {
            if (++word == _used.Length)
                return word * BitsPerWord;
            free = ~_used[word];
        }
        return word * BitsPerWord + BitOperations.TrailingZeroCount(free);
    }

    /// <summary>Makes room for at least so many slots, outside the lock.</summary>
    private void Grow(int least)
    {
        int slots = Slots;
        while (slots < least)
            slots *= 2;
        if (slots == Slots)
            return;
        OpenFile?[] files = new OpenFile?[slots];
        ulong[] used = new ulong[slots / BitsPerWord];
        ulong[] closeOnExecute = new ulong[slots / BitsPerWord];
        using SpinLock.Scope held = _lock.Enter();
        if (_files.Length >= slots)
            return;
        Array.Copy(_files, files, _files.Length);
        Array.Copy(_used, used, _used.Length);
        Array.Copy(_closeOnExecute, closeOnExecute, _closeOnExecute.Length);
        _used = used;
        _closeOnExecute = closeOnExecute;
        Volatile.Write(ref _files, files);
    }
}

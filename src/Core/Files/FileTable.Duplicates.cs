using System;
using System.Threading;
using Diesis.Abi;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Core.Files;

/// <content>Descriptors for files that have one already, and descriptors' flags.</content>
public sealed partial class FileTable
{
    /// <summary>Another descriptor for the same file (dup(2), F_DUPFD).</summary>
    /// <returns>EBADF, EMFILE, EINVAL.</returns>
    public Result<int> Duplicate(int descriptor, DescriptorFlags flags, int least = 0)
    {
        using FileReference reference = GetAny(descriptor);
        if (reference.File is not { } file)
            return Errno.EBADF;
        file.Retain();
        return Add(file, flags, least);
    }

    /// <summary>The same file under a descriptor of the caller's choice, which is closed if it is open (dup2(2)).</summary>
    /// <returns>EBADF; EBUSY while that descriptor is being opened.</returns>
    public Result<int> DuplicateTo(int descriptor, int target, DescriptorFlags flags)
    {
        if ((uint)target >= (uint)Limit)
            return Errno.EBADF;
        using FileReference reference = GetAny(descriptor);
        if (reference.File is not { } file)
            return Errno.EBADF;
        if (target >= Slots)
            Grow(target + 1);
        file.Retain();
        OpenFile? replaced;
        bool isBusy;
        using (SpinLock.Scope held = _lock.Enter())
        {
            replaced = _files[target];
            isBusy = replaced is null && (_used[target / BitsPerWord] >> target & 1) != 0;
            if (!isBusy)
            {
                Mark(target, flags);
                Volatile.Write(ref _files[target], file);
            }
        }
        if (isBusy)
        {
            file.Release();
            return Errno.EBUSY;
        }
        if (replaced is not null)
            EndUse(replaced);
        return target;
    }

    /// <summary>F_GETFD.</summary>
    public Result<DescriptorFlags> GetFlags(int descriptor)
    {
        using SpinLock.Scope held = _lock.Enter();
        if ((uint)descriptor >= (uint)_files.Length || _files[descriptor] is null)
            return Errno.EBADF;
        return (_closeOnExecute[descriptor / BitsPerWord] >> descriptor & 1) != 0 ? DescriptorFlags.FD_CLOEXEC : DescriptorFlags.None;
    }

    /// <summary>F_SETFD.</summary>
    public Errno SetFlags(int descriptor, DescriptorFlags flags)
    {
        using SpinLock.Scope held = _lock.Enter();
        if ((uint)descriptor >= (uint)_files.Length || _files[descriptor] is null)
            return Errno.EBADF;
        Mark(descriptor, flags);
        return Errno.None;
    }

    /// <summary>Marks all open descriptors of a range, both ends included (CLOSE_RANGE_CLOEXEC).</summary>
    public void MarkCloseOnExecute(uint first, uint last)
    {
        using SpinLock.Scope held = _lock.Enter();
        for (uint at = first; at <= last && at < (uint)_files.Length; at++)
        {
            if (_files[at] is not null)
                Mark((int)at, DescriptorFlags.FD_CLOEXEC);
        }
    }

    /// <summary>The next open descriptor from one on; -1 if there is none.</summary>
    public int Next(int descriptor)
    {
        OpenFile?[] files = Volatile.Read(ref _files);
        for (int at = Math.Max(descriptor, 0); at < files.Length; at++)
        {
            if (Volatile.Read(ref files[at]) is not null)
                return at;
        }
        return -1;
    }
}

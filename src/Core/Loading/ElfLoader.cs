using System;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Memory;
using Diesis.Platform.Users;

namespace Diesis.Core.Loading;

/// <summary>Brings the segments of an executable, or of its interpreter, into an address space.</summary>
internal static class ElfLoader
{
    private const ulong PageMask = 4095;

    /// <summary>Reads exactly as much as there is room for.</summary>
    /// <returns>ENOEXEC when the file is shorter.</returns>
    internal static Errno ReadExactly(OpenFile file, ulong offset, Span<byte> to)
    {
        IoBuffer buffer = IoBuffer.ForKernel(to);
        while (!buffer.IsEmpty)
        {
            if (!file.ReadAt(ref buffer, (long)(offset + buffer.Transferred)).TryGet(out long count, out Errno error))
                return error;
            if (count == 0)
                return Errno.ENOEXEC;
        }
        return Errno.None;
    }

    /// <param name="header">The file's first bytes.</param>
    internal static Errno ReadImage(OpenFile file, ReadOnlySpan<byte> header, out ElfImage? image)
    {
        image = null;
        Errno error = ElfImage.ReadHeader(header, out ulong offset, out int count);
        if (error != Errno.None)
            return error;
        Span<byte> table = stackalloc byte[ElfImage.MaximumProgramHeaders * ElfImage.ProgramHeaderBytes];
        table = table[..(count * ElfImage.ProgramHeaderBytes)];
        error = ReadExactly(file, offset, table);
        return error == Errno.None ? ElfImage.TryRead(header, table, out image) : error;
    }

    /// <summary>Maps all segments.</summary>
    /// <param name="wanted">Where a relocatable image should go; 0 for anywhere.</param>
    /// <returns>What is to be added to the image's addresses.</returns>
    internal static Result<ulong> Map(AddressSpace space, OpenFile file, ElfImage image, ulong wanted)
    {
        ulong bias = 0;
        if (image.IsRelocatable)
        {
            if (!ChooseBase(space, image, wanted).TryGet(out ulong start, out Errno placeError))
                return placeError;
            bias = start - image.Start;
        }
        foreach (ElfSegment segment in image.Segments)
        {
            Errno error = MapSegment(space, file, in segment, bias);
            if (error != Errno.None)
                return error;
        }
        return bias;
    }

    /// <summary>Sets to zero what of a segment's last page comes from the file but does not belong to it. The space is in use.</summary>
    /// <returns>EFAULT if that cannot be.</returns>
    internal static Errno ClearTails(AddressSpace space, ElfImage image, ulong bias)
    {
        foreach (ElfSegment segment in image.Segments)
        {
            if (segment.MemoryBytes == segment.FileBytes || (segment.Rights & ElfRights.Write) == 0)
                continue;
            ulong start = bias + segment.Address + segment.FileBytes;
            // To the page's end: loaders take memory from behind their last variable, and count on zeros there.
            ulong end = (start + PageMask) & ~PageMask;
            if (segment.FileBytes != 0 && start < end && space.Clear(new UserAddress(start), (nuint)(end - start)) is Errno error and not Errno.None)
                return error;
        }
        return Errno.None;
    }

    private static Result<ulong> ChooseBase(AddressSpace space, ElfImage image, ulong wanted)
    {
        ulong bytes = ((image.End + PageMask) & ~PageMask) - image.Start;
        ulong slack = image.Alignment - (PageMask + 1);
        MapParameters trial = new()
        {
            Address = new UserAddress(wanted & ~(image.Alignment - 1)),
            Bytes = bytes + slack,
            Access = UserAccess.None,
            Sharing = MapSharing.Private,
            Extra = MappingFlags.NoReserve,
        };
        if (!space.Map(in trial).TryGet(out UserAddress found, out Errno error))
            return error;
        error = space.Unmap(found, bytes + slack);
        if (error != Errno.None)
            return error;
        // The image's own first address decides what alignment means.
        ulong start = (found.Value + slack & ~(image.Alignment - 1)) + (image.Start & (image.Alignment - 1));
        return start >= found.Value && start + bytes <= found.Value + bytes + slack ? start : found.Value;
    }

    private static Errno MapSegment(AddressSpace space, OpenFile file, in ElfSegment segment, ulong bias)
    {
        ulong start = bias + segment.Address & ~PageMask;
        ulong fileEnd = bias + segment.Address + segment.FileBytes;
        ulong filePages = segment.FileBytes == 0 ? start : (fileEnd + PageMask) & ~PageMask;
        ulong end = (bias + segment.End + PageMask) & ~PageMask;
        MapParameters part = new()
        {
            Address = new UserAddress(start),
            Bytes = filePages - start,
            Placement = MapPlacement.Replace,
            Access = AccessOf(segment.Rights),
            Sharing = MapSharing.Private,
            File = file,
            Offset = (long)(segment.Offset & ~PageMask),
        };
        if (filePages > start && space.Map(in part).Error is Errno fileError and not Errno.None)
            return fileError;
        if (end <= filePages)
            return Errno.None;
        part.Address = new UserAddress(filePages);
        part.Bytes = end - filePages;
        part.File = null;
        part.Offset = 0;
        return space.Map(in part).Error;
    }

    private static UserAccess AccessOf(ElfRights rights) =>
        ((rights & ElfRights.Read) != 0 ? UserAccess.Read : 0) | ((rights & ElfRights.Write) != 0 ? UserAccess.Write : 0)
        | ((rights & ElfRights.Execute) != 0 ? UserAccess.Execute : 0);
}

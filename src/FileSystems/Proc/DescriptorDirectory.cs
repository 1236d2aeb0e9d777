using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Files.Virtual;
using Diesis.Core.Processes;

namespace Diesis.FileSystems.Proc;

/// <summary>What a directory of descriptors has in it.</summary>
internal enum DescriptorContent
{
    /// <summary>/proc/PID/fd: links to the files.</summary>
    Links,

    /// <summary>/proc/PID/fdinfo: texts about them.</summary>
    Texts,
}

/// <summary>/proc/PID/fd and /proc/PID/fdinfo: an entry for each descriptor.</summary>
internal sealed class DescriptorDirectory(ProcFileSystem fileSystem, ulong number, UserThread thread, DescriptorContent content)
    : ThreadInode(fileSystem, number, content == DescriptorContent.Links ? PrivateDirectory : OpenDirectory, thread)
{
    private const ulong FirstNumber = 1 << 10;
    private const ulong TextNumbers = 1 << 22;

    private ProcFileSystem Proc => (ProcFileSystem)FileSystem;

    internal static bool IsOpen(UserThread thread, int descriptor)
    {
        if (thread.Process.State != ProcessState.Alive || thread.Files is not { } files)
            return false;
        using FileReference reference = files.Hold(descriptor);
        return reference.File is not null;
    }

    public override Result<Inode> Lookup(FileName name)
    {
        Errno error = CheckInspect();
        if (error != Errno.None)
            return error;
        bool isZero = name.Length == 1 && name.Bytes[0] == (byte)'0';
        int descriptor = isZero ? 0 : ProcRoot.NumberOf(name);
        if ((descriptor == 0 && !isZero) || !IsOpen(Thread, descriptor))
            return Errno.ENOENT;
        ulong number = NumberOf(descriptor);
        if (content == DescriptorContent.Texts)
            return new ThreadText(Proc, number, ReadableFile, Thread, (thread, text) => WriteText(thread, descriptor, text), null);
        using FileReference reference = Thread.Files.Hold(descriptor);
        FileMode mode = FileMode.S_IFLNK | FileMode.S_IXUSR;
        if (reference.File is { CanRead: true })
            mode |= FileMode.S_IRUSR;
        if (reference.File is { CanWrite: true })
            mode |= FileMode.S_IWUSR;
        return new DescriptorLink(Proc, number, mode, Thread, descriptor);
    }

    public override Errno List(ref long position, ref DirectoryWriter writer)
    {
        Errno error = CheckInspect();
        if (error != Errno.None)
            return error;
        if (Thread.Process.State != ProcessState.Alive || Thread.Files is not { } files)
            return Errno.None;
        Span<byte> name = stackalloc byte[11];
        DirentType type = content == DescriptorContent.Links ? DirentType.DT_LNK : DirentType.DT_REG;
        for (int at = files.Next((int)(position - DirectoryWriter.FirstPosition)); at >= 0; at = files.Next(at + 1))
        {
            at.TryFormat(name, out int length);
            long next = at + 1 + DirectoryWriter.FirstPosition;
            if (!writer.Add(name[..length], NumberOf(at), type, next))
                return writer.Error;
            position = next;
        }
        return Errno.None;
    }

    private ulong NumberOf(int descriptor) =>
        ThreadDirectory.NumberFor(Thread.Id, FirstNumber + (ulong)descriptor + (content == DescriptorContent.Texts ? TextNumbers : 0));

    private static Errno WriteText(UserThread thread, int descriptor, VirtualText text)
    {
        using FileReference reference = thread.Files.Hold(descriptor);
        if (reference.File is not { } file)
            return Errno.ENOENT;
        OpenFlags flags = file.Flags;
        if (thread.Files.GetFlags(descriptor).TryGet(out DescriptorFlags own, out _) && own != DescriptorFlags.None)
            flags |= OpenFlags.O_CLOEXEC;
        text.Add("pos:\t"u8).Add(file.Position).Add("\nflags:\t0"u8).AddOctal((uint)flags, 1);
        text.Add("\nmnt_id:\t"u8).Add(file.Location.IsNone ? 0 : file.Location.Mount.Id).Add("\nino:\t"u8).Add(file.Inode.Number).End();
        text.Add(file.Details);
        return Errno.None;
    }
}

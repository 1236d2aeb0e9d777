using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;

namespace Diesis.FileSystems.Proc;

/// <summary>/proc/PID/task: a directory for each thread.</summary>
internal sealed class TaskDirectory : ThreadInode
{
    private readonly ProcFileSystem _fileSystem;

    internal TaskDirectory(ProcFileSystem fileSystem, ulong number, UserThread thread)
        : base(fileSystem, number, OpenDirectory, thread)
    {
        _fileSystem = fileSystem;
        SetLinks(2);
    }

    public override Result<Inode> Lookup(FileName name)
    {
        int number = ProcRoot.NumberOf(name);
        return ProcessTree.FindThread(number) is { } thread && thread.Process == Thread.Process
            ? new ThreadDirectory(_fileSystem, thread, ThreadDirectoryKind.Thread)
            : Errno.ENOENT;
    }

    public override Errno List(ref long position, ref DirectoryWriter writer)
    {
        int[] numbers = ProcessReport.ThreadNumbers(Thread.Process);
        Array.Sort(numbers);
        Span<byte> name = stackalloc byte[11];
        foreach (int number in numbers)
        {
            if (number + DirectoryWriter.FirstPosition < position)
                continue;
            number.TryFormat(name, out int length);
            long next = number + 1 + DirectoryWriter.FirstPosition;
            if (!writer.Add(name[..length], ThreadDirectory.NumberFor(number, ThreadDirectory.TaskBit), DirentType.DT_DIR, next))
                return writer.Error;
            position = next;
        }
        return Errno.None;
    }
}

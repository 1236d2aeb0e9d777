using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Files.Virtual;
using Diesis.Core.Processes;

namespace Diesis.FileSystems.Proc;

/// <summary>The directory /proc itself: what is always there, and one directory for each process.</summary>
internal sealed class ProcRoot(ProcFileSystem fileSystem) : VirtualDirectory(fileSystem, fileSystem.NextNumber())
{
    /// <summary>Processes follow in lists after all else.</summary>
    private const long FirstProcess = 1 << 16;

    /// <summary>The number that a name consists of; 0 for all other names.</summary>
    internal static int NumberOf(FileName name)
    {
        const int MostDigits = 9;
        ReadOnlySpan<byte> digits = name.Bytes;
        if (digits.Length > MostDigits || digits[0] == (byte)'0')
            return 0;
        int number = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return 0;
            number = number * 10 + digit - '0';
        }
        return number;
    }

    public override Result<Inode> Lookup(FileName name)
    {
        int number = NumberOf(name);
        if (number == 0)
            return base.Lookup(name);
        return ProcessTree.FindThread(number) is { } thread ? new ThreadDirectory((ProcFileSystem)FileSystem, thread, ThreadDirectoryKind.Process) : Errno.ENOENT;
    }

    public override Errno List(ref long position, ref DirectoryWriter writer)
    {
        if (position < FirstProcess)
        {
            Errno error = base.List(ref position, ref writer);
            if (error != Errno.None || position - DirectoryWriter.FirstPosition < EntryCount)
                return error;
            position = FirstProcess;
        }
        Process[] processes = ProcessTree.Snapshot(ProcessFilter.All);
        int[] numbers = new int[processes.Length];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = processes[i].Id;
        Array.Sort(numbers);
        Span<byte> name = stackalloc byte[11];
        foreach (int number in numbers)
        {
            if (FirstProcess + number < position)
                continue;
            number.TryFormat(name, out int length);
            long next = FirstProcess + number + 1;
            if (!writer.Add(name[..length], ThreadDirectory.NumberFor(number, 0), DirentType.DT_DIR, next))
                return writer.Error;
            position = next;
        }
        return Errno.None;
    }
}

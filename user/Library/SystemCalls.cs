using System;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Diesis.User;

/// <summary>Linux system calls (x86-64) for programs that need more than the core library gives. Answers are the kernel's: negative errno on failure.</summary>
/// <remarks>
/// Paths and words end in a zero that the callee sees: UTF-8 literals do (the compiler puts one behind them), and <see cref="WithZero"/> makes others.
/// SAFETY: pointers go to the kernel while the arrays they point into are fixed (the collector moves nothing anyway), and no call here keeps one.
/// </remarks>
internal static unsafe class SystemCalls
{
    internal const int NoSuchFile = -2;
    internal const int Interrupted = -4;
    internal const int TryAgain = -11;
    internal const int AccessDenied = -13;
    internal const int NotExecutable = -8;
    internal const int NoSuchCall = -38;

    internal const int OpenReadOnly = 0;
    internal const int OpenReadWrite = 2;
    internal const int OpenNoControllingTerminal = 0x100;
    internal const int OpenNonBlocking = 0x800;
    internal const int OpenCloseOnExec = 0x80000;

    private const int AtWorkingDirectory = -100;

    [RuntimeImport("*", "LinuxCall")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern long Invoke(long number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0);

    internal static long Read(int file, Span<byte> to)
    {
        fixed (byte* start = to)
            return Invoke(0, file, (long)start, to.Length);
    }

    internal static long Write(int file, ReadOnlySpan<byte> from)
    {
        fixed (byte* start = from)
            return Invoke(1, file, (long)start, from.Length);
    }

    /// <summary>Writes all, however often that takes; false on an error.</summary>
    internal static bool WriteAll(int file, ReadOnlySpan<byte> from)
    {
        while (from.Length > 0)
        {
            long count = Write(file, from);
            if (count == Interrupted)
                continue;
            if (count <= 0)
                return false;
            from = from[(int)count..];
        }
        return true;
    }

    internal static int Open(ReadOnlySpan<byte> path, int flags)
    {
        fixed (byte* name = path)
            return (int)Invoke(257, AtWorkingDirectory, (long)name, flags | OpenCloseOnExec);
    }

    internal static void Close(int file) => Invoke(3, file);

    /// <summary>Reads a whole file; null when it cannot be opened.</summary>
    internal static byte[]? ReadFile(ReadOnlySpan<byte> path)
    {
        int file = Open(path, OpenReadOnly);
        if (file < 0)
            return null;
        byte[] content = new byte[4096];
        int length = 0;
        while (true)
        {
            long count = Read(file, content.AsSpan(length));
            if (count == Interrupted)
                continue;
            if (count <= 0)
                break;
            length += (int)count;
            if (length == content.Length)
                Array.Resize(ref content, 2 * length);
        }
        Close(file);
        return content.AsSpan(0, length).ToArray();
    }

    internal static void Unlink(ReadOnlySpan<byte> path)
    {
        fixed (byte* name = path)
            Invoke(87, (long)name);
    }

    /// <summary>symlink(2).</summary>
    internal static void MakeLink(ReadOnlySpan<byte> target, ReadOnlySpan<byte> path)
    {
        fixed (byte* place = target)
        fixed (byte* name = path)
            Invoke(88, (long)place, (long)name);
    }

    internal static int MakeDirectory(ReadOnlySpan<byte> path, int mode)
    {
        fixed (byte* name = path)
            return (int)Invoke(83, (long)name, mode);
    }

    internal static void RemoveDirectory(ReadOnlySpan<byte> path)
    {
        fixed (byte* name = path)
            Invoke(84, (long)name);
    }

    internal static int ChangeDirectory(ReadOnlySpan<byte> path)
    {
        fixed (byte* name = path)
            return (int)Invoke(80, (long)name);
    }

    /// <summary>Whether a directory has nothing in it but itself and its parent (getdents64).</summary>
    internal static bool IsEmptyDirectory(ReadOnlySpan<byte> path)
    {
        const int DirectoryOnly = 0x10000;
        int file = Open(path, OpenReadOnly | DirectoryOnly);
        if (file < 0)
            return false;
        byte[] entries = new byte[512];
        int names = 0;
        fixed (byte* start = entries)
        {
            long length = Invoke(217, file, (long)start, entries.Length);
            // struct linux_dirent64: the record's length is at 16.
            for (long at = 0; at < length; at += *(ushort*)(start + at + 16))
                names++;
        }
        Close(file);
        return names <= 2;
    }

    internal static int Mount(ReadOnlySpan<byte> source, ReadOnlySpan<byte> target, ReadOnlySpan<byte> type, int flags, ReadOnlySpan<byte> options)
    {
        fixed (byte* from = source, to = target, kind = type, data = options)
            return (int)Invoke(165, (long)from, (long)to, (long)kind, flags, (long)data);
    }

    internal static void SetHostName(ReadOnlySpan<byte> name)
    {
        fixed (byte* start = name)
            Invoke(170, (long)start, name.Length);
    }

    internal static void Duplicate(int from, int to) => Invoke(33, from, to);

    /// <summary>pipe2 with O_CLOEXEC.</summary>
    internal static int Pipe(out int readEnd, out int writeEnd)
    {
        int* ends = stackalloc int[2];
        int error = (int)Invoke(293, (long)ends, OpenCloseOnExec);
        (readEnd, writeEnd) = error == 0 ? (ends[0], ends[1]) : (-1, -1);
        return error;
    }

    internal static void SetNonBlocking(int file) => Invoke(72, file, 4, OpenNonBlocking);

    /// <summary>fork: 0 in the child. The child has this thread alone and should start another program at once.</summary>
    internal static int Fork() => (int)Invoke(57);

    internal static void SetSession() => Invoke(112);

    internal static int ProcessId => (int)Invoke(39);

    /// <summary>wait4 for any child.</summary>
    internal static int Wait(out int status, int options)
    {
        int value = 0;
        int process = (int)Invoke(61, -1, (long)&value, options);
        status = value;
        return process;
    }

    /// <summary>execve: returns only on failure. The words end in zeros.</summary>
    internal static int Execute(ReadOnlySpan<byte> program, byte[][] arguments, byte[][] environment)
    {
        byte** argumentList = stackalloc byte*[arguments.Length + 1];
        byte** environmentList = stackalloc byte*[environment.Length + 1];
        Fill(argumentList, arguments);
        Fill(environmentList, environment);
        fixed (byte* name = program)
            return (int)Invoke(59, (long)name, (long)argumentList, (long)environmentList);
    }

    internal static int Control(int file, int request, long argument) => (int)Invoke(16, file, request, argument);

    internal static int Control(int file, int request, Span<byte> structure)
    {
        fixed (byte* start = structure)
            return (int)Invoke(16, file, request, (long)start);
    }

    /// <summary>Blocks, or with <paramref name="how"/> 2 sets, the signals whose bits are set; bit 0 is signal 1.</summary>
    internal static void SetSignalMask(int how, ulong signals) => Invoke(14, how, (long)&signals, 0, sizeof(ulong));

    internal static int SignalFile(ulong signals)
    {
        const int CloseOnExecAndNonBlocking = OpenCloseOnExec | OpenNonBlocking;
        return (int)Invoke(289, -1, (long)&signals, sizeof(ulong), CloseOnExecAndNonBlocking);
    }

    /// <summary>poll(2). Each element is a struct pollfd: file, wanted events in the low half of the second word, found ones in the high half.</summary>
    internal static int Poll(Span<ulong> files, int milliseconds)
    {
        fixed (ulong* start = files)
            return (int)Invoke(7, (long)start, files.Length, milliseconds);
    }

    internal static void Synchronize() => Invoke(162);

    internal static void Reboot(uint command) => Invoke(169, 0xfee1dead, 672274793, command);

    internal static void Exit(int status) => Invoke(231, status);

    /// <summary>Whether the kernel's release ends so (struct utsname: fields of 65 bytes, the third).</summary>
    internal static bool KernelReleaseEndsWith(ReadOnlySpan<byte> text)
    {
        const int FieldBytes = 65;
        byte[] names = new byte[6 * FieldBytes];
        fixed (byte* start = names)
            Invoke(63, (long)start);
        ReadOnlySpan<byte> release = names.AsSpan(2 * FieldBytes, FieldBytes);
        return release[..release.IndexOf((byte)0)].EndsWith(text);
    }

    /// <summary>The parts after one another, and a zero.</summary>
    internal static byte[] WithZero(ReadOnlySpan<byte> text, ReadOnlySpan<byte> more = default)
    {
        byte[] bytes = new byte[text.Length + more.Length + 1];
        text.CopyTo(bytes);
        more.CopyTo(bytes.AsSpan(text.Length));
        return bytes;
    }

    /// <summary>A number from 0 in decimal digits, written at the end of the space.</summary>
    internal static ReadOnlySpan<byte> Digits(int number, Span<byte> space)
    {
        int at = space.Length;
        do
        {
            space[--at] = (byte)('0' + number % 10);
            number /= 10;
        }
        while (number > 0);
        return space[at..];
    }

    private static void Fill(byte** list, byte[][] words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            // SAFETY: arrays do not move, and the caller's references keep them alive.
            fixed (byte* start = words[i])
                list[i] = start;
        }
        list[words.Length] = null;
    }
}

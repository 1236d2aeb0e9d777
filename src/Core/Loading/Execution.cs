using System;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Futexes;
using Diesis.Core.Memory;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Core.Signals;
using Diesis.Platform.Users;

namespace Diesis.Core.Loading;

/// <summary>Whether an interpreter could open a script by the name it is given.</summary>
internal enum ScriptAccess
{
    Open,

    /// <summary>The name is a descriptor's that execve closes.</summary>
    Closed,
}

/// <summary>execve(2): everything that can fail is done in a new address space beside the old one; then the thread goes over to it.</summary>
internal static class Execution
{
    private const int MaximumScripts = 5;
    private const int NameBytes = 15;
    private const ulong InitialFlags = 0x202;

    /// <summary>Strings may take a quarter of the stack, but no more than three quarters of 8 MiB, and never less than 32 pages (execve(2)).</summary>
    internal static int ArgumentLimit(ResourceLimits limits)
    {
        const ulong Most = 6 << 20;
        const ulong Least = 32 * 4096;
        return (int)ulong.Clamp(limits[Resource.RLIMIT_STACK] / 4, Least, Most);
    }

    /// <summary>Replaces the calling thread's program.</summary>
    /// <param name="found">The file: pinned; the pin is taken over, also if this fails.</param>
    /// <param name="path">The path as it was given, for scripts and AT_EXECFN.</param>
    /// <returns>None: the thread's registers are those of the new program. Any error leaves the old one as it was, but for its other threads.</returns>
    internal static Errno Run(UserThread thread, Location found, ReadOnlySpan<byte> path, ArgumentBlock arguments, ScriptAccess access = ScriptAccess.Open)
    {
        Errno error = Prepare(thread, found, path, arguments, access, out NewProgram? program);
        if (error == Errno.None)
        {
            error = ExecuteTakeover.Run(thread);
            if (error == Errno.None)
                Commit(thread, program!, path);
            else
                program!.Space.Release();
        }
        return error;
    }

    private static Errno Prepare(
        UserThread thread, Location found, ReadOnlySpan<byte> path, ArgumentBlock arguments, ScriptAccess access, out NewProgram? program)
    {
        program = null;
        byte[]? interpreterPath = null;
        Span<byte> start = stackalloc byte[ScriptLine.MaximumBytes];
        for (int scripts = 0; ; scripts++)
        {
            Errno error = OpenProgram(thread, found, out OpenFile? file);
            if (error != Errno.None)
                return error;
            using FileReference reference = FileReference.Counted(file);
            error = ReadStart(file!, start, out int length);
            if (error != Errno.None)
                return error;
            if (!ScriptLine.IsScript(start[..length]))
                return NewProgram.Load(thread, file!, start[..length], path, arguments, out program);
            if (scripts == MaximumScripts)
                return Errno.ELOOP;
            if (access == ScriptAccess.Closed)
                return Errno.ENOENT;
            error = ScriptLine.TryParse(start[..length], out ReadOnlySpan<byte> interpreter, out ReadOnlySpan<byte> argument);
            if (error == Errno.None)
                error = arguments.ReplaceFirst(interpreter, argument, interpreterPath ?? path);
            if (error != Errno.None)
                return error;
            interpreterPath = interpreter.ToArray();
            error = new PathLookup(thread.FileSystem, thread.Credentials, interpreterPath).FindPinned(out found);
            if (error != Errno.None)
                return error;
        }
    }

    /// <summary>Opens a file to run it: it need not be readable.</summary>
    internal static Errno OpenProgram(UserThread thread, Location found, out OpenFile? file)
    {
        file = null;
        Errno error = Errno.None;
        if (!found.Inode.IsRegular || (found.Mount.Flags & MountFlags.MS_NOEXEC) != 0)
            error = Errno.EACCES;
        if (error == Errno.None)
            error = Permissions.Check(found.Inode, thread.Credentials, AccessModes.X_OK);
        if (error == Errno.None && found.Inode.Open(found, OpenFlags.O_RDONLY).TryGet(out file, out error))
            return Errno.None;
        found.Unpin();
        return error;
    }

    /// <summary>The beginning of a file; shorter if the file is.</summary>
    internal static Errno ReadStart(OpenFile file, Span<byte> start, out int length)
    {
        IoBuffer buffer = IoBuffer.ForKernel(start);
        Result<long> read = file.ReadAt(ref buffer, 0);
        length = (int)buffer.Transferred;
        return read.Error;
    }

    /// <summary>No way back from here.</summary>
    private static void Commit(UserThread thread, NewProgram program, ReadOnlySpan<byte> path)
    {
        Process process = thread.Process;
        FutexExit.Run(thread);
        thread.ReplaceMemory(program.Space);
        if (thread.Files.IsShared)
        {
            FileTable shared = thread.Files;
            thread.Files = shared.Copy();
            shared.Release();
        }
        thread.Files.CloseOnExecute();
        process.BeginNewProgram(thread);
        thread.Credentials = program.Credentials;
        thread.Name = NameOf(path);
        BeginRegisters(thread.Context, program.Entry, program.StackPointer);
        if (program.ClearTails() != Errno.None)
            process.ExitBySignal(Signal.SIGKILL);
    }

    private static void BeginRegisters(UserContext context, ulong entry, ulong stackPointer)
    {
        context.Registers = default;
        context.Registers.InstructionPointer = entry;
        context.Registers.StackPointer = stackPointer;
        context.Registers.Flags = InitialFlags;
        context.ResetExtended();
        context.SetFsBase(0);
        context.SetGsBase(0);
    }

    private static string NameOf(ReadOnlySpan<byte> path)
    {
        ReadOnlySpan<byte> name = path[(path.LastIndexOf((byte)'/') + 1)..];
        return System.Text.Encoding.UTF8.GetString(name.Length > NameBytes ? name[..NameBytes] : name);
    }
}

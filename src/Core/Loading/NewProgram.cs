using System;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Memory;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Platform.Users;

namespace Diesis.Core.Loading;

/// <summary>A program in an address space of its own that nobody runs in yet.</summary>
internal sealed class NewProgram
{
    private readonly ElfImage _image;
    private readonly ulong _bias;
    private ElfImage? _interpreter;
    private ulong _interpreterBias;

    private NewProgram(AddressSpace space, ElfImage image, ulong bias, Credentials credentials)
    {
        Space = space;
        _image = image;
        _bias = bias;
        Credentials = credentials;
        Entry = image.Entry + bias;
    }

    internal AddressSpace Space { get; }

    internal Credentials Credentials { get; }

    /// <summary>The first instruction: the interpreter's, if there is one.</summary>
    internal ulong Entry { get; private set; }

    internal ulong StackPointer { get; private set; }

    /// <summary>Maps a program and its interpreter, and builds its stack.</summary>
    /// <param name="start">The file's first bytes.</param>
    /// <returns>Any error leaves nothing behind.</returns>
    internal static Errno Load(
        UserThread thread, OpenFile file, ReadOnlySpan<byte> start, ReadOnlySpan<byte> path, ArgumentBlock arguments, out NewProgram? program)
    {
        program = null;
        Errno error = ElfLoader.ReadImage(file, start, out ElfImage? image);
        if (error != Errno.None)
            return error;
        OpenFile? interpreterFile = null;
        if (image!.InterpreterBytes != 0)
        {
            error = OpenInterpreter(thread, file, image, out interpreterFile);
            if (error != Errno.None)
                return error;
        }
        using FileReference interpreter = FileReference.Counted(interpreterFile);

        AddressRandomization randomization = thread.Process.HasFixedLayout ? AddressRandomization.None : AddressRandomization.Full;
        AddressSpaceLayout layout = AddressSpaceLayout.Create(randomization, thread.Process.Limits[Resource.RLIMIT_STACK]);
        if (!AddressSpace.Create(layout).TryGet(out AddressSpace? space, out error))
            return error;
        error = space.SetExecutable(file);
        if (error == Errno.None)
            error = Fill(thread, space, file, image, interpreterFile, path, arguments, out program);
        if (error != Errno.None)
            space.Release();
        return error;
    }

    /// <summary>To be called when the space is in use: what of the images has to be zero becomes so.</summary>
    internal Errno ClearTails()
    {
        Errno error = ElfLoader.ClearTails(Space, _image, _bias);
        return error == Errno.None && _interpreter is not null ? ElfLoader.ClearTails(Space, _interpreter, _interpreterBias) : error;
    }

    private static Errno Fill(
        UserThread thread, AddressSpace space, OpenFile file, ElfImage image, OpenFile? interpreterFile, ReadOnlySpan<byte> path, ArgumentBlock arguments,
        out NewProgram? program)
    {
        program = null;
        ulong wanted = interpreterFile is not null ? space.Layout.ExecutableBase : 0;
        if (!ElfLoader.Map(space, file, image, wanted).TryGet(out ulong bias, out Errno error))
            return error;
        bool mayGain = !thread.Process.HasNoNewPrivileges && (file.Location.Mount.Flags & MountFlags.MS_NOSUID) == 0;
        Credentials credentials = ExecuteCredentials.For(thread.Credentials, file.Inode, mayGain, out bool isSecure);
        NewProgram result = new(space, image, bias, credentials);
        if (interpreterFile is not null)
        {
            error = result.LoadInterpreter(interpreterFile);
            if (error != Errno.None)
                return error;
        }
        result.DescribeLayout();
        error = result.BuildStack(path, arguments, isSecure);
        program = error == Errno.None ? result : null;
        return error;
    }

    private static Errno OpenInterpreter(UserThread thread, OpenFile file, ElfImage image, out OpenFile? interpreter)
    {
        interpreter = null;
        byte[] path = new byte[image.InterpreterBytes];
        Errno error = ElfLoader.ReadExactly(file, image.InterpreterOffset, path);
        if (error != Errno.None)
            return error;
        if (path[^1] != 0)
            return Errno.ENOEXEC;
        int length = path.AsSpan().IndexOf((byte)0);
        PathLookup lookup = new(thread.FileSystem, thread.Credentials, path.AsSpan(0, length));
        error = lookup.FindPinned(out Location found);
        return error == Errno.None ? Execution.OpenProgram(thread, found, out interpreter) : error;
    }

    private Errno LoadInterpreter(OpenFile file)
    {
        Span<byte> start = stackalloc byte[ElfImage.HeaderBytes];
        Errno error = Execution.ReadStart(file, start, out int length);
        if (error == Errno.None)
            error = ElfLoader.ReadImage(file, start[..length], out _interpreter);
        if (error != Errno.None)
            return error == Errno.ENOEXEC ? Errno.ELIBBAD : error;
        if (!ElfLoader.Map(Space, file, _interpreter!, 0).TryGet(out _interpreterBias, out error))
            return error;
        Entry = _interpreter!.Entry + _interpreterBias;
        return Errno.None;
    }

    private void DescribeLayout()
    {
        AddressSpaceLayout layout = Space.Layout;
        foreach (ElfSegment segment in _image.Segments)
        {
            bool isCode = (segment.Rights & ElfRights.Execute) != 0;
            if (isCode && (layout.CodeStart == 0 || segment.Address + _bias < layout.CodeStart))
                layout.CodeStart = segment.Address + _bias;
            if (isCode)
                layout.CodeEnd = segment.Address + segment.FileBytes + _bias;
            layout.DataStart = segment.Address + _bias;
            layout.DataEnd = segment.Address + segment.FileBytes + _bias;
        }
        // A relocatable program without an interpreter lies among the mappings, where its heap would have no room to grow.
        ulong end = _image.IsRelocatable && _interpreter is null ? layout.ExecutableBase : _image.End + _bias;
        Space.SetBreakStart(new UserAddress(layout.ChooseBreak(end)));
    }

    private Errno BuildStack(ReadOnlySpan<byte> path, ArgumentBlock arguments, bool isSecure)
    {
        ProgramStack stack = new(stackalloc byte[ProgramStack.AuxiliaryRoom]);
        if (VirtualSharedObject.Map(Space).TryGet(out ulong shared, out _))
            stack.Add(AuxiliaryType.AT_SYSINFO_EHDR, shared);
        stack.AddCommon(Credentials, isSecure);
        stack.Add(AuxiliaryType.AT_PHDR, _image.HeadersAddress == 0 ? 0 : _image.HeadersAddress + _bias);
        stack.Add(AuxiliaryType.AT_PHENT, ElfImage.ProgramHeaderBytes);
        stack.Add(AuxiliaryType.AT_PHNUM, (ulong)_image.HeaderCount);
        stack.Add(AuxiliaryType.AT_BASE, _interpreterBias);
        stack.Add(AuxiliaryType.AT_ENTRY, _image.Entry + _bias);
        UserAccess access = UserAccess.Read | UserAccess.Write | (_image.WantsExecutableStack ? UserAccess.Execute : 0);
        Result<ulong> built = stack.Build(Space, arguments, path, access);
        StackPointer = built.IsSuccess ? built.Value : 0;
        return built.Error;
    }
}

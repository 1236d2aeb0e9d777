using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Memory;
using Diesis.Platform.Memory;
using Diesis.Platform.Users;

namespace Diesis.Core.Loading;

/// <summary>vdso(7): code of the kernel's in every program, which answers some calls without entering the kernel.</summary>
internal static class VirtualSharedObject
{
    /// <summary>Maps the clock's page, and behind it the code, where there is room.</summary>
    /// <returns>Where the code's ELF image begins (AT_SYSINFO_EHDR). An error is no reason not to run the program.</returns>
    internal static Result<ulong> Map(AddressSpace space)
    {
        FrameNumber first = ClockPage.First;
        if (first.IsNone)
            return Errno.ENOENT;
        ulong codeBytes = (ulong)ClockPage.CodeFrames * AddressSpace.PageBytes;
        MapParameters room = new() { Bytes = AddressSpace.PageBytes + codeBytes, Access = UserAccess.None, Sharing = MapSharing.Private, Extra = MappingFlags.NoReserve };
        if (!space.Map(in room).TryGet(out UserAddress start, out Errno error))
            return error;
        error = space.Unmap(start, room.Bytes);
        if (error == Errno.None)
            error = space.MapFrames(start, first, AddressSpace.PageBytes, UserAccess.Read, "[vvar]").Error;
        if (error != Errno.None)
            return error;
        Result<UserAddress> code = space.MapFrames(start + (nuint)AddressSpace.PageBytes, first + 1, codeBytes, UserAccess.Read | UserAccess.Execute, "[vdso]");
        return code.TryGet(out UserAddress at, out error) && at == start + (nuint)AddressSpace.PageBytes ? at.Value : Errno.ENOMEM;
    }
}

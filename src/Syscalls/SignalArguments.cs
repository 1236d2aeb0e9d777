using System;
using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>siginfo_t between programs and the kernel: the kernel's has only the part with contents.</summary>
internal static class SignalArguments
{
    /// <summary>Writes a whole siginfo_t, with zeros behind what there is.</summary>
    internal static Errno WriteInfo(UserThread caller, UserAddress to, in SigInfo info)
    {
        Errno error = caller.Memory.Write(to, in info);
        return error != Errno.None ? error : caller.Memory.Clear(to + SigInfo.Bytes, SigInfo.UserBytes - SigInfo.Bytes);
    }

    /// <summary>Reads one that a program has made.</summary>
    /// <returns>E2BIG if there is something behind the part that we know.</returns>
    internal static Errno ReadInfo(UserThread caller, UserAddress from, out SigInfo info)
    {
        Errno error = caller.Memory.Read(from, out info);
        if (error != Errno.None)
            return error;
        Span<byte> rest = stackalloc byte[SigInfo.UserBytes - SigInfo.Bytes];
        error = caller.Memory.CopyIn(from + SigInfo.Bytes, rest);
        if (error != Errno.None)
            return error;
        // Layouts that Linux knows end before; only an unknown one has to be all zeros there.
        bool isKnown = info.Code is <= 0 and >= -7 or >= SignalCode.SI_KERNEL;
        return isKnown || rest.IndexOfAnyExcept((byte)0) < 0 ? Errno.None : Errno.E2BIG;
    }
}

using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>capget(2), capset(2).</summary>
internal static class CapabilityCalls
{
    private const int MostWords = 2;
    private const int BitsPerWord = 32;

    [Syscall(SyscallNumber.capget, Support.Full)]
    internal static SyscallResult GetCapabilities(UserThread caller, UserAddress header, UserAddress data)
    {
        Errno error = ReadHeader(caller, header, out CapabilityHeader given, out int words);
        // Asking without room for an answer is how programs learn the version.
        if (error != Errno.None)
            return data.IsNull && error == Errno.EINVAL ? 0 : error;
        if (given.Pid < 0)
            return Errno.EINVAL;
        UserThread? target = given.Pid == 0 ? caller : ProcessTree.FindThread(given.Pid);
        if (target is null)
            return Errno.ESRCH;
        if (data.IsNull)
            return 0;
        Credentials its = target.Credentials;
        Span<CapabilityData> told = stackalloc CapabilityData[MostWords];
        for (int i = 0; i < words; i++)
        {
            int shift = i * BitsPerWord;
            told[i] = new CapabilityData
            {
                Effective = (uint)(its.Effective.Bits >> shift),
                Permitted = (uint)(its.Permitted.Bits >> shift),
                Inheritable = (uint)(its.Inheritable.Bits >> shift),
            };
        }
        return caller.Memory.WriteArray<CapabilityData>(told[..words], data);
    }

    [Syscall(SyscallNumber.capset, Support.Full)]
    internal static SyscallResult SetCapabilities(UserThread caller, UserAddress header, UserAddress data)
    {
        Errno error = ReadHeader(caller, header, out CapabilityHeader given, out int words);
        if (error != Errno.None)
            return error;
        if (given.Pid != 0 && given.Pid != caller.Id)
            return Errno.EPERM;
        Span<CapabilityData> wanted = stackalloc CapabilityData[MostWords];
        wanted.Clear();
        if (caller.Memory.ReadArray(data, wanted[..words]) != Errno.None)
            return Errno.EFAULT;
        CapabilitySet effective = new((ulong)wanted[1].Effective << BitsPerWord | wanted[0].Effective);
        CapabilitySet permitted = new((ulong)wanted[1].Permitted << BitsPerWord | wanted[0].Permitted);
        CapabilitySet inheritable = new((ulong)wanted[1].Inheritable << BitsPerWord | wanted[0].Inheritable);
        if (!CredentialChanges.SetCapabilities(caller.Credentials, effective, permitted, inheritable).TryGet(out Credentials? changed, out error))
            return error;
        caller.ChangeCredentials(changed);
        return 0;
    }

    /// <summary>Reads the header; of an unknown version it tells the one that it would like, and gives EINVAL.</summary>
    private static Errno ReadHeader(UserThread caller, UserAddress address, out CapabilityHeader header, out int words)
    {
        words = 0;
        if (caller.Memory.Read(address, out header) != Errno.None)
            return Errno.EFAULT;
        switch (header.Version)
        {
            case CapabilityHeader._LINUX_CAPABILITY_VERSION_1:
                words = 1;
                return Errno.None;
            case CapabilityHeader._LINUX_CAPABILITY_VERSION_2:
            case CapabilityHeader._LINUX_CAPABILITY_VERSION_3:
                words = MostWords;
                return Errno.None;
            default:
                return caller.Memory.Write(address, CapabilityHeader._LINUX_CAPABILITY_VERSION_3) == Errno.None ? Errno.EINVAL : Errno.EFAULT;
        }
    }
}

using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>User and group ids: getuid(2), setuid(2) and their families, getgroups(2).</summary>
internal static class IdentityCalls
{
    private const int MostGroups = 65536;

    [Syscall(SyscallNumber.getuid, Support.Full)]
    internal static SyscallResult GetUser(UserThread caller) => caller.Credentials.RealUser;

    [Syscall(SyscallNumber.geteuid, Support.Full)]
    internal static SyscallResult GetEffectiveUser(UserThread caller) => caller.Credentials.EffectiveUser;

    [Syscall(SyscallNumber.getgid, Support.Full)]
    internal static SyscallResult GetGroup(UserThread caller) => caller.Credentials.RealGroup;

    [Syscall(SyscallNumber.getegid, Support.Full)]
    internal static SyscallResult GetEffectiveGroup(UserThread caller) => caller.Credentials.EffectiveGroup;

    [Syscall(SyscallNumber.setuid, Support.Full)]
    internal static SyscallResult SetUser(UserThread caller, uint user) => Change(caller, CredentialChanges.SetUser(caller.Credentials, user));

    [Syscall(SyscallNumber.setgid, Support.Full)]
    internal static SyscallResult SetGroup(UserThread caller, uint group) => Change(caller, CredentialChanges.SetGroup(caller.Credentials, group));

    [Syscall(SyscallNumber.setreuid, Support.Full)]
    internal static SyscallResult SetRealEffectiveUser(UserThread caller, uint real, uint effective) =>
        Change(caller, CredentialChanges.SetUsers(caller.Credentials, real, effective));

    [Syscall(SyscallNumber.setregid, Support.Full)]
    internal static SyscallResult SetRealEffectiveGroup(UserThread caller, uint real, uint effective) =>
        Change(caller, CredentialChanges.SetGroups(caller.Credentials, real, effective));

    [Syscall(SyscallNumber.setresuid, Support.Full)]
    internal static SyscallResult SetAllUsers(UserThread caller, uint real, uint effective, uint saved) =>
        Change(caller, CredentialChanges.SetUsers(caller.Credentials, real, effective, saved));

    [Syscall(SyscallNumber.setresgid, Support.Full)]
    internal static SyscallResult SetAllGroups(UserThread caller, uint real, uint effective, uint saved) =>
        Change(caller, CredentialChanges.SetGroups(caller.Credentials, real, effective, saved));

    [Syscall(SyscallNumber.getresuid, Support.Full)]
    internal static SyscallResult GetAllUsers(UserThread caller, UserAddress real, UserAddress effective, UserAddress saved)
    {
        Credentials own = caller.Credentials;
        return WriteThree(caller, real, own.RealUser, effective, own.EffectiveUser, saved, own.SavedUser);
    }

    [Syscall(SyscallNumber.getresgid, Support.Full)]
    internal static SyscallResult GetAllGroups(UserThread caller, UserAddress real, UserAddress effective, UserAddress saved)
    {
        Credentials own = caller.Credentials;
        return WriteThree(caller, real, own.RealGroup, effective, own.EffectiveGroup, saved, own.SavedGroup);
    }

    [Syscall(SyscallNumber.setfsuid, Support.Full)]
    internal static SyscallResult SetFileSystemUser(UserThread caller, uint user)
    {
        uint old = caller.Credentials.FileSystemUser;
        caller.ChangeCredentials(CredentialChanges.SetFileSystemUser(caller.Credentials, user));
        return old;
    }

    [Syscall(SyscallNumber.setfsgid, Support.Full)]
    internal static SyscallResult SetFileSystemGroup(UserThread caller, uint group)
    {
        uint old = caller.Credentials.FileSystemGroup;
        caller.ChangeCredentials(CredentialChanges.SetFileSystemGroup(caller.Credentials, group));
        return old;
    }

    [Syscall(SyscallNumber.getgroups, Support.Full)]
    internal static SyscallResult GetSupplementaryGroups(UserThread caller, int size, UserAddress list)
    {
        if (size < 0)
            return Errno.EINVAL;
        uint[] groups = caller.Credentials.Groups;
        if (size == 0)
            return groups.Length;
        if (size < groups.Length)
            return Errno.EINVAL;
        Errno error = caller.Memory.WriteArray<uint>(groups, list);
        return error != Errno.None ? error : groups.Length;
    }

    [Syscall(SyscallNumber.setgroups, Support.Full)]
    internal static SyscallResult SetSupplementaryGroups(UserThread caller, int size, UserAddress list)
    {
        if (!caller.Credentials.Has(Capability.CAP_SETGID))
            return Errno.EPERM;
        if ((uint)size > MostGroups)
            return Errno.EINVAL;
        uint[] groups = new uint[size];
        if (caller.Memory.ReadArray<uint>(list, groups) != Errno.None)
            return Errno.EFAULT;
        foreach (uint group in groups)
        {
            if (group == Credentials.NoId)
                return Errno.EINVAL;
        }
        System.Array.Sort(groups);
        caller.ChangeCredentials(caller.Credentials with { Groups = groups });
        return 0;
    }

    internal static SyscallResult Change(UserThread caller, Result<Credentials> result)
    {
        if (!result.TryGet(out Credentials? changed, out Errno error))
            return error;
        caller.ChangeCredentials(changed);
        return 0;
    }

    private static Errno WriteThree(UserThread caller, UserAddress first, uint one, UserAddress second, uint two, UserAddress third, uint three)
    {
        Errno error = caller.Memory.Write(first, one);
        if (error == Errno.None)
            error = caller.Memory.Write(second, two);
        return error != Errno.None ? error : caller.Memory.Write(third, three);
    }
}

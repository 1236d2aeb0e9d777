using System;
using System.Text;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Core.Signals;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>prctl(2), personality(2).</summary>
internal static class ProcessControlCalls
{
    private const int NameBytes = 16;

    /// <summary>PR_TSC_ENABLE.</summary>
    private const int TimeStampAllowed = 1;

    /// <summary>PR_MCE_KILL_DEFAULT.</summary>
    private const int MachineCheckDefault = 2;

    [Syscall(SyscallNumber.prctl, Support.Partial, "PR_SET_MM, PR_SET_SECCOMP, PR_SET_VMA and speculation are EINVAL; RDTSC cannot be made to fault; the machine-check policy is not kept")]
    internal static SyscallResult Control(UserThread caller, ProcessControl option, ulong second, ulong third, ulong fourth, ulong fifth)
    {
        bool hasRest = third != 0 || fourth != 0 || fifth != 0;
        Process process = caller.Process;
        switch (option)
        {
            case ProcessControl.PR_SET_NAME:
                return SetName(caller, new UserAddress(second));
            case ProcessControl.PR_GET_NAME:
                return GetName(caller, new UserAddress(second));
            case ProcessControl.PR_SET_PDEATHSIG:
                if (second != 0 && !SignalDefaults.IsValid((int)second))
                    return Errno.EINVAL;
                caller.ParentDeathSignal = (Signal)second;
                return 0;
            case ProcessControl.PR_GET_PDEATHSIG:
                return caller.Memory.Write(new UserAddress(second), (int)caller.ParentDeathSignal);
            case ProcessControl.PR_GET_DUMPABLE:
                return process.IsDumpable ? 1 : 0;
            case ProcessControl.PR_SET_DUMPABLE:
                if (second > 1)
                    return Errno.EINVAL;
                process.IsDumpable = second != 0;
                return 0;
            case ProcessControl.PR_SET_CHILD_SUBREAPER:
                process.IsSubreaper = second != 0;
                return 0;
            case ProcessControl.PR_GET_CHILD_SUBREAPER:
                return caller.Memory.Write(new UserAddress(second), process.IsSubreaper ? 1 : 0);
            case ProcessControl.PR_SET_NO_NEW_PRIVS:
                if (second != 1 || hasRest)
                    return Errno.EINVAL;
                process.HasNoNewPrivileges = true;
                return 0;
            case ProcessControl.PR_GET_NO_NEW_PRIVS:
                return second != 0 || hasRest ? Errno.EINVAL : process.HasNoNewPrivileges ? 1 : 0;
            case ProcessControl.PR_SET_TIMERSLACK:
                caller.TimerSlack = (long)second <= 0 ? caller.InheritedTimerSlack : (long)second;
                return 0;
            case ProcessControl.PR_GET_TIMERSLACK:
                return caller.TimerSlack;
            case ProcessControl.PR_GET_TIMING:
                return 0;
            case ProcessControl.PR_SET_TIMING:
                return second == 0 ? 0 : Errno.EINVAL;
            case ProcessControl.PR_GET_TID_ADDRESS:
                return caller.Memory.Write(new UserAddress(second), caller.ClearAtExit.Value);
            case ProcessControl.PR_SET_THP_DISABLE:
                if (hasRest)
                    return Errno.EINVAL;
                process.AvoidsHugePages = second != 0;
                return 0;
            case ProcessControl.PR_GET_THP_DISABLE:
                return second != 0 || hasRest ? Errno.EINVAL : process.AvoidsHugePages ? 1 : 0;
            case ProcessControl.PR_GET_TSC:
                return caller.Memory.Write(new UserAddress(second), TimeStampAllowed);
            case ProcessControl.PR_SET_TSC:
                return second == TimeStampAllowed ? 0 : Errno.EINVAL;
            case ProcessControl.PR_MCE_KILL:
                return hasRest && second == 0 || second > 1 || third > MachineCheckDefault || fourth != 0 || fifth != 0 ? Errno.EINVAL : 0;
            case ProcessControl.PR_MCE_KILL_GET:
                return second != 0 || hasRest ? Errno.EINVAL : MachineCheckDefault;
            case ProcessControl.PR_GET_SECCOMP:
                return 0;
            case ProcessControl.PR_SET_PTRACER:
                // As without the Yama security module.
                return Errno.EINVAL;
            default:
                return ControlCapabilities(caller, option, second, third, fourth, fifth);
        }
    }

    [Syscall(SyscallNumber.personality, Support.Partial, "of the flags only ADDR_NO_RANDOMIZE has an effect")]
    internal static SyscallResult SetPersonality(UserThread caller, uint personality)
    {
        uint old = caller.Process.Personality;
        if (personality != Personality.Query)
            caller.Process.Personality = personality;
        return old;
    }

    private static SyscallResult ControlCapabilities(UserThread caller, ProcessControl option, ulong second, ulong third, ulong fourth, ulong fifth)
    {
        Credentials own = caller.Credentials;
        switch (option)
        {
            case ProcessControl.PR_CAPBSET_READ:
                return second > (ulong)Capability.CAP_LAST_CAP ? Errno.EINVAL : own.Bounding.Has((Capability)second) ? 1 : 0;
            case ProcessControl.PR_CAPBSET_DROP:
                return IdentityCalls.Change(caller, CredentialChanges.DropBounding(own, second));
            case ProcessControl.PR_GET_SECUREBITS:
                return own.SecureBits;
            case ProcessControl.PR_SET_SECUREBITS:
                return IdentityCalls.Change(caller, CredentialChanges.SetSecureBits(own, second));
            case ProcessControl.PR_GET_KEEPCAPS:
                return (own.SecureBits & CredentialChanges.SECBIT_KEEP_CAPS) != 0 ? 1 : 0;
            case ProcessControl.PR_SET_KEEPCAPS:
                return IdentityCalls.Change(caller, CredentialChanges.SetKeepCapabilities(own, second));
            case ProcessControl.PR_CAP_AMBIENT:
                if (fourth != 0 || fifth != 0)
                    return Errno.EINVAL;
                if (second != AmbientOperation.PR_CAP_AMBIENT_IS_SET)
                    return IdentityCalls.Change(caller, CredentialChanges.ChangeAmbient(own, second, third));
                return third > (ulong)Capability.CAP_LAST_CAP ? Errno.EINVAL : own.Ambient.Has((Capability)third) ? 1 : 0;
            default:
                return Errno.EINVAL;
        }
    }

    private static SyscallResult SetName(UserThread caller, UserAddress address)
    {
        Span<byte> text = stackalloc byte[NameBytes - 1];
        Errno error = caller.Memory.CopyString(address, text, out int length);
        if (error == Errno.EFAULT)
            return error;
        // A longer name is cut off.
        caller.Name = Encoding.UTF8.GetString(error == Errno.ENAMETOOLONG ? text : text[..length]);
        return 0;
    }

    private static SyscallResult GetName(UserThread caller, UserAddress address)
    {
        Span<byte> text = stackalloc byte[NameBytes];
        text.Clear();
        byte[] name = Encoding.UTF8.GetBytes(caller.Name);
        name.AsSpan(0, Math.Min(name.Length, NameBytes - 1)).CopyTo(text);
        return caller.Memory.CopyOut(text, address);
    }
}

using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Platform.Firmware;
using Diesis.Platform.Memory;
using Diesis.Platform.Processors;
using Diesis.Platform.Randomness;
using Diesis.Platform.Time;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>The machine as a whole: uname(2), sethostname(2), sysinfo(2), getcpu(2), getrandom(2), reboot(2).</summary>
internal static class SystemCalls
{
    [Syscall(SyscallNumber.uname, Support.Full)]
    internal static SyscallResult Name(UserThread caller, UserAddress name)
    {
        SystemName told = SystemIdentity.Describe();
        return caller.Memory.Write(name, in told);
    }

    [Syscall(SyscallNumber.sethostname, Support.Full)]
    internal static SyscallResult SetHostName(UserThread caller, UserAddress name, int length) => SetName(caller, name, length, SystemIdentity.SetNode);

    [Syscall(SyscallNumber.setdomainname, Support.Full)]
    internal static SyscallResult SetDomainName(UserThread caller, UserAddress name, int length) => SetName(caller, name, length, SystemIdentity.SetDomain);

    [Syscall(SyscallNumber.sysinfo, Support.Partial, "loads, shared and buffer memory are 0; there is no swap")]
    internal static SyscallResult Information(UserThread caller, UserAddress information)
    {
        SystemInformation told = new()
        {
            Uptime = Clock.Monotonic / TimeArguments.NanosecondsPerSecond,
            TotalMemory = (ulong)Frames.TotalCount * FrameNumber.FrameBytes,
            FreeMemory = (ulong)Frames.FreeCount * FrameNumber.FrameBytes,
            Processes = (ushort)ProcessTree.ThreadCount,
            Unit = 1,
        };
        return caller.Memory.Write(information, in told);
    }

    [Syscall(SyscallNumber.getcpu, Support.Full)]
    internal static SyscallResult GetProcessor(UserThread caller, UserAddress processor, UserAddress node)
    {
        uint index = (uint)Processor.CurrentIndex;
        if (!processor.IsNull && caller.Memory.Write(processor, in index) != Errno.None)
            return Errno.EFAULT;
        return node.IsNull ? 0 : caller.Memory.Write(node, 0u);
    }

    [Syscall(SyscallNumber.getrandom, Support.Full)]
    internal static SyscallResult GetRandom(UserThread caller, UserAddress buffer, nuint count, uint flags)
    {
        const int Chunk = 256;
        const uint Known = RandomFlags.GRND_NONBLOCK | RandomFlags.GRND_RANDOM | RandomFlags.GRND_INSECURE;
        const uint Contradiction = RandomFlags.GRND_RANDOM | RandomFlags.GRND_INSECURE;
        if ((flags & ~Known) != 0 || (flags & Contradiction) == Contradiction)
            return Errno.EINVAL;
        nuint wanted = nuint.Min(count, int.MaxValue);
        Span<byte> bytes = stackalloc byte[Chunk];
        nuint done = 0;
        while (done < wanted)
        {
            Span<byte> part = bytes[..(int)nuint.Min(wanted - done, Chunk)];
            RandomBytes.Fill(part);
            if (caller.Memory.CopyOut(part, buffer + done) != Errno.None)
                return done == 0 ? Errno.EFAULT : done;
            done += (nuint)part.Length;
            // Long requests can be broken off, as on Linux.
            if (done >= Chunk && caller.HasSignalPending)
                break;
        }
        return done;
    }

    [Syscall(SyscallNumber.reboot, Support.Partial, "kexec and hibernation are EINVAL; Ctrl-Alt-Del has no effect")]
    internal static SyscallResult Reboot(UserThread caller, uint magic1, uint magic2, uint command, UserAddress argument)
    {
        if (!caller.Credentials.Has(Capability.CAP_SYS_BOOT))
            return Errno.EPERM;
        if (magic1 != RebootCommand.LINUX_REBOOT_MAGIC1 || magic2 is not (RebootCommand.LINUX_REBOOT_MAGIC2 or RebootCommand.LINUX_REBOOT_MAGIC2A
            or RebootCommand.LINUX_REBOOT_MAGIC2B or RebootCommand.LINUX_REBOOT_MAGIC2C))
            return Errno.EINVAL;
        switch (command)
        {
            case RebootCommand.RESTART:
                Power.Reset();
                return Errno.EINVAL;
            case RebootCommand.RESTART2:
                Span<byte> text = stackalloc byte[256];
                if (caller.Memory.CopyString(argument, text, out _) is Errno.EFAULT)
                    return Errno.EFAULT;
                Power.Reset();
                return Errno.EINVAL;
            case RebootCommand.HALT:
            case RebootCommand.POWER_OFF:
                // A machine that cannot be turned off stands still.
                Power.Off();
                return Errno.EINVAL;
            case RebootCommand.CAD_ON:
            case RebootCommand.CAD_OFF:
                return 0;
            default:
                return Errno.EINVAL;
        }
    }

    private delegate void NameSetter(ReadOnlySpan<byte> name);

    private static SyscallResult SetName(UserThread caller, UserAddress name, int length, NameSetter set)
    {
        if (!caller.Credentials.Has(Capability.CAP_SYS_ADMIN))
            return Errno.EPERM;
        if (length is < 0 or >= SystemNameText.Bytes)
            return Errno.EINVAL;
        Span<byte> text = stackalloc byte[length];
        if (caller.Memory.CopyIn(name, text) != Errno.None)
            return Errno.EFAULT;
        set(text);
        return 0;
    }
}

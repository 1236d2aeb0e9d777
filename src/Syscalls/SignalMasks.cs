using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Signals;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>The masks of calls that wait with another one than the thread's own.</summary>
internal static class SignalMasks
{
    /// <summary>Sets the mask that a program gave, if it gave one. The call's end takes it back (<see cref="ThreadSignals.EndTemporaryMask"/>).</summary>
    internal static Errno Begin(UserThread caller, UserAddress mask, nuint bytes)
    {
        if (mask.IsNull)
            return Errno.None;
        if (bytes != SignalSet.Bytes)
            return Errno.EINVAL;
        if (caller.Memory.Read(mask, out ulong bits) != Errno.None)
            return Errno.EFAULT;
        caller.Signals.SetTemporaryMask(new SignalSet(bits));
        return Errno.None;
    }
}

using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Security;

namespace Diesis.Core.Memory;

/// <summary>The limits of the calling process that concern memory, in bytes (getrlimit(2)). The kernel's own threads have none, but for stacks.</summary>
internal static class MemoryLimits
{
    internal const ulong Unlimited = ulong.MaxValue;
    internal const ulong DefaultStack = 8 << 20;

    internal static ulong AddressSpace => Of(Resource.RLIMIT_AS, Unlimited);

    internal static ulong Data => Of(Resource.RLIMIT_DATA, Unlimited);

    internal static ulong Stack => Of(Resource.RLIMIT_STACK, DefaultStack);

    /// <summary>RLIMIT_MEMLOCK, which does not bind those who may lock anything.</summary>
    internal static ulong Locked =>
        UserThread.Current is UserThread caller && caller.Credentials.Has(Capability.CAP_IPC_LOCK) ? Unlimited : Of(Resource.RLIMIT_MEMLOCK, Unlimited);

    private static ulong Of(Resource resource, ulong otherwise) => UserThread.Current is UserThread caller ? caller.Process.Limits[resource] : otherwise;
}

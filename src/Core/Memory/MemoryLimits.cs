namespace Diesis.Core.Memory;

/// <summary>The limits of the calling process that concern memory, in bytes (getrlimit(2)).</summary>
internal static class MemoryLimits
{
    internal const ulong Unlimited = ulong.MaxValue;
    internal const ulong DefaultStack = 8 << 20;

    /// <summary>RLIMIT_AS.</summary>
    internal static ulong AddressSpace => Unlimited;

    /// <summary>RLIMIT_DATA.</summary>
    internal static ulong Data => Unlimited;

    /// <summary>RLIMIT_STACK.</summary>
    internal static ulong Stack => DefaultStack;

    /// <summary>RLIMIT_MEMLOCK.</summary>
    internal static ulong Locked => Unlimited;
}

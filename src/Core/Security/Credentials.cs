using System;
using Diesis.Abi;

namespace Diesis.Core.Security;

/// <summary>Who a thread acts for (credentials(7)). Immutable: a change makes a new one, so whoever has read it has all of one moment.</summary>
public sealed record Credentials
{
    /// <summary>What an unmapped id is shown as, and "leave it" in chown(2).</summary>
    public const uint NoId = uint.MaxValue;

    public uint RealUser { get; init; }

    public uint EffectiveUser { get; init; }

    public uint SavedUser { get; init; }

    /// <summary>What files are checked against; follows the effective id unless setfsuid(2) parts them.</summary>
    public uint FileSystemUser { get; init; }

    public uint RealGroup { get; init; }

    public uint EffectiveGroup { get; init; }

    public uint SavedGroup { get; init; }

    public uint FileSystemGroup { get; init; }

    /// <summary>Supplementary groups in ascending order. Never changed once it is here.</summary>
    public uint[] Groups { get; init; } = [];

    public CapabilitySet Effective { get; init; }

    public CapabilitySet Permitted { get; init; }

    public CapabilitySet Inheritable { get; init; }

    public CapabilitySet Bounding { get; init; } = CapabilitySet.Full;

    public CapabilitySet Ambient { get; init; }

    /// <summary>Securebits (prctl(2), PR_SET_SECUREBITS).</summary>
    public uint SecureBits { get; init; }

    /// <summary>Everything that there is: what the first process begins with.</summary>
    public static Credentials Root() => new() { Effective = CapabilitySet.Full, Permitted = CapabilitySet.Full };

    public bool Has(Capability capability) => Effective.Has(capability);

    /// <summary>Whether a group is the one that files are checked against, or a supplementary one.</summary>
    public bool IsInGroup(uint group) => group == FileSystemGroup || Array.BinarySearch(Groups, group) >= 0;

    /// <summary>These with real ids in the place of those that files are checked against, as access(2) asks.</summary>
    public Credentials ForAccessCheck()
    {
        if (FileSystemUser == RealUser && FileSystemGroup == RealGroup && (RealUser == 0 ? Effective == Permitted : Effective.IsEmpty))
            return this;
        return this with { FileSystemUser = RealUser, FileSystemGroup = RealGroup, Effective = RealUser == 0 ? Permitted : CapabilitySet.Empty };
    }
}

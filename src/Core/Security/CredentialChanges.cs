using Diesis.Abi;

namespace Diesis.Core.Security;

/// <summary>The rules by which the ids and capabilities of a thread change (credentials(7), capabilities(7)). Each gives new credentials or an error.</summary>
public static class CredentialChanges
{
    // prctl(2), PR_SET_SECUREBITS.
    public const uint SECBIT_NOROOT = 1;
    public const uint SECBIT_NO_SETUID_FIXUP = 4;
    public const uint SECBIT_KEEP_CAPS = 0x10;
    public const uint SECBIT_NO_CAP_AMBIENT_RAISE = 0x40;

    /// <summary>The even bits switch, the odd ones lock the switch before them.</summary>
    private const uint LockBits = 0xaa;
    private const uint KnownBits = 0xff;

    /// <summary>What goes with the file system user 0: capabilities about files.</summary>
    private const ulong FileCapabilities = 1UL << (int)Capability.CAP_CHOWN | 1UL << (int)Capability.CAP_MKNOD | 1UL << (int)Capability.CAP_DAC_OVERRIDE
        | 1UL << (int)Capability.CAP_DAC_READ_SEARCH | 1UL << (int)Capability.CAP_FOWNER | 1UL << (int)Capability.CAP_FSETID
        | 1UL << (int)Capability.CAP_LINUX_IMMUTABLE | 1UL << (int)Capability.CAP_MAC_OVERRIDE;

    private const uint Unchanged = Credentials.NoId;

    /// <summary>setuid(2).</summary>
    public static Result<Credentials> SetUser(Credentials old, uint user)
    {
        if (user == Unchanged)
            return Errno.EINVAL;
        bool isPrivileged = old.Has(Capability.CAP_SETUID);
        if (!isPrivileged && user != old.RealUser && user != old.SavedUser)
            return Errno.EPERM;
        return Fix(old, isPrivileged
            ? old with { RealUser = user, EffectiveUser = user, SavedUser = user, FileSystemUser = user }
            : old with { EffectiveUser = user, FileSystemUser = user });
    }

    /// <summary>setreuid(2); -1 leaves an id.</summary>
    public static Result<Credentials> SetUsers(Credentials old, uint real, uint effective)
    {
        if (!old.Has(Capability.CAP_SETUID))
        {
            if (real != Unchanged && real != old.RealUser && real != old.EffectiveUser)
                return Errno.EPERM;
            if (effective != Unchanged && effective != old.RealUser && effective != old.EffectiveUser && effective != old.SavedUser)
                return Errno.EPERM;
        }
        uint newReal = real == Unchanged ? old.RealUser : real;
        uint newEffective = effective == Unchanged ? old.EffectiveUser : effective;
        bool changesSaved = real != Unchanged || (effective != Unchanged && effective != old.RealUser);
        return Fix(old, old with
        {
            RealUser = newReal,
            EffectiveUser = newEffective,
            SavedUser = changesSaved ? newEffective : old.SavedUser,
            FileSystemUser = newEffective,
        });
    }

    /// <summary>setresuid(2); -1 leaves an id.</summary>
    public static Result<Credentials> SetUsers(Credentials old, uint real, uint effective, uint saved)
    {
        if (!old.Has(Capability.CAP_SETUID)
            && !(IsOne(real, old.RealUser, old.EffectiveUser, old.SavedUser) && IsOne(effective, old.RealUser, old.EffectiveUser, old.SavedUser)
                && IsOne(saved, old.RealUser, old.EffectiveUser, old.SavedUser)))
            return Errno.EPERM;
        uint newEffective = effective == Unchanged ? old.EffectiveUser : effective;
        return Fix(old, old with
        {
            RealUser = real == Unchanged ? old.RealUser : real,
            EffectiveUser = newEffective,
            SavedUser = saved == Unchanged ? old.SavedUser : saved,
            FileSystemUser = newEffective,
        });
    }

    /// <summary>setfsuid(2): what is not permitted changes nothing.</summary>
    public static Credentials SetFileSystemUser(Credentials old, uint user)
    {
        bool isPermitted = user == old.RealUser || user == old.EffectiveUser || user == old.SavedUser || user == old.FileSystemUser || old.Has(Capability.CAP_SETUID);
        if (user == Unchanged || !isPermitted || user == old.FileSystemUser)
            return old;
        Credentials changed = old with { FileSystemUser = user };
        if ((old.SecureBits & SECBIT_NO_SETUID_FIXUP) != 0)
            return changed;
        if (old.FileSystemUser == 0)
            return changed with { Effective = new CapabilitySet(old.Effective.Bits & ~FileCapabilities) };
        return user == 0 ? changed with { Effective = new CapabilitySet(old.Effective.Bits | FileCapabilities & old.Permitted.Bits) } : changed;
    }

    /// <summary>setgid(2).</summary>
    public static Result<Credentials> SetGroup(Credentials old, uint group)
    {
        if (group == Unchanged)
            return Errno.EINVAL;
        if (old.Has(Capability.CAP_SETGID))
            return old with { RealGroup = group, EffectiveGroup = group, SavedGroup = group, FileSystemGroup = group };
        if (group != old.RealGroup && group != old.SavedGroup)
            return Errno.EPERM;
        return old with { EffectiveGroup = group, FileSystemGroup = group };
    }

    /// <summary>setregid(2); -1 leaves an id.</summary>
    public static Result<Credentials> SetGroups(Credentials old, uint real, uint effective)
    {
        if (!old.Has(Capability.CAP_SETGID))
        {
            if (real != Unchanged && real != old.RealGroup && real != old.EffectiveGroup)
                return Errno.EPERM;
            if (effective != Unchanged && effective != old.RealGroup && effective != old.EffectiveGroup && effective != old.SavedGroup)
                return Errno.EPERM;
        }
        uint newEffective = effective == Unchanged ? old.EffectiveGroup : effective;
        bool changesSaved = real != Unchanged || (effective != Unchanged && effective != old.RealGroup);
        return old with
        {
            RealGroup = real == Unchanged ? old.RealGroup : real,
            EffectiveGroup = newEffective,
            SavedGroup = changesSaved ? newEffective : old.SavedGroup,
            FileSystemGroup = newEffective,
        };
    }

    /// <summary>setresgid(2); -1 leaves an id.</summary>
    public static Result<Credentials> SetGroups(Credentials old, uint real, uint effective, uint saved)
    {
        if (!old.Has(Capability.CAP_SETGID)
            && !(IsOne(real, old.RealGroup, old.EffectiveGroup, old.SavedGroup) && IsOne(effective, old.RealGroup, old.EffectiveGroup, old.SavedGroup)
                && IsOne(saved, old.RealGroup, old.EffectiveGroup, old.SavedGroup)))
            return Errno.EPERM;
        uint newEffective = effective == Unchanged ? old.EffectiveGroup : effective;
        return old with
        {
            RealGroup = real == Unchanged ? old.RealGroup : real,
            EffectiveGroup = newEffective,
            SavedGroup = saved == Unchanged ? old.SavedGroup : saved,
            FileSystemGroup = newEffective,
        };
    }

    /// <summary>setfsgid(2): what is not permitted changes nothing.</summary>
    public static Credentials SetFileSystemGroup(Credentials old, uint group)
    {
        bool isPermitted = group == old.RealGroup || group == old.EffectiveGroup || group == old.SavedGroup || group == old.FileSystemGroup || old.Has(Capability.CAP_SETGID);
        return group == Unchanged || !isPermitted ? old : old with { FileSystemGroup = group };
    }

    /// <summary>capset(2).</summary>
    public static Result<Credentials> SetCapabilities(Credentials old, CapabilitySet effective, CapabilitySet permitted, CapabilitySet inheritable)
    {
        effective &= CapabilitySet.Full;
        permitted &= CapabilitySet.Full;
        inheritable &= CapabilitySet.Full;
        if (!old.Has(Capability.CAP_SETPCAP) && !inheritable.IsSubsetOf(old.Inheritable | old.Permitted))
            return Errno.EPERM;
        if (!inheritable.IsSubsetOf(old.Inheritable | old.Bounding) || !permitted.IsSubsetOf(old.Permitted) || !effective.IsSubsetOf(permitted))
            return Errno.EPERM;
        return old with { Effective = effective, Permitted = permitted, Inheritable = inheritable, Ambient = old.Ambient & permitted & inheritable };
    }

    /// <summary>PR_CAPBSET_DROP.</summary>
    public static Result<Credentials> DropBounding(Credentials old, ulong capability)
    {
        if (!old.Has(Capability.CAP_SETPCAP))
            return Errno.EPERM;
        if (capability > (ulong)Capability.CAP_LAST_CAP)
            return Errno.EINVAL;
        return old with { Bounding = old.Bounding.Without((Capability)capability) };
    }

    /// <summary>PR_SET_SECUREBITS.</summary>
    public static Result<Credentials> SetSecureBits(Credentials old, ulong bits)
    {
        uint locked = (old.SecureBits & LockBits) >> 1;
        bool changesLocked = (locked & (old.SecureBits ^ (uint)bits)) != 0;
        bool unlocks = (old.SecureBits & LockBits & ~(uint)bits) != 0;
        if (changesLocked || unlocks || (bits & ~(ulong)KnownBits) != 0 || !old.Has(Capability.CAP_SETPCAP))
            return Errno.EPERM;
        return old with { SecureBits = (uint)bits };
    }

    /// <summary>PR_SET_KEEPCAPS.</summary>
    public static Result<Credentials> SetKeepCapabilities(Credentials old, ulong value)
    {
        const uint KeepLocked = SECBIT_KEEP_CAPS << 1;
        if (value > 1)
            return Errno.EINVAL;
        if ((old.SecureBits & KeepLocked) != 0)
            return Errno.EPERM;
        return old with { SecureBits = value != 0 ? old.SecureBits | SECBIT_KEEP_CAPS : old.SecureBits & ~SECBIT_KEEP_CAPS };
    }

    /// <summary>PR_CAP_AMBIENT with RAISE, LOWER or CLEAR_ALL.</summary>
    public static Result<Credentials> ChangeAmbient(Credentials old, ulong operation, ulong capability)
    {
        if (operation == AmbientOperation.PR_CAP_AMBIENT_CLEAR_ALL)
            return capability != 0 ? Errno.EINVAL : old with { Ambient = CapabilitySet.Empty };
        if (capability > (ulong)Capability.CAP_LAST_CAP)
            return Errno.EINVAL;
        Capability one = (Capability)capability;
        if (operation == AmbientOperation.PR_CAP_AMBIENT_LOWER)
            return old with { Ambient = old.Ambient.Without(one) };
        if (operation != AmbientOperation.PR_CAP_AMBIENT_RAISE)
            return Errno.EINVAL;
        if (!old.Permitted.Has(one) || !old.Inheritable.Has(one) || (old.SecureBits & SECBIT_NO_CAP_AMBIENT_RAISE) != 0)
            return Errno.EPERM;
        return old with { Ambient = old.Ambient.With(one) };
    }

    private static bool IsOne(uint id, uint first, uint second, uint third) => id == Unchanged || id == first || id == second || id == third;

    /// <summary>What a change of users does to capabilities (capabilities(7), effect of user ID changes).</summary>
    private static Credentials Fix(Credentials old, Credentials changed)
    {
        if ((old.SecureBits & SECBIT_NO_SETUID_FIXUP) != 0)
            return changed;
        bool hadRoot = old.RealUser == 0 || old.EffectiveUser == 0 || old.SavedUser == 0;
        bool hasRoot = changed.RealUser == 0 || changed.EffectiveUser == 0 || changed.SavedUser == 0;
        if (hadRoot && !hasRoot)
        {
            if ((old.SecureBits & SECBIT_KEEP_CAPS) == 0)
                changed = changed with { Permitted = CapabilitySet.Empty, Effective = CapabilitySet.Empty };
            changed = changed with { Ambient = CapabilitySet.Empty };
        }
        if (old.EffectiveUser == 0 && changed.EffectiveUser != 0)
            return changed with { Effective = CapabilitySet.Empty };
        if (old.EffectiveUser != 0 && changed.EffectiveUser == 0)
            return changed with { Effective = changed.Permitted };
        return changed;
    }
}

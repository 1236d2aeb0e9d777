using Diesis.Abi;
using Diesis.Core.Security;

namespace Diesis.Core.Processes;

/// <summary>What a thread may see and do of others.</summary>
public static class ProcessAccess
{
    /// <summary>Whether it may look into the other's memory and descriptors (ptrace(2), ptrace access mode checking).</summary>
    public static bool MayInspect(UserThread caller, UserThread target)
    {
        if (caller.Process == target.Process)
            return true;
        Credentials own = caller.Credentials;
        Credentials its = target.Credentials;
        if (own.Has(Capability.CAP_SYS_PTRACE))
            return true;
        bool isSame = own.RealUser == its.RealUser && own.RealUser == its.EffectiveUser && own.RealUser == its.SavedUser
            && own.RealGroup == its.RealGroup && own.RealGroup == its.EffectiveGroup && own.RealGroup == its.SavedGroup;
        return isSame && target.Process.IsDumpable && its.Permitted.IsSubsetOf(own.Permitted);
    }

    /// <summary>Whether it may change the other's scheduling: its effective user is one of the other's, or CAP_SYS_NICE.</summary>
    public static bool MaySchedule(UserThread caller, UserThread target)
    {
        Credentials own = caller.Credentials;
        Credentials its = target.Credentials;
        return own.EffectiveUser == its.RealUser || own.EffectiveUser == its.EffectiveUser || own.Has(Capability.CAP_SYS_NICE);
    }
}

using Diesis.Abi;
using Diesis.Core.Security;

namespace Diesis.Core.Processes;

// Who the thread acts for.
public sealed partial class UserThread
{
    /// <summary>Puts other credentials in place. A change of ids takes dumpability and the death signal with it, as on Linux.</summary>
    public void ChangeCredentials(Credentials changed)
    {
        Credentials old = Credentials;
        if (changed.RealUser != old.RealUser && Process.Account is UserAccount account && Process.Leader == this)
            MoveAccount(account, changed.RealUser);
        Credentials = changed;
        if (old.EffectiveUser == changed.EffectiveUser && old.EffectiveGroup == changed.EffectiveGroup && old.FileSystemUser == changed.FileSystemUser
            && old.FileSystemGroup == changed.FileSystemGroup && changed.Permitted.IsSubsetOf(old.Permitted))
            return;
        Process.IsDumpable = false;
        ParentDeathSignal = Signal.None;
    }

    /// <summary>The process counts against another user from now on.</summary>
    private void MoveAccount(UserAccount from, uint user)
    {
        UserAccount to = UserAccount.Of(user);
        for (int i = 0; i < Process.ThreadCount; i++)
        {
            from.RemoveThread();
            to.AddThread();
        }
        Process.Account = to;
    }
}

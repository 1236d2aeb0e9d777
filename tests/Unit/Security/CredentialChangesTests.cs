using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Security;

namespace Diesis.Unit.Tests.Security;

/// <summary>The rules of credentials(7) and capabilities(7).</summary>
public sealed class CredentialChangesTests
{
    private static Credentials User(uint user) => new() { RealUser = user, EffectiveUser = user, SavedUser = user, FileSystemUser = user };

    [Fact]
    public void RootThatBecomesAnotherLosesItsCapabilities()
    {
        Credentials changed = Value(CredentialChanges.SetUser(Credentials.Root(), 1000));
        Assert.Equal((1000u, 1000u, 1000u, 1000u), (changed.RealUser, changed.EffectiveUser, changed.SavedUser, changed.FileSystemUser));
        Assert.True(changed.Permitted.IsEmpty && changed.Effective.IsEmpty);
    }

    [Fact]
    public void KeepCapabilitiesKeepsThePermittedOnesOnly()
    {
        Credentials keeping = Value(CredentialChanges.SetKeepCapabilities(Credentials.Root(), 1));
        Credentials changed = Value(CredentialChanges.SetUsers(keeping, 1000, 1000, 1000));
        Assert.Equal(CapabilitySet.Full, changed.Permitted);
        Assert.True(changed.Effective.IsEmpty);
    }

    [Fact]
    public void APassingRoleComesBackByTheSavedUser()
    {
        Credentials away = Value(CredentialChanges.SetUsers(Credentials.Root(), Credentials.NoId, 1000, Credentials.NoId));
        Assert.True(away.Effective.IsEmpty);
        Assert.Equal(CapabilitySet.Full, away.Permitted);
        Credentials back = Value(CredentialChanges.SetUser(away, 0));
        Assert.Equal(CapabilitySet.Full, back.Effective);
    }

    [Fact]
    public void OrdinaryUsersChangeAmongTheirOwnIdsOnly()
    {
        Credentials user = User(1000) with { SavedUser = 2000 };
        Assert.Equal(Errno.EPERM, CredentialChanges.SetUser(user, 3000).Error);
        Assert.Equal(2000u, Value(CredentialChanges.SetUser(user, 2000)).EffectiveUser);
        Assert.Equal(Errno.EPERM, CredentialChanges.SetUsers(user, 2000, Credentials.NoId).Error);
        Assert.Equal(2000u, Value(CredentialChanges.SetUsers(user, Credentials.NoId, 2000)).SavedUser);
        Assert.Equal(Errno.EINVAL, CredentialChanges.SetUser(user, Credentials.NoId).Error);
    }

    [Fact]
    public void TheFileSystemUserTakesTheCapabilitiesAboutFilesAlong()
    {
        Credentials changed = CredentialChanges.SetFileSystemUser(Credentials.Root(), 1000);
        Assert.False(changed.Has(Capability.CAP_DAC_OVERRIDE));
        Assert.True(changed.Has(Capability.CAP_SYS_ADMIN));
        Assert.True(CredentialChanges.SetFileSystemUser(changed, 0).Has(Capability.CAP_DAC_OVERRIDE));
        Assert.Equal(1000u, CredentialChanges.SetFileSystemUser(User(1000), 5).FileSystemUser);
    }

    [Fact]
    public void CapabilitiesOnlyShrink()
    {
        Credentials some = Value(CredentialChanges.SetCapabilities(Credentials.Root(), default, new CapabilitySet(1), default));
        Assert.Equal(Errno.EPERM, CredentialChanges.SetCapabilities(some, default, new CapabilitySet(3), default).Error);
        Assert.Equal(Errno.EPERM, CredentialChanges.SetCapabilities(some, new CapabilitySet(2), new CapabilitySet(1), default).Error);
        Assert.Equal(1ul, Value(CredentialChanges.SetCapabilities(some, new CapabilitySet(1), new CapabilitySet(1), new CapabilitySet(1))).Inheritable.Bits);
        Assert.Equal(Errno.EPERM, CredentialChanges.SetCapabilities(some, default, default, new CapabilitySet(4)).Error);
    }

    [Fact]
    public void AmbientCapabilitiesNeedBothSets()
    {
        Credentials root = Credentials.Root();
        Assert.Equal(Errno.EPERM, CredentialChanges.ChangeAmbient(root, AmbientOperation.PR_CAP_AMBIENT_RAISE, 5).Error);
        Credentials inheriting = Value(CredentialChanges.SetCapabilities(root, root.Effective, root.Permitted, new CapabilitySet(1 << 5)));
        Credentials raised = Value(CredentialChanges.ChangeAmbient(inheriting, AmbientOperation.PR_CAP_AMBIENT_RAISE, 5));
        Assert.True(raised.Ambient.Has((Capability)5));
        Assert.True(Value(CredentialChanges.ChangeAmbient(raised, AmbientOperation.PR_CAP_AMBIENT_CLEAR_ALL, 0)).Ambient.IsEmpty);
    }

    [Fact]
    public void LockedSecureBitsStay()
    {
        Credentials locked = Value(CredentialChanges.SetSecureBits(Credentials.Root(), 3));
        Assert.Equal(Errno.EPERM, CredentialChanges.SetSecureBits(locked, 0).Error);
        Assert.Equal(Errno.EPERM, CredentialChanges.SetSecureBits(locked, 2).Error);
        Assert.Equal(7u, Value(CredentialChanges.SetSecureBits(locked, 7)).SecureBits);
    }

    private static Credentials Value(Result<Credentials> result)
    {
        Assert.Equal(Errno.None, result.Error);
        return result.Value;
    }
}

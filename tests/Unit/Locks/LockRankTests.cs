using Diesis.Platform.Locks;

namespace Diesis.Unit.Tests.Locks;

/// <summary>The order of locks.</summary>
public sealed class LockRankTests
{
    [Fact]
    public void TheLogMayBeWrittenUnderAnyLock() => Assert.Equal(LockRank.Log, Enum.GetValues<LockRank>().Max());
}

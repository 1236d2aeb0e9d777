using Diesis.Platform.Locks;

namespace Diesis.Tests.InKernel;

/// <summary>Spin locks on one processor.</summary>
internal static class SpinLockTests
{
    private static SpinLock s_lock = new(LockRank.None);

    internal static void Register(TestList tests)
    {
        tests.Add("SpinLock.CanBeTakenAgain", () =>
        {
            int times = 0;
            for (int i = 0; i < 3; i++)
            {
                using SpinLock.Scope held = s_lock.Enter();
                times++;
            }
            Check.Equal(3, times);
        });
    }
}

using System.Collections.Generic;
using System.Threading;
using Diesis.Core.Signals;
using Diesis.Core.Synchronization;
using Diesis.Platform.Locks;
using Mutex = Diesis.Core.Synchronization.Mutex;

namespace Diesis.Core.Processes;

/// <summary>What one user has of things that are limited by user: processes (RLIMIT_NPROC) and queued signals (RLIMIT_SIGPENDING).</summary>
/// <remarks>Locks: the table's mutex. An account without processes may be dropped; whoever still holds it only counts in vain.</remarks>
public sealed class UserAccount
{
    private const int MostIdle = 64;

    private static Mutex? s_lock;
    private static Dictionary<uint, UserAccount>? s_accounts;

    private int _threads;

    private UserAccount(uint user) => User = user;

    public uint User { get; }

    /// <summary>Threads, which is what RLIMIT_NPROC counts.</summary>
    public int Threads => Volatile.Read(ref _threads);

    internal PendingAccount Signals { get; } = new();

    public static void Initialize()
    {
        s_lock = new Mutex(LockRank.Services, "user accounts");
        s_accounts = [];
    }

    /// <summary>The account of a user. Thread context.</summary>
    internal static UserAccount Of(uint user)
    {
        using Mutex.Scope held = s_lock!.Enter();
        if (s_accounts!.TryGetValue(user, out UserAccount? account))
            return account;
        if (s_accounts.Count >= MostIdle)
            DropIdle();
        account = new UserAccount(user);
        s_accounts[user] = account;
        return account;
    }

    internal void AddThread() => Interlocked.Increment(ref _threads);

    internal void RemoveThread() => Interlocked.Decrement(ref _threads);

    private static void DropIdle()
    {
        List<uint> idle = [];
        foreach (KeyValuePair<uint, UserAccount> entry in s_accounts!)
        {
            if (entry.Value.Threads == 0 && entry.Value.Signals.Count == 0)
                idle.Add(entry.Key);
        }
        foreach (uint user in idle)
            s_accounts.Remove(user);
    }
}

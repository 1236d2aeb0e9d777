using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Core.Futexes;

/// <summary>What a thread does for others' locks when it leaves its memory, by its end or by execve (get_robust_list(2), set_tid_address(2)).</summary>
internal static class FutexExit
{
    private const ulong LockKindBit = 1;

    /// <summary>Preconditions: the thread's address space is still in use. The list is the program's: wrong addresses end the walk.</summary>
    internal static void Run(UserThread thread)
    {
        if (!thread.RobustList.IsNull)
            WalkRobustList(thread);
        thread.RobustList = default;
        if (thread.OwnsAwaitedLocks)
            Futex.GiveUpLocks(thread);
        // Nobody could see the word of a thread that is alone in its memory.
        if (!thread.ClearAtExit.IsNull && thread.Memory.Users > 1 && thread.Memory.Write(thread.ClearAtExit, 0) == Errno.None)
            _ = Futex.Wake(thread, thread.ClearAtExit, FutexSharing.Shared, 1, FutexBits.FUTEX_BITSET_MATCH_ANY);
        thread.ClearAtExit = default;
    }

    private static void WalkRobustList(UserThread thread)
    {
        UserMemory memory = thread.Memory;
        if (memory.Read(thread.RobustList, out RobustListHead head) != Errno.None)
            return;
        ulong entry = head.First;
        for (int i = 0; i < FutexBits.ROBUST_LIST_LIMIT && (entry & ~LockKindBit) != thread.RobustList.Value; i++)
        {
            // The next entry is read first: whoever gets this lock may change the list.
            bool isReadable = memory.Read(new UserAddress(entry & ~LockKindBit), out ulong next) == Errno.None;
            if (entry != head.Pending && !TryMarkDead(thread, entry, head.FutexOffset, LockStage.Held))
                return;
            if (!isReadable)
                return;
            entry = next;
        }
        if (head.Pending != 0)
            TryMarkDead(thread, head.Pending, head.FutexOffset, LockStage.Pending);
    }

    private enum LockStage
    {
        Held,

        /// <summary>The thread was about to take or release it.</summary>
        Pending,
    }

    /// <summary>Marks a lock of the dead thread's so that the next owner learns of it, and wakes a waiter.</summary>
    private static bool TryMarkDead(UserThread thread, ulong entry, long offset, LockStage stage)
    {
        UserMemory memory = thread.Memory;
        UserAddress at = new((entry & ~LockKindBit) + (ulong)offset);
        bool isPlain = (entry & LockKindBit) == 0;
        if ((at.Value & 3) != 0 || memory.ReadWord(at, out uint word) != Errno.None)
            return false;
        if (stage == LockStage.Pending && isPlain && word == 0)
        {
            // It had released the word but not yet woken anybody.
            _ = Futex.Wake(thread, at, FutexSharing.Shared, 1, FutexBits.FUTEX_BITSET_MATCH_ANY);
            return true;
        }
        while ((word & FutexBits.FUTEX_TID_MASK) == (uint)thread.Id)
        {
            uint marked = word & FutexBits.FUTEX_WAITERS | FutexBits.FUTEX_OWNER_DIED;
            if (memory.CompareExchange(at, word, marked, out uint found) != Errno.None)
                return false;
            if (found == word)
            {
                if (isPlain && (word & FutexBits.FUTEX_WAITERS) != 0)
                    _ = Futex.Wake(thread, at, FutexSharing.Shared, 1, FutexBits.FUTEX_BITSET_MATCH_ANY);
                break;
            }
            word = found;
        }
        return true;
    }
}

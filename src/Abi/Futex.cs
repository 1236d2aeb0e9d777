using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>Operations of futex(2), without their flags.</summary>
public enum FutexOperation
{
    FUTEX_WAIT = 0,
    FUTEX_WAKE = 1,
    FUTEX_FD = 2,
    FUTEX_REQUEUE = 3,
    FUTEX_CMP_REQUEUE = 4,
    FUTEX_WAKE_OP = 5,
    FUTEX_LOCK_PI = 6,
    FUTEX_UNLOCK_PI = 7,
    FUTEX_TRYLOCK_PI = 8,
    FUTEX_WAIT_BITSET = 9,
    FUTEX_WAKE_BITSET = 10,
    FUTEX_WAIT_REQUEUE_PI = 11,
    FUTEX_CMP_REQUEUE_PI = 12,
    FUTEX_LOCK_PI2 = 13,
}

/// <summary>Flags and bits of futex(2), get_robust_list(2) and the words of priority-inheriting locks.</summary>
public static class FutexBits
{
    public const int FUTEX_PRIVATE_FLAG = 128;
    public const int FUTEX_CLOCK_REALTIME = 256;

    public const uint FUTEX_WAITERS = 0x8000_0000;
    public const uint FUTEX_OWNER_DIED = 0x4000_0000;
    public const uint FUTEX_TID_MASK = 0x3fff_ffff;
    public const uint FUTEX_BITSET_MATCH_ANY = uint.MaxValue;

    public const int FUTEX_OP_SET = 0;
    public const int FUTEX_OP_ADD = 1;
    public const int FUTEX_OP_OR = 2;
    public const int FUTEX_OP_ANDN = 3;
    public const int FUTEX_OP_XOR = 4;
    public const int FUTEX_OP_OPARG_SHIFT = 8;

    public const int FUTEX_OP_CMP_EQ = 0;
    public const int FUTEX_OP_CMP_NE = 1;
    public const int FUTEX_OP_CMP_LT = 2;
    public const int FUTEX_OP_CMP_LE = 3;
    public const int FUTEX_OP_CMP_GT = 4;
    public const int FUTEX_OP_CMP_GE = 5;

    public const uint FUTEX_32 = 2;
    public const int FUTEX_WAITV_MAX = 128;

    /// <summary>The most entries of a robust list that the kernel walks.</summary>
    public const int ROBUST_LIST_LIMIT = 2048;
}

/// <summary>struct robust_list_head (set_robust_list(2)).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct RobustListHead
{
    public const int Bytes = 24;

    /// <summary>The first entry; the head itself closes the ring. Bit 0 marks a priority-inheriting lock.</summary>
    public ulong First;

    /// <summary>From an entry to its futex word.</summary>
    public long FutexOffset;

    /// <summary>The lock that is being taken or released.</summary>
    public ulong Pending;
}

/// <summary>struct futex_waitv (futex_waitv(2)).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct FutexWaitEntry
{
    public ulong Value;
    public ulong Address;
    public uint Flags;
    public uint Reserved;
}

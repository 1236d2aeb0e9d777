using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System.Threading;

/// <summary>Locks any object, and lets threads wait on it for a pulse.</summary>
/// <remarks>
/// Uncontended locks live in the object's header; see <see cref="ObjectHeader"/>. An object must outlive each use of its monitor, which the
/// collector would give to another object: hence ObjectHeader.KeepAlive.
/// </remarks>
public static class Monitor
{
    private const int SpinRounds = 10;

    /// <summary>Takes the object's lock; a thread that holds it may take it again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Enter(object obj)
    {
        if (obj is null)
            ThrowNull();
        int id = Thread.CurrentId;
        ref int location = ref ObjectHeader.LockWord(obj);
        if (location != 0 || Interlocked.CompareExchange(ref location, id, 0) != 0)
            EnterSlowly(obj, id, Timeout.Infinite);
    }

    /// <summary>Takes the lock and says so in <paramref name="lockTaken"/>, which must be false before.</summary>
    public static void Enter(object obj, ref bool lockTaken)
    {
        if (lockTaken)
            ThrowLockTaken();
        Enter(obj);
        lockTaken = true;
    }

    public static bool TryEnter(object obj) => TryEnter(obj, 0);

    public static void TryEnter(object obj, ref bool lockTaken) => TryEnter(obj, 0, ref lockTaken);

    public static bool TryEnter(object obj, int millisecondsTimeout)
    {
        if (obj is null)
            ThrowNull();
        ArgumentOutOfRangeException.ThrowIfLessThan(millisecondsTimeout, Timeout.Infinite, null);
        int id = Thread.CurrentId;
        return Interlocked.CompareExchange(ref ObjectHeader.LockWord(obj), id, 0) == 0
            || EnterSlowly(obj, id, millisecondsTimeout);
    }

    public static bool TryEnter(object obj, TimeSpan timeout) => TryEnter(obj, WaitTime.ToMilliseconds(timeout));

    public static void TryEnter(object obj, int millisecondsTimeout, ref bool lockTaken)
    {
        if (lockTaken)
            ThrowLockTaken();
        lockTaken = TryEnter(obj, millisecondsTimeout);
    }

    public static void TryEnter(object obj, TimeSpan timeout, ref bool lockTaken)
    {
        if (lockTaken)
            ThrowLockTaken();
        lockTaken = TryEnter(obj, timeout);
    }

    /// <exception cref="SynchronizationLockException">The thread does not hold the lock.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exit(object obj)
    {
        if (obj is null)
            ThrowNull();
        int id = Thread.CurrentId;
        ref int location = ref ObjectHeader.LockWord(obj);
        if (location != id || Interlocked.CompareExchange(ref location, 0, id) != id)
            ExitSlowly(obj, id);
    }

    /// <summary>Says whether the current thread holds the lock.</summary>
    public static bool IsEntered(object obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        int word = Volatile.Read(ref ObjectHeader.LockWord(obj));
        return ObjectHeader.IsInflated(word)
            ? MonitorTable.Get(word).Lock.IsHeldByCurrentThread
            : ObjectHeader.OwnerOf(word) == Thread.CurrentId;
    }

    /// <summary>Releases the lock, waits for a pulse, and takes the lock again as often as it was held.</summary>
    public static bool Wait(object obj) => Wait(obj, Timeout.Infinite);

    /// <returns>False when the time-out came before a pulse.</returns>
    public static bool Wait(object obj, int millisecondsTimeout)
    {
        ArgumentNullException.ThrowIfNull(obj);
        ArgumentOutOfRangeException.ThrowIfLessThan(millisecondsTimeout, Timeout.Infinite);
        return GetHeldMonitor(obj, inflate: true)!.Wait(millisecondsTimeout);
    }

    public static bool Wait(object obj, TimeSpan timeout) => Wait(obj, WaitTime.ToMilliseconds(timeout));

    /// <summary>Wakes the thread that has been in Wait for longest.</summary>
    public static void Pulse(object obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        GetHeldMonitor(obj, inflate: false)?.Pulse();
    }

    /// <summary>Wakes all threads in Wait.</summary>
    public static void PulseAll(object obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        GetHeldMonitor(obj, inflate: false)?.PulseAll();
    }

    /// <summary>How often a thread found a monitor held and had to wait or spin.</summary>
    public static long LockContentionCount => Lock.ContentionCount;

    /// <summary>The cases without waiting: the thread holds the lock already, or it is inflated and free.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool EnterSlowly(object obj, int id, int millisecondsTimeout)
    {
        ref int location = ref ObjectHeader.LockWord(obj);
        int word = Volatile.Read(ref location);
        if (ObjectHeader.IsInflated(word))
        {
            if (MonitorTable.Get(word).Lock.TryEnterFree(id))
            {
                ObjectHeader.KeepAlive(obj);
                return true;
            }
        }
        else if (ObjectHeader.OwnerOf(word) == id
            && ObjectHeader.RecursionOf(word) != ObjectHeader.MaximumRecursion
            && Interlocked.CompareExchange(ref location, word + ObjectHeader.OneRecursion, word) == word)
        {
            return true;
        }

        return EnterContended(obj, id, millisecondsTimeout);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool EnterContended(object obj, int id, int millisecondsTimeout)
    {
        ref int location = ref ObjectHeader.LockWord(obj);
        int round = 0;
        while (true)
        {
            int word = Volatile.Read(ref location);
            if (word == 0)
            {
                if (Interlocked.CompareExchange(ref location, id, 0) == 0)
                    return true;
                continue;
            }

            if (ObjectHeader.IsInflated(word))
            {
                bool entered = MonitorTable.Get(word).Lock.TryEnter(id, millisecondsTimeout);
                ObjectHeader.KeepAlive(obj);
                return entered;
            }

            if (ObjectHeader.OwnerOf(word) == id)
            {
                if (ObjectHeader.RecursionOf(word) == ObjectHeader.MaximumRecursion)
                    MonitorTable.TryInflate(obj, word);
                else if (Interlocked.CompareExchange(ref location, word + ObjectHeader.OneRecursion, word) == word)
                    return true;
                continue;
            }

            if (millisecondsTimeout == 0)
                return false;
            if (round < SpinRounds && ProcessorHints.Count > 1)
                ProcessorHints.Pause(1 << Math.Min(round++, 5));
            else
                MonitorTable.TryInflate(obj, word);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ExitSlowly(object obj, int id)
    {
        ref int location = ref ObjectHeader.LockWord(obj);
        while (true)
        {
            int word = Volatile.Read(ref location);
            if (ObjectHeader.IsInflated(word))
            {
                if (!MonitorTable.Get(word).TryExit(id))
                    ThrowNotHeld();
                ObjectHeader.KeepAlive(obj);
                return;
            }

            if (ObjectHeader.OwnerOf(word) != id)
                ThrowNotHeld();
            int released = ObjectHeader.RecursionOf(word) == 0 ? 0 : word - ObjectHeader.OneRecursion;
            if (Interlocked.CompareExchange(ref location, released, word) == word)
                return;
        }
    }

    /// <summary>The monitor of an object that this thread has locked; null while its lock is thin, which nobody can be waiting on.</summary>
    private static ObjectMonitor? GetHeldMonitor(object obj, bool inflate)
    {
        while (true)
        {
            int word = Volatile.Read(ref ObjectHeader.LockWord(obj));
            if (ObjectHeader.IsInflated(word))
            {
                ObjectMonitor monitor = MonitorTable.Get(word);
                if (!monitor.Lock.IsHeldByCurrentThread)
                    ThrowNotHeld();
                return monitor;
            }

            if (word == 0 || ObjectHeader.OwnerOf(word) != Thread.CurrentId)
                ThrowNotHeld();
            if (!inflate)
                return null;
            MonitorTable.TryInflate(obj, word);
        }
    }

    [DoesNotReturn]
    private static void ThrowNotHeld() => throw new SynchronizationLockException();

    /// <summary>As in .NET, these three do not name the parameter.</summary>
    [DoesNotReturn]
    private static void ThrowNull() => throw new ArgumentNullException();

    [DoesNotReturn]
    private static void ThrowLockTaken() =>
        throw new ArgumentException("Argument must be initialized to false", "lockTaken");
}

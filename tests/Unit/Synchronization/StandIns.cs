using System.Diagnostics.CodeAnalysis;
using Diesis.Platform.Locks;

// What the platform gives the locks, made of stock .NET's threads.
namespace Diesis.Platform.Locks
{
    internal struct SpinLock
    {
        private int _held;

        internal SpinLock(LockRank rank) => _held = 0;

        [UnscopedRef]
        internal Scope Enter()
        {
            SpinWait wait = default;
            while (Interlocked.CompareExchange(ref _held, 1, 0) != 0)
                wait.SpinOnce();
            return new Scope(ref _held);
        }

        internal readonly ref struct Scope(ref int held)
        {
            private readonly ref int _held = ref held;

            public void Dispose() => Volatile.Write(ref _held, 0);
        }
    }

    public enum LockNesting
    {
        None,
        SameClass,
    }

    public enum LockContention
    {
        None,
        Waited,
    }

    public sealed class LockClass;

    public abstract class SleepingLock
    {
        protected SleepingLock(LockClass lockClass)
        {
        }

        protected SleepingLock(LockRank rank, string? className)
        {
        }

        public abstract int OwnerId { get; }

        /// <summary>The real-time priority that the calling thread pretends to have.</summary>
        [field: ThreadStatic]
        internal static int Priority { get; set; }

        protected static int CurrentPriority => Priority;

        protected void BeforeAcquire(LockNesting nesting)
        {
        }

        protected void OnAcquired(LockContention contention)
        {
        }

        protected void OnReleasing()
        {
        }

        [DoesNotReturn]
        protected void ThrowNotHeld() => throw new SynchronizationLockException();
    }
}

namespace Diesis.Platform.Threads
{
    internal sealed class ThreadSignal
    {
        private bool _isSet;

        internal void Set()
        {
            lock (this)
            {
                _isSet = true;
                Monitor.Pulse(this);
            }
        }

        internal void SetWithLock() => Set();

        internal bool Wait(long timeoutNanoseconds = -1)
        {
            lock (this)
            {
                long deadline = timeoutNanoseconds < 0 ? long.MaxValue : Environment.TickCount64 + timeoutNanoseconds / 1_000_000;
                while (!_isSet)
                {
                    long left = timeoutNanoseconds < 0 ? -1 : deadline - Environment.TickCount64;
                    if (timeoutNanoseconds >= 0 && left <= 0)
                        return false;
                    Monitor.Wait(this, (int)left);
                }

                _isSet = false;
                return true;
            }
        }
    }
}

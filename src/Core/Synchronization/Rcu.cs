using System;
using System.Collections.Generic;
using System.Threading;
using Diesis.Core.Async;
using Diesis.Core.Logging;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;

namespace Diesis.Core.Synchronization;

/// <summary>Read, copy, update: readers never wait; whoever has replaced something waits until all readers of the old are through.</summary>
/// <remarks>
/// A reader is not preempted while it reads, and does not block. So once every processor has been seen outside such a section, all readers that
/// had begun before are through: that is a grace period. A thread of its own runs them, one for everything that asked meanwhile, and
/// hands what is to be done afterwards to a work queue. Objects need none of this to be freed, the collector does that: it is for what must not
/// be used again too early, such as memory outside the heap, numbers and hardware.
/// </remarks>
public static class Rcu
{
    private const long MillisecondNanoseconds = 1_000_000;

    private static State? s_state;

    /// <summary>How long a grace period may last before it is reported: nanoseconds.</summary>
    internal static long StallLimit { get; set; }

    /// <summary>Grace periods that have lasted too long.</summary>
    public static int Stalls => s_state?.Stalls ?? 0;

    /// <summary>Grace periods that are over.</summary>
    public static long GracePeriods => s_state?.Completed ?? 0;

    /// <summary>Starts the thread of grace periods.</summary>
    /// <remarks>Preconditions: <see cref="Executors.Start"/> has run.</remarks>
    public static void Start()
    {
        StallLimit = 1000 * MillisecondNanoseconds;
        State state = new(new WorkQueue("rcu", Executors.Of(0).WakeSet));
        s_state = state;
        KernelThread.Start("rcu", state.Run);
    }

    /// <summary>Reads until the scope is disposed of. Sections nest; within one the thread is not preempted and must not block. In any context.</summary>
    public static Preemption.Scope Read() => Preemption.Disable();

    /// <summary>Returns when all readers that have begun by now are through. Blocks: not for readers, interrupts and holders of spin locks.</summary>
    public static void Synchronize()
    {
        ThreadSignal done = new();
        s_state!.Add(new Callback(null, done));
        done.Wait();
    }

    /// <summary>Has an action run, by a work queue, when all readers that have begun by now are through.</summary>
    public static void CallAfterGrace(Action action) => s_state!.Add(new Callback(action, null));

    private sealed record Callback(Action? Action, ThreadSignal? Signal);

    private sealed class State(WorkQueue queue)
    {
        private readonly ThreadSignal _signal = new();
        private readonly Lock _lock = new();

        // Guarded by _lock.
        private List<Callback> _waiting = [];

        private long _question;

        internal int Stalls { get; private set; }

        internal long Completed { get; private set; }

        internal void Add(Callback callback)
        {
            using (_lock.EnterScope())
                _waiting.Add(callback);
            _signal.Set();
        }

        internal void Run()
        {
            KernelThread.Current!.MayWaitForever = true;
            while (true)
            {
                _signal.WaitIdle();
                List<Callback> batch;
                using (_lock.EnterScope())
                {
                    batch = _waiting;
                    _waiting = [];
                }

                if (batch.Count == 0)
                    continue;
                WaitForReaders();
                foreach (Callback callback in batch)
                {
                    callback.Signal?.Set();
                    if (callback.Action is { } action)
                        queue.Enqueue(action);
                }
            }
        }

        private void WaitForReaders()
        {
            long start = Clock.Monotonic;
            long question = ++_question;
            ulong busy = Processor.AllMask;
            bool isReported = false;
            while ((busy &= ~QuiescentStates.Ask(busy, question)) != 0)
            {
                Thread.Sleep(1);
                if (!isReported && Clock.Monotonic - start > StallLimit)
                {
                    isReported = true;
                    Stalls++;
                    Log.Warning("rcu", $"a grace period has lasted {(Clock.Monotonic - start) / MillisecondNanoseconds} ms; processors with readers: 0x{busy:x}");
                }
            }

            Completed++;
        }
    }
}

using System.Threading;

namespace Diesis.Core.Async;

/// <summary>Something that a worker runs after it has been woken: once for any number of wakes before it begins.</summary>
/// <remarks>
/// States: idle; queued (in the set); running; running and woken again, after which it is queued once more. So it never runs twice at a time,
/// and no wake is lost: each is followed by a run that began after it. Waking is allowed in any context, interrupts included; it
/// neither allocates nor waits.
/// </remarks>
public abstract class Wakeable
{
    private const int Idle = 0;
    private const int Queued = 1;
    private const int Running = 2;
    private const int RunningAndWoken = 3;

    private int _state;

    /// <summary>The next one in the set: the set's own.</summary>
    internal Wakeable? NextInSet;

    /// <param name="home">The set whose workers run it.</param>
    protected Wakeable(WakeSet home) => Home = home;

    public WakeSet Home { get; }

    /// <summary>Whether it waits for a worker.</summary>
    public bool IsQueued => Volatile.Read(ref _state) is Queued or RunningAndWoken;

    /// <summary>Has it run soon. From any context.</summary>
    public void Wake()
    {
        while (true)
        {
            int state = Volatile.Read(ref _state);
            if (state is Queued or RunningAndWoken)
            {
                // What was written before this wake must be seen by the run to come, which takes the state by a locked instruction.
                if (Interlocked.CompareExchange(ref _state, state, state) == state)
                    return;
            }
            else if (state == Running)
            {
                if (Interlocked.CompareExchange(ref _state, RunningAndWoken, Running) == Running)
                    return;
            }
            else if (Interlocked.CompareExchange(ref _state, Queued, Idle) == Idle)
            {
                Home.Add(this);
                return;
            }
        }
    }

    /// <summary>Called by a worker, in a thread: one call at a time. It may wake itself.</summary>
    protected abstract void OnWake();

    /// <summary>Runs what a worker took out of its set.</summary>
    internal void Run()
    {
        Interlocked.Exchange(ref _state, Running);
        try
        {
            OnWake();
        }
        finally
        {
            if (Interlocked.CompareExchange(ref _state, Idle, Running) != Running)
            {
                Interlocked.Exchange(ref _state, Queued);
                Home.Add(this);
            }
        }
    }
}

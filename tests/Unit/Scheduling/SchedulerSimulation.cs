using Diesis.Platform.Threads;

namespace Diesis.Unit.Tests.Scheduling;

/// <summary>Processors with run queues of a policy, driven by events in virtual time, as the scheduler's mechanism drives them.</summary>
/// <remarks>Timers come up to <see cref="TimerLateness"/> late, as real ones do. Everything follows from the seed.</remarks>
internal sealed class SchedulerSimulation
{
    internal const long Millisecond = 1_000_000;
    internal const long Second = 1000 * Millisecond;
    private const int TimerLateness = 20_000;

    private readonly PriorityQueue<Event, (long At, long Order)> _events = new();
    private readonly RunQueue[] _queues;
    private readonly SimulatedProcessor[] _processors;
    private readonly Random _random;
    private readonly string _description;
    private long _order;

    internal SchedulerSimulation(SchedulerPolicy policy, int processors, int seed)
    {
        _description = $"policy {policy.Name}, {processors} processors, seed {seed}";
        _random = new Random(seed);
        _queues = [.. Enumerable.Range(0, processors).Select(policy.CreateQueue)];
        Balancer = new LoadBalancer(_queues) { Online = processors == 64 ? ulong.MaxValue : (1UL << processors) - 1 };
        _processors = [.. Enumerable.Range(0, processors).Select(_ => new SimulatedProcessor())];
    }

    internal LoadBalancer Balancer { get; }

    internal long Now { get; private set; }

    internal List<SimulatedThread> Threads { get; } = [];

    internal long IdleTime => _processors.Sum(processor => processor.Idle) + _processors.Where(processor => processor.Running is null).Sum(processor => Now - processor.Since);

    /// <summary>Depends on who ran where and when.</summary>
    internal HashCode Trace { get; private set; }

    internal int Switches { get; private set; }

    /// <summary>What a failed check says, so that the run can be repeated.</summary>
    internal string Describe(string what) => $"{what} ({_description}, at {Now / 1e6:F3} ms)";

    internal SimulatedThread Start(SimulatedThread thread, long at = 0)
    {
        Threads.Add(thread);
        Add(at, new Event(Kind.Start, 0, thread, 0));
        return thread;
    }

    internal void RunUntil(long end)
    {
        while (_events.TryPeek(out _, out (long At, long Order) key) && key.At <= end)
        {
            Now = key.At;
            Handle(_events.Dequeue());
        }

        Now = end;
        for (int processor = 0; processor < _processors.Length; processor++)
            ChargeRunning(processor);
    }

    /// <summary>From now on <see cref="SimulatedThread.Measured"/> counts.</summary>
    internal void BeginMeasuring()
    {
        foreach (SimulatedThread thread in Threads)
        {
            thread.MeasuredFrom = thread.UsedNanoseconds;
            thread.WorstWait = 0;
            thread.WorstWakeLatency = 0;
        }
    }

    internal void SetNice(SimulatedThread thread, int nice)
    {
        ChargeRunning(thread.Processor);
        _queues[thread.Processor].SetNice(thread, nice, Now);
        Rearm(thread.Processor);
    }

    private void Handle(Event e)
    {
        switch (e.Kind)
        {
            case Kind.Start:
                e.Thread!.BurstLeft = e.Thread.Burst(_random);
                MakeRunnable(e.Thread, EnqueueReason.New);
                break;
            case Kind.Wake:
                e.Thread!.BurstLeft = e.Thread.Burst(_random);
                MakeRunnable(e.Thread, EnqueueReason.Woken);
                break;
            case Kind.Timer when _processors[e.Processor].TimerVersion == e.Version:
                BalanceAway(e.Processor);
                Decide(e.Processor);
                break;
        }
    }

    private void MakeRunnable(SimulatedThread thread, EnqueueReason reason)
    {
        int processor = Balancer.ChooseProcessor(thread, _random.Next(_processors.Length));
        thread.IsRunnable = true;
        thread.IsFreshlyWoken = true;
        thread.RunnableSince = Now;
        thread.Migrations += thread.Processor == processor ? 0 : 1;
        thread.Processor = processor;
        ChargeRunning(processor);
        _queues[processor].Enqueue(thread, reason, Now);
        Decide(processor);
    }

    /// <summary>What the mechanism does when a timer fires or a thread has come: charge, let the policy decide, switch.</summary>
    private void Decide(int processor)
    {
        RunQueue queue = _queues[processor];
        ChargeRunning(processor);
        SimulatedThread? running = _processors[processor].Running;
        if (running is not null)
        {
            if (running.BurstLeft <= 0)
            {
                EndBurst(running, queue);
            }
            else if (queue.Count != 0 && (queue.TimeLeft(running, Now) == 0 || queue.ShouldPreempt(running, Now)))
            {
                running.RunnableSince = Now;
                queue.Enqueue(running, EnqueueReason.Preempted, Now);
            }
            else
            {
                Rearm(processor);
                return;
            }
        }

        Dispatch(processor);
    }

    private void EndBurst(SimulatedThread running, RunQueue queue)
    {
        if (running.Yields)
        {
            running.BurstLeft = running.Burst(_random);
            running.RunnableSince = Now;
            queue.Enqueue(running, EnqueueReason.Yielded, Now);
            return;
        }

        running.IsRunnable = false;
        queue.Block(running, Now);
        Add(Now + running.Pause(_random), new Event(Kind.Wake, 0, running, 0));
    }

    private void Dispatch(int processor)
    {
        SimulatedProcessor state = _processors[processor];
        if (state.Running is null)
            state.Idle += Now - state.Since;
        state.Since = Now;
        Schedulable? next = _queues[processor].Dequeue(Now);
        if (next is null && PullIdle(processor))
            next = _queues[processor].Dequeue(Now);
        state.Running = (SimulatedThread?)next;
        if (state.Running is { } thread)
        {
            Switches++;
            thread.Turns++;
            thread.WorstWait = Math.Max(thread.WorstWait, Now - thread.RunnableSince);
            if (thread.IsFreshlyWoken)
                thread.WorstWakeLatency = Math.Max(thread.WorstWakeLatency, Now - thread.RunnableSince);
            thread.IsFreshlyWoken = false;
            Assert.True((thread.Affinity >> processor & 1) != 0, Describe($"thread {thread.Id} runs where it may not: {processor}"));
            Assert.True(thread.IsRunnable, Describe($"thread {thread.Id} runs although it waits"));
            Assert.Equal(processor, thread.Processor);
            HashCode trace = Trace;
            trace.Add((Now, processor, thread.Id));
            Trace = trace;
        }

        Rearm(processor);
    }

    private bool PullIdle(int processor)
    {
        for (ulong tried = 0; Balancer.FindSource(processor, ref tried) is >= 0 and int source;)
        {
            if (Pull(source, processor, BalanceOccasion.Idle))
                return true;
        }

        return false;
    }

    /// <summary>At the end of a slice, as the mechanism does it: before the switch.</summary>
    private void BalanceAway(int processor)
    {
        SimulatedProcessor state = _processors[processor];
        ChargeRunning(processor);
        if (state.Running is not { } running || _queues[processor].TimeLeft(running, Now) != 0 || Now - state.BalancedAt < LoadBalancer.Period)
            return;
        int target = Balancer.FindTarget(processor, Now);
        bool moved = target >= 0 && Pull(processor, target, BalanceOccasion.Periodic);
        if (target < 0 || moved)
            state.BalancedAt = Now;
        if (moved)
            Decide(target);
    }

    private bool Pull(int source, int target, BalanceOccasion occasion)
    {
        ChargeRunning(source);
        ChargeRunning(target);
        if (Balancer.Pull(source, target, occasion, Now) is not SimulatedThread thread)
            return false;
        thread.Migrations++;
        return true;
    }

    private void ChargeRunning(int processor)
    {
        SimulatedProcessor state = _processors[processor];
        if (state.Running is not { } running || state.Since == Now)
            return;
        long used = Now - state.Since;
        state.Since = Now;
        running.BurstLeft -= used;
        _queues[processor].Charge(running, used, Now);
    }

    private void Rearm(int processor)
    {
        SimulatedProcessor state = _processors[processor];
        state.TimerVersion++;
        if (state.Running is not { } running)
            return;
        long left = Math.Min(_queues[processor].TimeLeft(running, Now), running.BurstLeft);
        if (left < SimulatedThread.Forever / 2)
        {
            int lateness = left == running.BurstLeft ? 0 : _random.Next(TimerLateness);
            Add(Now + Math.Max(left, 0) + lateness, new Event(Kind.Timer, processor, null, state.TimerVersion));
        }
    }

    private void Add(long at, Event e) => _events.Enqueue(e, (at, ++_order));

    private enum Kind
    {
        Start,
        Wake,
        Timer,
    }

    private sealed record Event(Kind Kind, int Processor, SimulatedThread? Thread, long Version);

    private sealed class SimulatedProcessor
    {
        internal SimulatedThread? Running { get; set; }

        internal long Since { get; set; }

        internal long Idle { get; set; }

        internal long BalancedAt { get; set; }

        internal long TimerVersion { get; set; }
    }
}

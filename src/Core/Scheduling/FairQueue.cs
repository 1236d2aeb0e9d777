using System;
using Diesis.Platform.Threads;

namespace Diesis.Core.Scheduling;

/// <summary>
/// Earliest eligible virtual deadline first (Stoica and Abdel-Wahab, 1995). Each thread has a virtual runtime, its processor time divided by
/// its weight. The weighted average of all runnable threads' runtimes is the queue's virtual time: what an ideal machine that serves
/// all at once would have given everyone. A thread is eligible while it is not ahead of that; it asks for a piece of time, which is
/// due at its runtime plus the piece divided by its weight; of those eligible the earliest deadline runs. Who is woken with a lock asks for a very
/// short piece first: a crowd that waits for that lock would else wait for each holder to get its turn among all threads.
/// </summary>
/// <remarks>
/// A thread that leaves keeps its lag, what it is owed or owes, within two requests, and gets or pays it when it comes back, here or on another
/// processor; a debt halves for every request's length that the thread sleeps. The size of the request follows what the thread used between
/// its last waits: short bursts give early deadlines, so threads that wait a lot answer quickly, and get no more than their share.
/// Virtual times are nanoseconds at weight <see cref="ProcessorShare.Normal"/> and last four years at the least weight.
/// </remarks>
internal sealed class FairQueue : ClassedRunQueue
{
    internal const long LongestRequest = 3_000_000;
    internal const long ShortestRequest = 500_000;

    private DeadlineTree _waiting;

    /// <summary>The running thread, if it is an ordinary one: it counts in the average, but is not in the tree.</summary>
    private Schedulable? _served;

    private Schedulable? _yielded;

    /// <summary>Virtual time, rounded down; <see cref="_remainder"/> is Σ weight · (runtime - this), from 0 to below the weight.</summary>
    private long _virtualTime;
    private long _remainder;
    private long _weight;
    private long _sequence;

    /// <summary>What an ideal machine would have given a thread of weight <see cref="ProcessorShare.Normal"/>.</summary>
    internal long VirtualTime => _virtualTime;

    protected override int OrdinaryCount => _waiting.Count;

    protected override long WeightOf(Schedulable thread) => thread.RealTimePriority > 0 ? base.WeightOf(thread) : thread.Weight;

    protected override void EnqueueOrdinary(Schedulable thread, EnqueueReason reason, long now)
    {
        if (ReferenceEquals(thread, _served))
        {
            _served = null;
            if (thread.VirtualRuntime >= thread.VirtualDeadline)
                thread.VirtualDeadline = thread.VirtualRuntime + Scale(thread.Request, thread.Weight);
            if (reason == EnqueueReason.Yielded)
                _yielded = thread;
        }
        else
        {
            Place(thread, reason, now);
        }

        thread.Sequence = ++_sequence;
        _waiting.Add(thread);
    }

    protected override Schedulable? DequeueOrdinary(long now)
    {
        Schedulable? chosen;
        if (_yielded is null)
        {
            chosen = _waiting.FirstEligible(_virtualTime);
        }
        else if (_waiting.Count == 2)
        {
            chosen = _waiting.Other(_yielded);
        }
        else if (_waiting.Count > 2)
        {
            Schedulable yielded = _yielded;

            // For this once the others choose among themselves.
            _waiting.Remove(yielded);
            chosen = _waiting.FirstEligible(_virtualTime) ?? _waiting.First;
            _waiting.Add(yielded);
        }
        else
        {
            chosen = _waiting.FirstEligible(_virtualTime);
        }

        _yielded = null;
        if (chosen is not null)
            _waiting.Remove(chosen);
        _served = chosen;
        return chosen;
    }

    protected override void RemoveOrdinary(Schedulable thread)
    {
        if (ReferenceEquals(thread, _yielded))
            _yielded = null;
        _waiting.Remove(thread);
        thread.VirtualDeadline -= thread.VirtualRuntime;
        Depart(thread);
    }

    protected override void ChargeOrdinary(Schedulable running, long used, long now)
    {
        long progress = Scale(used, running.Weight);
        running.VirtualRuntime += progress;
        _remainder += running.Weight * progress;
        Normalize();
    }

    protected override void BlockOrdinary(Schedulable running, long now)
    {
        _served = null;
        long burst = running.UsedNanoseconds - running.UsedAtWake;
        running.Request = Math.Clamp((running.Request + 2 * burst) / 2, ShortestRequest, LongestRequest);
        Depart(running);
    }

    protected override void AdoptRunning(Schedulable running, long now)
    {
        Place(running, EnqueueReason.Woken, now);
        _served = running;
    }

    protected override long OrdinaryTimeLeft(Schedulable running, long now)
    {
        long left = (running.VirtualDeadline - running.VirtualRuntime) * running.Weight / ProcessorShare.Normal;
        return left <= 0 ? 0 : Math.Max(left, ShortestTurn);
    }

    protected override bool ShouldPreemptOrdinary(Schedulable running, long now)
    {
        if (running.VirtualRuntime >= running.VirtualDeadline)
            return true;
        return _waiting.FirstEligible(_virtualTime) is { } best && best.VirtualDeadline < running.VirtualDeadline;
    }

    protected override int CollectCandidates(Schedulable?[] candidates, int forProcessor) => _waiting.CollectLast(candidates, forProcessor);

    private static long Scale(long nanoseconds, long weight) =>
        weight == ProcessorShare.Normal ? nanoseconds : nanoseconds * ProcessorShare.Normal / weight;

    private static long Bounded(long lag, Schedulable thread)
    {
        long limit = Scale(2 * LongestRequest, thread.Weight);
        return Math.Clamp(lag, -limit, limit);
    }

    /// <summary>Gives a thread that comes its place on this queue's virtual clock.</summary>
    private void Place(Schedulable thread, EnqueueReason reason, long now)
    {
        if (reason == EnqueueReason.New || thread.Request == 0)
        {
            thread.Lag = 0;
            thread.Request = LongestRequest;
        }
        else if (reason is EnqueueReason.Woken or EnqueueReason.WokenWithLock && thread.Lag < 0)
        {
            // Division, not a shift, so that small debts vanish.
            long requests = Math.Min((now - thread.Since) / thread.Request, 62);
            thread.Lag /= 1L << (int)Math.Max(requests, 0);
        }

        // The newcomer shifts the average towards itself; without this factor a part of its lag would be lost. Its weight may have changed.
        long lag = Bounded(thread.Lag, thread);
        if (_weight != 0)
            lag += lag * thread.Weight / _weight;
        thread.VirtualRuntime = _virtualTime - (_weight != 0 ? lag : 0);
        long request = reason == EnqueueReason.WokenWithLock ? ShortestTurn : thread.Request;
        thread.VirtualDeadline = thread.VirtualRuntime +
            (reason == EnqueueReason.Migrated && thread.VirtualDeadline > 0 ? thread.VirtualDeadline : Scale(request, thread.Weight));
        thread.UsedAtWake = thread.UsedNanoseconds;
        _weight += thread.Weight;
        _remainder += thread.Weight * (thread.VirtualRuntime - _virtualTime);
        Normalize();
    }

    /// <summary>Takes a thread out of the average and notes its lag.</summary>
    private void Depart(Schedulable thread)
    {
        thread.Lag = Bounded(_virtualTime - thread.VirtualRuntime, thread);
        _weight -= thread.Weight;
        _remainder -= thread.Weight * (thread.VirtualRuntime - _virtualTime);
        Normalize();
    }

    /// <summary>Moves the virtual time to the average. It never passes the least runtime of all, so somebody is always eligible.</summary>
    private void Normalize()
    {
        if (_weight == 0)
        {
            _remainder = 0;
            return;
        }

        long step = _remainder / _weight;
        if (_remainder - step * _weight < 0)
            step--;
        _virtualTime += step;
        _remainder -= step * _weight;
    }
}

using System;
using System.Collections.Generic;
using System.Threading;
using Diesis.Core.Logging;
using Diesis.Platform;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Diagnostics.Figures;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;

namespace Diesis.Core.Monitoring;

/// <summary>A thread that looks, now and then, for threads that hang and for processors that are stuck, and reports where they are.</summary>
/// <remarks>
/// Any processor's watchdog is a thread on another one, so with one processor stuck processors go unseen: that takes a counter that
/// interrupts by itself. Off with <c>checks=off</c>.
/// </remarks>
public sealed class Watchdogs
{
    private const long Millisecond = 1_000_000;

    /// <summary>Between looks, milliseconds: so seldom that it is no tick.</summary>
    private const int Interval = 4000;

    private const long HungThreadLimit = 30_000 * Millisecond;
    private const long StuckProcessorLimit = 6_000 * Millisecond;

    private readonly Dictionary<int, long> _reportedThreads = [];
    private readonly long[] _counts = new long[Processor.Maximum];
    private readonly long[] _since = new long[Processor.Maximum];
    private readonly bool[] _isReported = new bool[Processor.Maximum];

    /// <summary>Reports of hung threads so far.</summary>
    public int HungThreadReports { get; private set; }

    /// <summary>Reports of stuck processors so far.</summary>
    public int StuckProcessorReports { get; private set; }

    /// <summary>The last report's first lines, for tests.</summary>
    internal IReadOnlyList<string> LastTrace { get; private set; } = [];

    internal string LastName { get; private set; } = "";

    /// <summary>Starts the thread, unless checks are off.</summary>
    public static void Start()
    {
        ProcessorWatch.Start();
        if (KernelOptions.Checks)
            KernelThread.Start("watchdog", new Watchdogs().Run);
    }

    private void Run()
    {
        while (true)
        {
            Thread.Sleep(Interval);
            LookAtThreads(HungThreadLimit);
            LookAtProcessors(StuckProcessorLimit);
        }
    }

    /// <summary>Reports each thread that has hung for longer than a limit, once for each wait.</summary>
    internal void LookAtThreads(long limitNanoseconds)
    {
        foreach (KernelThread thread in HungThreads.Find(limitNanoseconds))
        {
            long since = thread.BlockedSince;
            if (_reportedThreads.TryGetValue(thread.Id, out long reported) && reported == since)
                continue;
            _reportedThreads[thread.Id] = since;
            HungThreadReports++;
            Report(thread.Name, $"thread {thread.Id} '{thread.Name}' has hung for {(Clock.Monotonic - since) / Millisecond} ms", ThreadFigures.Trace(thread));
        }
    }

    /// <summary>Reports each busy processor that has taken no interrupts for longer than a limit. To be called again and again.</summary>
    internal void LookAtProcessors(long limitNanoseconds)
    {
        long now = Clock.Monotonic;
        for (int processor = 0; processor < Processor.Count; processor++)
        {
            long count = ProcessorWatch.InterruptCount(processor);
            bool isQuiet = count == _counts[processor] && processor != Processor.CurrentIndex && ProcessorWatch.IsBusy(processor);
            if (!isQuiet)
            {
                _counts[processor] = count;
                _since[processor] = now;
                _isReported[processor] = false;
                continue;
            }

            if (now - _since[processor] <= limitNanoseconds)
            {
                ProcessorWatch.Prod(processor);
            }
            else if (!_isReported[processor])
            {
                _isReported[processor] = true;
                StuckProcessorReports++;
                string name = "processor " + processor.ToString();
                Report(name, $"{name} has taken no interrupt for {(now - _since[processor]) / Millisecond} ms", ProcessorWatch.Trace(processor));
            }
        }
    }

    private void Report(string name, string what, IReadOnlyList<string> trace)
    {
        LastName = name;
        LastTrace = trace;
        Log.Error("watchdog", $"{what}");
        for (int i = 0; i < trace.Count; i++)
            Log.Error("watchdog", $"   at {trace[i]}");
    }
}

using System.Threading;
using Diesis.Core.Monitoring;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;

namespace Diesis.Tests.InKernel;

/// <summary>Planted hangs, which the watchdogs must find.</summary>
internal static class WatchdogTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("Watchdog.FindsAThreadThatHangs", () =>
        {
            ThreadSignal never = new();
            KernelThread hanging = KernelThread.Start("planted hang", () => never.Wait());
            Watchdogs watchdogs = new();
            Crew.Until(() => hanging.State == KernelThreadState.Blocked && Clock.Monotonic - hanging.BlockedSince > 5 * Crew.Millisecond, "it hangs");
            Check.True(Contains(HungThreads.Find(5 * Crew.Millisecond), hanging));
            watchdogs.LookAtThreads(5 * Crew.Millisecond);
            int reports = watchdogs.HungThreadReports;
            Check.True(reports >= 1);
            watchdogs.LookAtThreads(5 * Crew.Millisecond);
            Check.Equal(reports, watchdogs.HungThreadReports);
            never.Set();
            Check.True(hanging.Managed.Join(Crew.Patience));
        });
        tests.Add("Watchdog.SaysWhereAThreadHangs", () =>
        {
            ThreadSignal never = new();
            KernelThread hanging = KernelThread.Start("planted hang", () => never.Wait());
            Watchdogs watchdogs = new();
            Crew.Until(() => hanging.State == KernelThreadState.Blocked && Clock.Monotonic - hanging.BlockedSince > 5 * Crew.Millisecond, "it hangs");
            foreach (KernelThread thread in HungThreads.Find(5 * Crew.Millisecond))
            {
                if (thread == hanging)
                    Check.True(Mentions(Diesis.Platform.Diagnostics.Figures.ThreadFigures.Trace(thread), "ThreadSignal.Wait"));
            }

            never.Set();
            Check.True(hanging.Managed.Join(Crew.Patience));
        });
        tests.Add("Watchdog.LeavesAloneWhoMayWait", () =>
        {
            ThreadSignal signal = new();
            KernelThread patient = KernelThread.Start("patient", () =>
            {
                KernelThread.Current!.MayWaitForever = true;
                signal.Wait();
            });
            KernelThread sleeper = KernelThread.Start("sleeper", () => Thread.Sleep(40));
            Crew.Until(() => patient.State == KernelThreadState.Blocked && Clock.Monotonic - patient.BlockedSince > 5 * Crew.Millisecond, "it waits");
            Check.False(Contains(HungThreads.Find(5 * Crew.Millisecond), patient));
            Check.False(Contains(HungThreads.Find(Crew.Millisecond), sleeper));
            signal.Set();
            Check.True(patient.Managed.Join(Crew.Patience));
            Check.True(sleeper.Managed.Join(Crew.Patience));
        });
        tests.AddOnSeveral("Watchdog.FindsAProcessorThatTakesNoInterrupts", () =>
        {
            int isFound = 0;
            Crew crew = new();
            crew.Start(() => HoldProcessor(ref isFound), 1UL << Crew.LastProcessor);

            // From another processor, or there would be nobody to look.
            crew.Start(
                () =>
                {
                    Watchdogs watchdogs = new();
                    try
                    {
                        Crew.Until(
                            () =>
                            {
                                watchdogs.LookAtProcessors(50 * Crew.Millisecond);
                                return watchdogs.StuckProcessorReports != 0 && watchdogs.LastName == "processor " + Crew.LastProcessor.ToString();
                            },
                            "the stuck processor is reported");
                        Check.True(Mentions(watchdogs.LastTrace, "HoldProcessor"), "the trace names the method");
                    }
                    finally
                    {
                        Volatile.Write(ref isFound, 1);
                    }
                },
                1);
            crew.Join();
        });
        tests.Add("Watchdog.LeavesIdleProcessorsAlone", () =>
        {
            // Only a busy one could be reported; and under emulation a busy one may itself wait for the host.
            Watchdogs watchdogs = new();
            for (int i = 0; i < 5; i++)
            {
                watchdogs.LookAtProcessors(1000 * Crew.Millisecond);
                Thread.Sleep(10);
            }

            Check.Equal(0, watchdogs.StuckProcessorReports);
        });
        tests.AddOnSeveral("Watchdog.AProcessorSaysWhereItIs", () =>
        {
            int stop = 0;
            Crew crew = new();
            crew.Start(() => HoldProcessor(ref stop), 1UL << Crew.LastProcessor);
            crew.Start(
                () =>
                {
                    try
                    {
                        Crew.Until(() => Mentions(ProcessorWatch.Trace(Crew.LastProcessor), "HoldProcessor"), "the trace names the method");
                    }
                    finally
                    {
                        Volatile.Write(ref stop, 1);
                    }
                },
                1);
            crew.Join();
        });
    }

    private static void HoldProcessor(ref int stop)
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        long end = Clock.Monotonic + Crew.Patience * Crew.Millisecond;
        while (Volatile.Read(ref stop) == 0 && Clock.Monotonic < end)
            CrossCalls.Poll();
        Instructions.RestoreInterrupts(flags);
    }

    private static bool Contains(List<KernelThread> threads, KernelThread wanted)
    {
        foreach (KernelThread thread in threads)
        {
            if (thread == wanted)
                return true;
        }

        return false;
    }

    private static bool Mentions(IReadOnlyList<string> lines, string name)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i].Contains(name))
                return true;
        }

        return false;
    }
}

using System;
using System.Runtime.InteropServices;
using Diesis.Core.Async;
using Diesis.Core.Monitoring;
using Diesis.Core.Scheduling;
using Diesis.Core.Synchronization;
using Diesis.Platform.Boot;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;

namespace Diesis.Boot;

/// <summary>Everything that the kernel is made of, started in order.</summary>
public static class Main
{
    /// <summary>Called by the platform when the runtime works. A test program linked into the image runs afterwards.</summary>
    /// <returns>The exit status when no program is linked.</returns>
    [UnmanagedCallersOnly(EntryPoint = "KernelMain")]
    public static int Start(int hasProgram)
    {
        BootConsoles.Start();
        Scheduler.Start(ChoosePolicy());
        Processor.StartOthers();
        Executors.Start();
        Rcu.Start();
        Watchdogs.Start();
        BootConsoles.StartThreads();
        BootTerminals.Start();
        BootPrograms.Start();
        StartUpFigures.Take();
        if (CommandLine.Has("monitor"u8))
            new StandardSession().Run();
        else if (hasProgram == 0 && BootPrograms.IsWanted)
            return BootPrograms.RunInit(BootFiles.Start().Mounts);
        else if (hasProgram == 0)
            Console.WriteLine("Diesis: the runtime is up on " + Processor.Count.ToString() + " processors; there is nothing to run yet.");
        return 0;
    }

    private static SchedulerPolicy ChoosePolicy() =>
        SchedulerPolicies.ByName(CommandLine.Text("sched"u8) ?? "") ?? new FairPolicy();
}

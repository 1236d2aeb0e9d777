using System;
using System.Collections.Generic;
using Diesis.Platform.Diagnostics.Figures;
using Diesis.Platform.Threads;

namespace Diesis.Core.Monitoring.Commands;

internal sealed class TraceCommand() : MonitorCommand("trace", "where threads are that do not run [NAME OR ID]")
{
    protected internal override void Run(MonitorOutput output, ReadOnlySpan<string> arguments)
    {
        bool any = false;
        foreach (KernelThread thread in ThreadFigures.All)
        {
            if (arguments.Length != 0 && thread.Name != arguments[0] && thread.Id.ToString() != arguments[0])
                continue;
            any = true;
            output.WriteLine($"{thread.Id} {thread.Name}: {thread.State}");
            IReadOnlyList<string> lines = ThreadFigures.Trace(thread);
            for (int i = 0; i < lines.Count; i++)
                output.WriteLine("   at " + lines[i]);
        }
        if (!any)
            output.WriteLine("no such thread");
    }
}

using System;
using Diesis.Platform.Diagnostics;

namespace Diesis.Core.Monitoring.Commands;

internal sealed class PanicCommand() : MonitorCommand("panic", "ends the kernel, to see what it says then")
{
    protected internal override void Run(MonitorOutput output, ReadOnlySpan<string> arguments) => Panic.Stop("the monitor was asked for one");
}

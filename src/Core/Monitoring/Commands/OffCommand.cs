using System;
using Diesis.Platform.Firmware;

namespace Diesis.Core.Monitoring.Commands;

internal sealed class OffCommand() : MonitorCommand("off", "turns the machine off at once")
{
    protected internal override void Run(MonitorOutput output, ReadOnlySpan<string> arguments)
    {
        Power.Off();
        output.WriteLine("this machine cannot be turned off");
    }
}

using System;
using Diesis.Platform.Firmware;

namespace Diesis.Core.Monitoring.Commands;

internal sealed class RebootCommand() : MonitorCommand("reboot", "starts the machine anew at once")
{
    protected internal override void Run(MonitorOutput output, ReadOnlySpan<string> arguments) => Power.Reset();
}

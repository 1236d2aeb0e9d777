using System;

namespace Diesis.Core.Monitoring.Commands;

internal sealed class HelpCommand() : MonitorCommand("help", "lists the commands; their names may be cut short")
{
    protected internal override void Run(MonitorOutput output, ReadOnlySpan<string> arguments)
    {
        TextTable table = new TextTable().Column("command").Column("what it shows or does");
        foreach (MonitorCommand command in MonitorShell.Commands)
            table.Row(command.Name, command.Summary);
        table.WriteTo(output);
    }
}

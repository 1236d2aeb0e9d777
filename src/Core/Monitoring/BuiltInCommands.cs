using System.Collections.Generic;
using Diesis.Core.Monitoring.Commands;

namespace Diesis.Core.Monitoring;

/// <summary>The monitor's commands, in the order of the list that <c>help</c> shows.</summary>
internal static class BuiltInCommands
{
    internal static List<MonitorCommand> Make() =>
    [
        new HelpCommand(),
        new StatusCommand(),
        new LogCommand(),
        new MapCommand(),
        new MemoryCommand(),
        new NativeCommand(),
        new TablesCommand(),
        new HeapCommand(),
        new ThreadsCommand(),
        new TraceCommand(),
        new LocksCommand(),
        new InterruptsCommand(),
        new TimersCommand(),
        new PciCommand(),
        new CollectCommand(),
        new PanicCommand(),
        new RebootCommand(),
        new OffCommand(),
    ];
}

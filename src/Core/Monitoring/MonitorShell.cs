using System;
using System.Collections.Generic;

namespace Diesis.Core.Monitoring;

/// <summary>The monitor: runs the command that a line names. A command that fails is told and ends; the monitor goes on.</summary>
public static class MonitorShell
{
    private static readonly char[] s_blanks = [' ', '\t'];

    private static List<MonitorCommand>? s_commands;

    public static IReadOnlyList<MonitorCommand> Commands => s_commands ??= BuiltInCommands.Make();

    /// <summary>Adds a command of another part of the system.</summary>
    public static void Add(MonitorCommand command)
    {
        _ = Commands;
        s_commands!.Add(command);
    }

    /// <summary>The command of a name, or the only one that begins so; null when there is none or more than one.</summary>
    public static MonitorCommand? Find(string name)
    {
        MonitorCommand? found = null;
        int count = 0;
        foreach (MonitorCommand command in Commands)
        {
            if (command.Name == name)
                return command;
            if (!command.Name.StartsWith(name, StringComparison.Ordinal))
                continue;
            found = command;
            count++;
        }
        return count == 1 ? found : null;
    }

    /// <summary>Runs a line. An empty one does nothing.</summary>
    public static void Run(string line, MonitorOutput output)
    {
        string[] words = line.Split(s_blanks, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return;
        if (Find(words[0]) is not MonitorCommand command)
        {
            output.WriteLine($"no command '{words[0]}'; 'help' lists them");
            return;
        }
        try
        {
            command.Run(output, words.AsSpan(1));
        }
        catch (Exception exception)
        {
            output.WriteLine($"'{command.Name}' failed:");
            foreach (string part in exception.ToString().Split('\n'))
                output.WriteLine(part);
        }
    }
}

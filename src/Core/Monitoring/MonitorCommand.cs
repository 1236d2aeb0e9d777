using System;

namespace Diesis.Core.Monitoring;

/// <summary>A command of the monitor. It only looks, unless its summary says otherwise.</summary>
public abstract class MonitorCommand(string name, string summary)
{
    public string Name { get; } = name;

    /// <summary>What it does, for the list of commands; with the names of its arguments.</summary>
    public string Summary { get; } = summary;

    /// <param name="arguments">The words behind the command's name.</param>
    protected internal abstract void Run(MonitorOutput output, ReadOnlySpan<string> arguments);

    /// <summary>Hexadecimal digits, in groups of four for addresses: "ffff_8000_0000_1000".</summary>
    protected static string Address(ulong value)
    {
        string digits = value.ToString("x16");
        return digits.Substring(0, 4) + "_" + digits.Substring(4, 4) + "_" + digits.Substring(8, 4) + "_" + digits.Substring(12);
    }
}

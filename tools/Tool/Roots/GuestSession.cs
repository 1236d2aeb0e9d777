using System.Text;

namespace Diesis.Tool.Roots;

/// <summary>How the guest's console is used.</summary>
internal enum ConsoleUse
{
    /// <summary>As a terminal: line editing, job control, signals by keys.</summary>
    Terminal,

    /// <summary>As a line that carries framed streams: bytes as they are, with an end (Machines/StreamLink.cs).</summary>
    Streams,
}

/// <summary>What init is told: a file in the initial file system, since no kernel command line carries any word of any length.</summary>
/// <param name="Words">The program and its arguments; none for a shell.</param>
internal sealed record GuestSession(IReadOnlyList<string> Words, ConsoleUse Console)
{
    internal const string Path = "run/diesis/session";

    /// <summary>The program's standard input, where that is known beforehand.</summary>
    internal const string InputPath = "run/diesis/input";

    /// <summary>Of the terminal here; 0 where it is not known.</summary>
    internal int Rows { get; init; }

    internal int Columns { get; init; }

    /// <summary>NAME=VALUE.</summary>
    internal IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Records key=value, each ended by a zero, as user/Init/Session.cs reads them.</summary>
    internal byte[] ToBytes()
    {
        StringBuilder text = new();
        if (Console == ConsoleUse.Streams)
        {
            text.Append("streams=\0");
        }

        if (Rows > 0 && Columns > 0)
        {
            text.Append($"rows={Rows}\0columns={Columns}\0");
        }

        foreach (string line in Environment)
        {
            text.Append("environment=").Append(line).Append('\0');
        }

        foreach (string word in Words)
        {
            text.Append("word=").Append(word).Append('\0');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}

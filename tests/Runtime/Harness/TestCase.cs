namespace Diesis.Tests.Runtime;

/// <summary>One registered test: a name of the form Area.Question, unique in the run and without ": ", and what it does.</summary>
internal sealed class TestCase
{
    internal TestCase(string name, Action? body, bool needsThreads)
    {
        Name = name;
        Body = body;
        NeedsThreads = needsThreads;
    }

    internal string Name { get; }

    /// <summary>Null for a case that cannot run here.</summary>
    internal Action? Body { get; }

    internal bool NeedsThreads { get; }
}

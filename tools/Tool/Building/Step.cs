namespace Diesis.Tool.Building;

/// <summary>One step of the build: made again only when its settings, its inputs' contents or its outputs changed.</summary>
/// <param name="Name">Unique in the repository; names the record in out/state; may hold slashes.</param>
/// <param name="Description">What the user reads while it runs.</param>
/// <param name="Settings">Everything besides the inputs that decides the result: the command line, mostly.</param>
/// <param name="Inputs">Full paths of the files read.</param>
/// <param name="Outputs">Full paths of the files written.</param>
/// <param name="Action">Makes the outputs, each under the path that the context gives for it.</param>
internal sealed record Step(
    string Name,
    string Description,
    string Settings,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    Func<StepContext, Task> Action)
{
    /// <summary>The name as that of one file.</summary>
    internal string FileName => Name.Replace('/', '-');
}

/// <summary>What a running step needs to know.</summary>
/// <param name="wasInterrupted">The step began earlier and never ended, so that tools with a memory of their own must start afresh.</param>
internal sealed class StepContext(Func<string, string> temporaryPath, bool wasInterrupted)
{
    internal bool WasInterrupted { get; } = wasInterrupted;

    /// <summary>Where to write an output: a file beside it that is renamed when the whole step succeeded.</summary>
    internal string Temporary(string output) => temporaryPath(output);
}

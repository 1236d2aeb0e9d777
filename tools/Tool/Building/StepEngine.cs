namespace Diesis.Tool.Building;

/// <summary>
/// Runs steps and remembers in out/state what each was made from. A step that is killed half-way leaves its old outputs in place and a mark
/// that makes the next run do it again.
/// </summary>
internal sealed class StepEngine(Repository repository, Action<string> report)
{
    private const string RunningMark = "running";

    private readonly string _stateFolder = Path.Combine(repository.Out, "state");

    /// <summary>How many steps had something to do.</summary>
    internal int StepsRun { get; private set; }

    /// <returns>Whether the step had to run.</returns>
    internal async Task<bool> RunAsync(Step step)
    {
        State state = StateOf(step);
        if (state.IsCurrent)
        {
            return false;
        }

        report(step.Description);
        Begin(state);
        Dictionary<string, string> temporaries = [];
        try
        {
            await step.Action(new StepContext(output => TemporaryFor(step, output, temporaries), state.WasInterrupted));
            foreach ((string output, string temporary) in temporaries)
            {
                File.Move(temporary, output, overwrite: true);
            }
        }
        finally
        {
            foreach (string folder in temporaries.Values.Select(temporary => Path.GetDirectoryName(temporary)!).Distinct())
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        End(state);
        return true;
    }

    /// <summary>
    /// For a tool that does several steps in one run: it is told which are not current and does them together. The steps' own actions are not
    /// used, and the tool writes its outputs in place.
    /// </summary>
    /// <param name="action">Gets the steps to do, and whether one of them was interrupted earlier.</param>
    internal async Task RunTogetherAsync(IReadOnlyList<Step> steps, Func<IReadOnlyList<Step>, bool, Task> action)
    {
        State[] stale = [.. steps.Select(StateOf).Where(state => !state.IsCurrent)];
        if (stale.Length == 0)
        {
            return;
        }

        report("Compiling " + string.Join(", ", stale.Select(state => state.Step.Description)));
        Array.ForEach(stale, Begin);
        await action([.. stale.Select(state => state.Step)], stale.Any(state => state.WasInterrupted));
        Array.ForEach(stale, End);
    }

    private State StateOf(Step step)
    {
        string path = Path.Combine(_stateFolder, step.FileName);
        string fingerprint = Fingerprint.Of(step.Settings, step.Inputs);
        string? record = File.Exists(path) ? File.ReadAllText(path) : null;
        return new State(step, path, fingerprint, record is not null && record == Record(fingerprint, step.Outputs), record == RunningMark);
    }

    private void Begin(State state)
    {
        StepsRun++;
        Directory.CreateDirectory(_stateFolder);
        WriteAtomically(state.RecordPath, RunningMark);
    }

    private void End(State state)
    {
        foreach (string output in state.Step.Outputs)
        {
            if (!File.Exists(output))
            {
                throw new ToolException($"the step '{state.Step.Name}' ended without making {repository.Relative(output)}");
            }
        }

        // The fingerprint is the one from before the run: a source edited meanwhile makes the step run again.
        WriteAtomically(state.RecordPath, Record(state.Fingerprint, state.Step.Outputs));
    }

    /// <summary>A file of the same name (compilers derive an assembly's name from it) in a folder of the step's own beside the output.</summary>
    private static string TemporaryFor(Step step, string output, Dictionary<string, string> temporaries)
    {
        if (temporaries.TryGetValue(output, out string? known))
        {
            return known;
        }

        string parent = Path.GetDirectoryName(output)!;
        string prefix = $".partial-{step.FileName}-";
        string folder = Path.Combine(parent, prefix + Environment.ProcessId);
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(parent);
            foreach (string abandoned in Directory.EnumerateDirectories(parent, prefix + "*"))
            {
                Directory.Delete(abandoned, recursive: true);
            }

            Directory.CreateDirectory(folder);
        }

        string temporary = Path.Combine(folder, Path.GetFileName(output));
        temporaries.Add(output, temporary);
        return temporary;
    }

    private static string Record(string fingerprint, IReadOnlyList<string> outputs) => Fingerprint.Of(fingerprint, outputs);

    private static void WriteAtomically(string path, string text)
    {
        string temporary = $"{path}.{Environment.ProcessId}.partial";
        File.WriteAllText(temporary, text);
        File.Move(temporary, path, overwrite: true);
    }

    private sealed record State(Step Step, string RecordPath, string Fingerprint, bool IsCurrent, bool WasInterrupted);
}

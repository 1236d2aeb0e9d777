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
        string recordPath = Path.Combine(_stateFolder, step.FileName);
        string fingerprint = Fingerprint.Of(step.Settings, step.Inputs);
        string? record = File.Exists(recordPath) ? await File.ReadAllTextAsync(recordPath) : null;
        if (record is not null && record == Record(fingerprint, step.Outputs))
        {
            return false;
        }

        report(step.Description);
        StepsRun++;
        Directory.CreateDirectory(_stateFolder);
        WriteAtomically(recordPath, RunningMark);
        Dictionary<string, string> temporaries = [];
        try
        {
            await step.Action(new StepContext(output => TemporaryFor(step, output, temporaries), record == RunningMark));
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

        foreach (string output in step.Outputs)
        {
            if (!File.Exists(output))
            {
                throw new ToolException($"the step '{step.Name}' ended without making {repository.Relative(output)}");
            }
        }

        // The fingerprint is the one from before the run: a source edited meanwhile makes the step run again.
        WriteAtomically(recordPath, Record(fingerprint, step.Outputs));
        return true;
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
}

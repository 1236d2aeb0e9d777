using Diesis.Tool.Building;

namespace Diesis.Tool.Tests;

public sealed class StepEngineTests : IDisposable
{
    private readonly TemporaryRepository _temporary = new();
    private readonly string _input;
    private readonly string _output;
    private int _runs;

    public StepEngineTests()
    {
        _input = _temporary.Write("input", "one");
        _output = _temporary.Repository.At("out/output");
    }

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task RunsOnceWhileNothingChanges()
    {
        Assert.True(await RunAsync());
        Assert.False(await RunAsync());
        Assert.Equal(1, _runs);
        Assert.Equal("made from one", File.ReadAllText(_output));
    }

    [Fact]
    public async Task RunsAgainForNewContentButNotForANewTime()
    {
        await RunAsync();
        File.SetLastWriteTimeUtc(_input, DateTime.UtcNow.AddHours(1));
        Assert.False(await RunAsync());
        _temporary.Write("input", "two");
        Assert.True(await RunAsync());
        Assert.Equal("made from two", File.ReadAllText(_output));
    }

    [Fact]
    public async Task RunsAgainForOtherSettings()
    {
        await RunAsync();
        Assert.True(await RunAsync(settings: "-O"));
    }

    [Fact]
    public async Task RunsAgainWhenTheOutputIsGoneOrDamaged()
    {
        await RunAsync();
        File.Delete(_output);
        Assert.True(await RunAsync());
        File.WriteAllText(_output, "made from on");
        Assert.True(await RunAsync());
        Assert.Equal("made from one", File.ReadAllText(_output));
    }

    [Fact]
    public async Task AFailureLeavesTheOldOutputAndRunsAgain()
    {
        await RunAsync();
        _temporary.Write("input", "two");
        await Assert.ThrowsAsync<ToolException>(() => RunAsync(action: context =>
        {
            File.WriteAllText(context.Temporary(_output), "half");
            throw new ToolException("failed");
        }));
        Assert.Equal("made from one", File.ReadAllText(_output));
        Assert.Equal(["output"], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(_output)!).Select(Path.GetFileName).Where(name => name != "state"));

        bool? wasInterrupted = null;
        Assert.True(await RunAsync(action: context =>
        {
            wasInterrupted = context.WasInterrupted;
            File.WriteAllText(context.Temporary(_output), "whole");
            return Task.CompletedTask;
        }));
        Assert.True(wasInterrupted);
        Assert.Equal("whole", File.ReadAllText(_output));
    }

    [Fact]
    public async Task AnInputThatChangesMeanwhileRunsTheStepAgain()
    {
        await RunAsync(action: context =>
        {
            File.WriteAllText(context.Temporary(_output), "made from one");
            _temporary.Write("input", "changed meanwhile");
            return Task.CompletedTask;
        });
        Assert.True(await RunAsync());
        Assert.Equal("made from changed meanwhile", File.ReadAllText(_output));
    }

    [Fact]
    public async Task AStepThatMakesNothingIsAnError()
    {
        ToolException exception = await Assert.ThrowsAsync<ToolException>(() => RunAsync(action: _ => Task.CompletedTask));
        Assert.Contains("out/output", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LeavingsOfAKilledRunAreRemoved()
    {
        string abandoned = Path.Combine(Path.GetDirectoryName(_output)!, ".partial-step-1");
        Directory.CreateDirectory(abandoned);
        await RunAsync();
        Assert.False(Directory.Exists(abandoned));
    }

    [Fact]
    public async Task StepsDoneTogetherAreOnlyTheStaleOnes()
    {
        List<string> done = [];
        Step[] steps = [Together("a"), Together("b")];
        StepEngine engine = new(_temporary.Repository, static _ => { });
        await engine.RunTogetherAsync(steps, Make);
        await engine.RunTogetherAsync(steps, Make);
        Assert.Equal(["a", "b"], done);
        _temporary.Write("input-b", "changed");
        await engine.RunTogetherAsync(steps, Make);
        Assert.Equal(["a", "b", "b"], done);

        Step Together(string name) => new(name, name, "", [_temporary.Write("input-" + name, "")], [_temporary.Repository.At("out/" + name)], static _ => Task.CompletedTask);

        Task Make(IReadOnlyList<Step> stale, bool wasInterrupted)
        {
            Assert.False(wasInterrupted);
            foreach (Step step in stale)
            {
                done.Add(step.Name);
                File.WriteAllText(step.Outputs[0], "");
            }

            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task OnlyOneHoldsTheBuildLock()
    {
        List<string> reports = [];
        BuildLock first = await BuildLock.EnterAsync(_temporary.Repository, reports.Add, TestContext.Current.CancellationToken);
        Task<BuildLock> second = BuildLock.EnterAsync(_temporary.Repository, reports.Add, TestContext.Current.CancellationToken);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);
        Assert.Single(reports);
        first.Dispose();
        (await second).Dispose();
    }

    private Task<bool> RunAsync(string settings = "", Func<StepContext, Task>? action = null)
    {
        Step step = new("step", "Running the step", settings, [_input], [_output], action ?? (context =>
        {
            _runs++;
            File.WriteAllText(context.Temporary(_output), "made from " + File.ReadAllText(_input));
            return Task.CompletedTask;
        }));
        return new StepEngine(_temporary.Repository, static _ => { }).RunAsync(step);
    }
}

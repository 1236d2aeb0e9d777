using Diesis.Tool.Building;

namespace Diesis.Tool.Roots;

/// <summary>The guest's first program, user/Init: a C# program on the core library's hosted home.</summary>
internal static class InitProgram
{
    private static readonly string[] s_sources = ["user/Init", "user/Library"];

    /// <summary>The path of the executable. Preconditions: the build lock is held.</summary>
    internal static async Task<string> BuildAsync(Repository repository, Builder builder)
    {
        await builder.BuildProjectsAsync("hosted", Home.Hosted.Projects);
        string[] sources = [.. s_sources.SelectMany(folder => Directory.EnumerateFiles(repository.At(folder), "*.cs")).Order(StringComparer.Ordinal)];
        string assembly = await builder.CompileProgramAsync("init", sources);
        return (await builder.LinkAsync(Home.Hosted, "init", [assembly])).Executable;
    }
}

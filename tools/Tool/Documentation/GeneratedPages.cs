namespace Diesis.Tool.Documentation;

/// <summary>Everything in the documents that is made from the code: whole files, and marked sections of written ones.</summary>
internal static class GeneratedPages
{
    /// <summary>Projects whose assemblies are read.</summary>
    internal static IReadOnlyList<string> Projects { get; } = ["src/Syscalls/Syscalls.csproj", "src/Abi/Abi.csproj", "src/Platform/Platform.csproj"];

    /// <param name="root">The repository's folder.</param>
    /// <param name="assemblyOf">The built assembly of one of <see cref="Projects"/>.</param>
    /// <returns>Each file, by its path from the root, with all that it should contain.</returns>
    internal static IEnumerable<(string Path, string Content)> Make(string root, Func<string, string> assemblyOf)
    {
        SyscallPage calls = SyscallPage.Read(assemblyOf(Projects[0]), assemblyOf(Projects[1]));
        yield return ("docs/syscalls.md", calls.Text());
        yield return ("docs/images/layers.svg", LayerDiagram.Make(root));
        yield return Section(root, "docs/book/memory.md", "address map", AddressMap.Make(assemblyOf(Projects[2])));
        yield return Section(root, "docs/book/locks.md", "lock order", LockOrder.Make(root));
        yield return Section(root, "README.md", "status", StatusSection.Make(root, calls));
    }

    private static (string Path, string Content) Section(string root, string path, string name, string text) =>
        (path, MarkedSection.Replace(File.ReadAllText(Path.Combine(root, path)), name, text));
}

using Mono.Cecil;

namespace Diesis.Tool.Names;

/// <summary>Resolves references among exactly the assemblies that ilc was given.</summary>
internal sealed class InputAssemblies : IAssemblyResolver
{
    private readonly Dictionary<string, AssemblyDefinition> _assemblies = [];

    internal InputAssemblies(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = this, InMemory = true });
            _assemblies.Add(assembly.Name.Name, assembly);
        }
    }

    public AssemblyDefinition Resolve(AssemblyNameReference name) =>
        _assemblies.TryGetValue(name.Name, out AssemblyDefinition? assembly) ? assembly : throw new AssemblyResolutionException(name);

    public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters) => Resolve(name);

    public void Dispose()
    {
        foreach (AssemblyDefinition assembly in _assemblies.Values)
        {
            assembly.Dispose();
        }
    }
}

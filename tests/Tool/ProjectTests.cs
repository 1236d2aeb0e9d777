using Diesis.Tool.Building;

namespace Diesis.Tool.Tests;

public sealed class ProjectTests : IDisposable
{
    private readonly TemporaryRepository _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void TheClosureHasEveryReferenceOnce()
    {
        _temporary.Write("src/A/A.csproj", "<Project><ItemGroup><ProjectReference Include=\"../B/B.csproj\" /><ProjectReference Include=\"../C/C.csproj\" /></ItemGroup></Project>");
        _temporary.Write("src/B/B.csproj", "<Project><ItemGroup><ProjectReference Include=\"../C/C.csproj\" /></ItemGroup></Project>");
        _temporary.Write("src/C/C.csproj", "<Project><PropertyGroup><AssemblyName>Own.Name</AssemblyName></PropertyGroup></Project>");
        IReadOnlyList<Project> closure = Project.Closure(_temporary.Repository, ["src/A/A.csproj", "src/B/B.csproj"]);
        Assert.Equal(["Diesis.A", "Diesis.B", "Own.Name"], closure.Select(project => project.AssemblyName));
        Assert.Equal(_temporary.Repository.At("out/bin/C/Release/Own.Name.dll"), closure[2].AssemblyPath(Variant.Plain));
    }

    [Fact]
    public void InputsAreSourcesSettingsAndIncludedFolders()
    {
        _temporary.Write("Directory.Build.props", "<Project />");
        _temporary.Write("src/A/A.csproj", "<Project><ItemGroup><Compile Include=\"../Shared/**/*.cs\" /></ItemGroup></Project>");
        _temporary.Write("src/A/Deep/One.cs", "");
        _temporary.Write("src/A/notes.txt", "");
        _temporary.Write("src/Shared/Two.cs", "");
        Assert.Equal(
            ["Directory.Build.props", "src/A/A.csproj", "src/A/Deep/One.cs", "src/Shared/Two.cs"],
            Project.Load(_temporary.Repository, "src/A/A.csproj").Inputs().Select(_temporary.Repository.Relative).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void InputsOfImportedPartsCount()
    {
        _temporary.Write("tests/Unit/Unit.csproj", "<Project><Import Project=\"*/Sources.props\" /></Project>");
        _temporary.Write("tests/Unit/Area/Sources.props", "<Project><ItemGroup><Compile Include=\"../../src/One.cs;../../src/Area/*.cs\" /></ItemGroup></Project>");
        _temporary.Write("src/One.cs", "");
        _temporary.Write("src/Two.cs", "");
        _temporary.Write("src/Area/Three.cs", "");
        Assert.Equal(
            ["src/Area/Three.cs", "src/One.cs", "tests/Unit/Area/Sources.props", "tests/Unit/Unit.csproj"],
            Project.Load(_temporary.Repository, "tests/Unit/Unit.csproj").Inputs().Select(_temporary.Repository.Relative).Order(StringComparer.Ordinal));
    }
}

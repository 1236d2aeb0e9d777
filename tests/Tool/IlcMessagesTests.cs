using Diesis.Tool.Building;

namespace Diesis.Tool.Tests;

public sealed class IlcMessagesTests
{
    private const string Failure = """
        Error: One or more errors occurred. (Code generation failed for method '[gvm]P.Main(string[])')
        System.AggregateException: One or more errors occurred. (Code generation failed for method '[gvm]P.Main(string[])')
         ---> ILCompiler.CodeGenerationFailedException: Code generation failed for method '[gvm]P.Main(string[])'
         ---> System.InvalidOperationException: Expected type 'System.Runtime.TypeLoaderExports' not found in module 'Diesis.Runtime'
           at Internal.IL.HelperExtensions.GetKnownType(ModuleDesc, String, String) + 0x9d
        """;

    [Fact]
    public void GenericVirtualMethodsAreExplained()
    {
        string message = IlcMessages.Explain(Failure);
        Assert.StartsWith("P.Main(string[]) calls a generic virtual method", message, StringComparison.Ordinal);
        Assert.Contains("Write instead", message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingTypeIsNamed() =>
        Assert.Equal(
            "P.Main(string[]) needs the type System.Some.Type, which the core library does not have",
            IlcMessages.Explain(Failure.Replace("System.Runtime.TypeLoaderExports", "System.Some.Type")));

    [Fact]
    public void OtherMessagesLoseTheirStackTrace() => Assert.Equal("Error: bad\nSystem.Exception: bad", IlcMessages.Explain("Error: bad\nSystem.Exception: bad\n   at X\n--- End\n"));
}

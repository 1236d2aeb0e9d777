using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mono.Cecil;

namespace Diesis.Architecture.Tests;

/// <summary>Each rule finds the violation that it is for, and leaves innocent code alone.</summary>
public sealed class PlantedViolationTests
{
    private const string Layers = """
        | assembly | may reference | fence | what |
        |---|---|---|---|
        | Diesis.Core | Diesis.Platform, Diesis.Abi | outside | |
        | Diesis.Platform | Diesis.Abi | inside | |
        | Diesis.Drivers.* | Diesis.Core | outside | |
        | Diesis.Boot | * | outside | |
        """;

    [Theory]
    [InlineData("Diesis.Core", "Diesis.Platform", true)]
    [InlineData("Diesis.Core", "Diesis.Runtime", true)]
    [InlineData("Diesis.Platform", "Diesis.Core", false)]
    [InlineData("Diesis.Drivers.Pci", "Diesis.Core", true)]
    [InlineData("Diesis.Drivers.Pci", "Diesis.Drivers.Usb", false)]
    [InlineData("Diesis.Drivers.Pci", "Diesis.Boot", false)]
    [InlineData("Diesis.Boot", "Diesis.Drivers.Pci", true)]
    [InlineData("Diesis.Unknown", "Diesis.Runtime", false)]
    public void ReferencesAreHeldAgainstTheTable(string assembly, string reference, bool allowed) =>
        Assert.Equal(allowed, !LayerTable.Parse(Layers).Violations(assembly, [reference]).Any());

    [Fact]
    public void OnlyRowsThatSaySoAreInsideTheFence()
    {
        LayerTable table = LayerTable.Parse(Layers);
        Assert.True(table.IsInsideFence("Diesis.Platform"));
        Assert.False(table.IsInsideFence("Diesis.Core"));
        Assert.False(table.IsInsideFence("Diesis.Unknown"));
    }

    [Theory]
    [InlineData(nameof(PointerParameter), "pointer")]
    [InlineData(nameof(PointerVariable), "pointer variable")]
    [InlineData(nameof(UsesUnsafe), "Unsafe.As")]
    [InlineData(nameof(UsesMemoryMarshal), "MemoryMarshal")]
    [InlineData(nameof(Import), "DllImport")]
    [InlineData(nameof(FunctionPointer), "function pointer")]
    [InlineData(nameof(Exported), "UnmanagedCallersOnly")]
    public void UnsafeCodeIsFound(string planted, string found) =>
        Assert.Contains(Scan(planted), violation => violation.Contains(found, StringComparison.Ordinal));

    [Fact]
    public void PointerFieldsAreFound() => Assert.Contains(Scan(nameof(PointerField)), violation => violation.Contains("pointer field", StringComparison.Ordinal));

    [Fact]
    public void SafeCodePasses() => Assert.Empty(Scan(nameof(Innocent)));

    [Fact]
    public void TheKernelsEntryPasses() => Assert.Empty(Scan(nameof(KernelEntry)));

    [Fact]
    public void StaticConstructorsAreFound()
    {
        Assert.Single(StaticConstructors.Violations([Planted(nameof(ExplicitConstructor))]));
        Assert.Empty(StaticConstructors.Violations([Planted(nameof(InitializedField))]));
    }

    [Fact]
    public void LongFilesAreFound()
    {
        Assert.Empty(SourceRules.TooLong("a.cs", new string[500]));
        Assert.Single(SourceRules.TooLong("a.cs", new string[501]));
        Assert.Empty(SourceRules.TooLong("a.S", new string[300]));
        Assert.Single(SourceRules.TooLong("a.S", new string[301]));
    }

    [Theory]
    [InlineData("        unsafe\n        {", 1)]
    [InlineData("        // SAFETY: fixed above.\n        unsafe\n        {", 0)]
    [InlineData("        unsafe\n        {\n            // SAFETY: fixed above.", 0)]
    [InlineData("internal unsafe struct A\n{\n}", 1)]
    [InlineData("// SAFETY: never freed.\ninternal unsafe struct A\n{\n}", 0)]
    [InlineData("// unsafe is only a word here", 0)]
    [InlineData("string text = \"unsafe\";", 0)]
    public void UnsafeCodeWithoutReasonIsFound(string source, int violations) =>
        Assert.Equal(violations, SourceRules.UnsafeWithoutReason("a.cs", source.Split('\n')).Count());

    [Fact]
    public void ArchitectureConditionsAreFoundOutsideArch()
    {
        string[] source = ["#if X64", "#endif"];
        Assert.Single(SourceRules.ArchitectureConditional("src/Core/A.cs", source));
        Assert.Empty(SourceRules.ArchitectureConditional("src/Platform/Arch/X64/A.cs", source));
        Assert.Empty(SourceRules.ArchitectureConditional("src/Core/A.cs", ["#if DEBUG"]));
    }

    [Theory]
    [InlineData("        BTests.Register(tests);", 1)]
    [InlineData("        ATests.Register(tests);", 0)]
    public void UnlistedTestsAreFound(string suites, int violations) =>
        Assert.Equal(violations, SourceRules.UnlistedTests(suites, "a.cs", ["internal static class ATests", "    internal static void Register(TestList tests)"]).Count());

    [Theory]
    [InlineData("cp a /" + "root/x", 1)]
    [InlineData("see https://api.nuget.org/v3", 1)]
    [InlineData("a network/root/x", 0)]
    [InlineData("https://dot.net/v1", 0)]
    public void ForeignPlacesAreFound(string line, int violations) => Assert.Equal(violations, SourceRules.ForeignPlaces("a", [line]).Count());

    private static string[] Scan(string nestedType) => [.. UnsafeScan.Violations(Planted(nestedType))];

    private static TypeDefinition Planted(string nestedType) =>
        ModuleDefinition.ReadModule(typeof(PlantedViolationTests).Assembly.Location).GetType(typeof(PlantedViolationTests).FullName)
            .NestedTypes.Single(type => type.Name == nestedType);

    private static unsafe class PointerParameter
    {
        internal static void Method(byte* pointer) => GC.KeepAlive((nint)pointer);
    }

    private static unsafe class PointerVariable
    {
        internal static byte Method(byte[] array)
        {
            fixed (byte* pointer = array)
            {
                return pointer[0];
            }
        }
    }

    private static class UsesUnsafe
    {
        internal static string Method(object value) => Unsafe.As<string>(value);
    }

    private static class UsesMemoryMarshal
    {
        internal static ref int Method(Span<int> span) => ref MemoryMarshal.GetReference(span);
    }

    private static class Import
    {
        [DllImport("libc", EntryPoint = "getpid")]
        internal static extern int Method();
    }

    private static unsafe class FunctionPointer
    {
        internal static int Method(nint address) => ((delegate*<int>)address)();
    }

    private static class Exported
    {
        [UnmanagedCallersOnly]
        internal static void Method()
        {
        }
    }

    private static class KernelEntry
    {
        [UnmanagedCallersOnly(EntryPoint = "KernelMain")]
        internal static int Method(int hasProgram) => hasProgram;
    }

    private unsafe struct PointerField
    {
        internal byte* Field = null;

        public PointerField()
        {
        }
    }

    private static class Innocent
    {
        internal static int Method(ReadOnlySpan<byte> data)
        {
            Span<int> numbers = stackalloc int[4];
            ReadOnlySpan<int> constants = [1, 2, 3, 4];
            constants.CopyTo(numbers);
            List<int> list = [.. numbers];
            return list.Count + data.Length + "text"u8.Length;
        }
    }

    private static class ExplicitConstructor
    {
        internal static readonly int Value;

        static ExplicitConstructor()
        {
            Value = 1;
        }
    }

    private static class InitializedField
    {
        internal static readonly object Value = new();
    }
}

using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Diesis.Generators;

/// <summary>From methods with [Syscall]: the dispatch of system calls, and how each is shown in a trace.</summary>
[Generator]
public sealed class SyscallTableGenerator : IIncrementalGenerator
{
    private const string AttributeName = "Diesis.Syscalls.SyscallAttribute";

    private static readonly string[] s_words = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth"];

    private static readonly DiagnosticDescriptor s_twice = new(
        "DIE002", "A system call is there twice", "The system call '{0}' has more than one method", "Correctness", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<SystemCall> calls = context.SyntaxProvider
            .ForAttributeWithMetadataName(AttributeName, static (_, _) => true, static (found, _) => SystemCall.From(found))
            .Where(static call => call is not null)!;
        context.RegisterSourceOutput(calls.Collect(), static (output, found) => Write(output, found));
    }

    private static void Write(SourceProductionContext output, ImmutableArray<SystemCall> found)
    {
        SystemCall[] calls = [.. found.OrderBy(call => call.Number)];
        for (int i = 1; i < calls.Length; i++)
        {
            if (calls[i].Number == calls[i - 1].Number)
            {
                output.ReportDiagnostic(Diagnostic.Create(s_twice, Location.None, calls[i].Name));
                return;
            }
        }

        output.AddSource("SyscallTable.g.cs", SourceText.From(Dispatch(calls), Encoding.UTF8));
        output.AddSource("SyscallTrace.g.cs", SourceText.From(Trace(calls), Encoding.UTF8));
    }

    private static string Dispatch(IReadOnlyList<SystemCall> calls)
    {
        StringBuilder text = new(Header);
        text.Append("""
            internal static partial class SyscallTable
            {
                internal static partial global::Diesis.Core.SyscallResult Invoke(int number, global::Diesis.Core.Processes.UserThread caller, global::Diesis.Core.Processes.SyscallArguments arguments)
                {
                    switch (number)
                    {

            """);
        foreach (SystemCall call in calls)
        {
            text.Append($"            case {call.Number}: return {Adapter(call)}(caller, arguments);\n");
        }

        text.Append("            default: return Unknown(number, caller);\n        }\n    }\n");
        foreach (SystemCall call in calls)
        {
            IEnumerable<string> arguments = call.Arguments.Items.Select((argument, i) => argument.ConversionOf("arguments." + s_words[i]));
            text.Append($"""

                    [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
                    private static global::Diesis.Core.SyscallResult {Adapter(call)}(global::Diesis.Core.Processes.UserThread caller, global::Diesis.Core.Processes.SyscallArguments arguments) =>
                        {call.Method}({string.Join(", ", arguments.Prepend("caller"))});

                """);
        }

        text.Append("}\n");
        return text.ToString();
    }

    private static string Adapter(SystemCall call) => "Call_" + call.Name;

    private static string Trace(IReadOnlyList<SystemCall> calls)
    {
        StringBuilder text = new(Header);
        text.Append("""
            internal static partial class SyscallTrace
            {
                private static partial void WriteCall(int number, global::Diesis.Core.Processes.SyscallArguments arguments, ref TraceLine line)
                {
                    switch (number)
                    {

            """);
        Dictionary<string, CallArgument> enums = [];
        foreach (SystemCall call in calls)
        {
            text.Append($"            case {call.Number}:\n                line.Begin(\"{call.Name}\"u8);\n");
            WriteArguments(text, call, 0, FirstResult(call), enums);
            text.Append("                return;\n");
        }

        text.Append("            default:\n                line.Unknown(number, arguments);\n                return;\n        }\n    }\n\n");
        text.Append("""
                private static partial void WriteResults(int number, global::Diesis.Core.Processes.SyscallArguments arguments, global::Diesis.Core.SyscallResult result, ref TraceLine line)
                {
                    switch (number)
                    {

            """);
        foreach (SystemCall call in calls.Where(call => FirstResult(call) < call.Arguments.Items.Count))
        {
            text.Append($"            case {call.Number}:\n");
            WriteArguments(text, call, FirstResult(call), call.Arguments.Items.Count, enums);
            text.Append("                return;\n");
        }

        text.Append("        }\n    }\n");
        foreach (CallArgument argument in enums.Values.OrderBy(argument => argument.Type, StringComparer.Ordinal))
        {
            WriteEnum(text, argument);
        }

        text.Append("}\n");
        return text.ToString();
    }

    /// <summary>What is shown from here on has to wait for the call's end.</summary>
    private static int FirstResult(SystemCall call) => call.Arguments.Items.TakeWhile(argument => !argument.IsResult).Count();

    private static void WriteArguments(StringBuilder text, SystemCall call, int first, int end, Dictionary<string, CallArgument> enums)
    {
        for (int i = first; i < end; i++)
        {
            CallArgument argument = call.Arguments.Items[i];
            string word = "arguments." + s_words[i];
            if (argument.Shape is string shape)
            {
                string more = argument.IsResult ? ", result" : shape == "InputBytes" ? $", arguments.{s_words[i + 1]}" : "";
                text.Append($"                line.{shape}({word}{more});\n");
            }
            else if (argument.Kind is ArgumentKind.Enum or ArgumentKind.Flags)
            {
                enums[argument.Type] = argument;
                text.Append($"                Write_{argument.Type.Replace("global::", "").Replace('.', '_')}({word}, ref line);\n");
            }
            else
            {
                string value = argument is { Kind: ArgumentKind.Signed or ArgumentKind.Directory, Type: "global::int" } ? $"unchecked((int){word})" : word;
                value = argument is { Kind: ArgumentKind.Unsigned, Type: "global::uint" } ? $"unchecked((uint){word})" : value;
                text.Append($"                line.{argument.Kind}({value});\n");
            }
        }
    }

    private static void WriteEnum(StringBuilder text, CallArgument argument)
    {
        text.Append($"\n    private static void Write_{argument.Type.Replace("global::", "").Replace('.', '_')}(ulong word, ref TraceLine line)\n    {{\n");
        if (argument.IsFlags)
        {
            text.Append("        line.BeginFlags(unchecked((uint)word));\n");
            // Larger masks first, so that a name of several bits wins over those of its parts.
            foreach (EnumName name in argument.Names.Items.Where(name => name.Value != 0).OrderByDescending(name => System.Numerics.BitOperations.PopCount(name.Value)))
            {
                text.Append($"        line.Flag({name.Value}UL, \"{name.Name}\"u8);\n");
            }

            string? zero = argument.Names.Items.FirstOrDefault(name => name.Value == 0)?.Name;
            text.Append($"        line.EndFlags(\"{(zero is null or "None" ? "0" : zero)}\"u8);\n");
        }
        else
        {
            text.Append("        switch (unchecked((long)(int)word))\n        {\n");
            foreach (IGrouping<ulong, EnumName> group in argument.Names.Items.GroupBy(name => name.Value))
            {
                text.Append($"            case {unchecked((long)group.Key)}: line.Name(\"{group.First().Name}\"u8); return;\n");
            }

            text.Append("            default: line.Signed(unchecked((int)word)); return;\n        }\n");
        }

        text.Append("    }\n");
    }

    private const string Header = "// <auto-generated/>\n#nullable enable\nnamespace Diesis.Syscalls;\n\n";
}

using System.Text;
using Mono.Cecil;

namespace Diesis.Tool.Documentation;

/// <summary>Makes docs/syscalls.md from the attributes of the built system calls.</summary>
internal static class SyscallPage
{
    internal const string Path = "docs/syscalls.md";

    private const string Attribute = "SyscallAttribute";
    private const string Numbers = "SyscallNumber";
    private const int Partial = 1;

    /// <param name="syscalls">The assembly with the calls.</param>
    /// <param name="abi">The assembly with the calls' numbers.</param>
    internal static string Make(string syscalls, string abi)
    {
        // The attributes' enumerations are the other assembly's.
        using DefaultAssemblyResolver resolver = new();
        resolver.AddSearchDirectory(System.IO.Path.GetDirectoryName(abi));
        using ModuleDefinition numbers = ModuleDefinition.ReadModule(abi);
        using ModuleDefinition calls = ModuleDefinition.ReadModule(syscalls, new ReaderParameters { AssemblyResolver = resolver });
        SortedDictionary<int, string> names = new(numbers.Types.Single(type => type.Name == Numbers).Fields.Where(field => field.HasConstant)
            .ToDictionary(field => Convert.ToInt32(field.Constant), field => field.Name));
        SortedDictionary<int, Call> present = new(calls.GetTypes().SelectMany(type => type.Methods).Select(Read).OfType<Call>().ToDictionary(call => call.Number));
        return Text(names, present);
    }

    private static string Text(SortedDictionary<int, string> names, SortedDictionary<int, Call> present)
    {
        int partial = present.Values.Count(call => call.Missing is not null);
        StringBuilder page = new($"""
            # System calls

            Made from the code by `./diesis docs`: each call's `[Syscall]` attribute says how much of it there is. {present.Count} calls of x86-64 Linux are
            present, {present.Count - partial} in full and {partial} in part; what is missing of those stands beside them. A call that is absent gives ENOSYS, and
            the kernel log tells of it once.

            | number | call | support | what is missing | where |
            |---:|---|---|---|---|

            """);
        foreach (Call call in present.Values)
        {
            page.Append($"| {call.Number} | {names.GetValueOrDefault(call.Number, "?")} | {(call.Missing is null ? "full" : "partial")} | {call.Missing} | {call.Class} |\n");
        }

        string[] absent = [.. names.Where(name => !present.ContainsKey(name.Key)).Select(name => name.Value)];
        page.Append($"\n## Absent ({absent.Length})\n\n{string.Join(", ", absent)}\n");
        return page.ToString();
    }

    private static Call? Read(MethodDefinition method)
    {
        CustomAttribute? attribute = method.CustomAttributes.FirstOrDefault(candidate => candidate.AttributeType.Name == Attribute);
        if (attribute is null)
        {
            return null;
        }

        IList<CustomAttributeArgument> arguments = attribute.ConstructorArguments;
        bool isPartial = Convert.ToInt32(arguments[1].Value) == Partial;
        return new Call(Convert.ToInt32(arguments[0].Value), isPartial ? arguments[2].Value as string ?? "?" : null, method.DeclaringType.Name);
    }

    private sealed record Call(int Number, string? Missing, string Class);
}

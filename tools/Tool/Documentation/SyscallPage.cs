using System.Text;
using Mono.Cecil;

namespace Diesis.Tool.Documentation;

/// <summary>The system calls that there are, from the attributes of the built ones: docs/syscalls.md.</summary>
internal sealed class SyscallPage
{
    private const string Attribute = "SyscallAttribute";
    private const string Numbers = "SyscallNumber";
    private const int Partial = 1;

    private readonly SortedDictionary<int, string> _names;
    private readonly SortedDictionary<int, Call> _present;

    private SyscallPage(SortedDictionary<int, string> names, SortedDictionary<int, Call> present) => (_names, _present) = (names, present);

    /// <summary>Calls that Linux has.</summary>
    internal int AllCount => _names.Count;

    internal int PartialCount => _present.Values.Count(call => call.Missing is not null);

    internal int FullCount => _present.Count - PartialCount;

    /// <param name="syscalls">The assembly with the calls.</param>
    /// <param name="abi">The assembly with the calls' numbers.</param>
    internal static SyscallPage Read(string syscalls, string abi)
    {
        // The attributes' enumerations are the other assembly's.
        using DefaultAssemblyResolver resolver = new();
        resolver.AddSearchDirectory(Path.GetDirectoryName(abi));
        using ModuleDefinition numbers = ModuleDefinition.ReadModule(abi);
        using ModuleDefinition calls = ModuleDefinition.ReadModule(syscalls, new ReaderParameters { AssemblyResolver = resolver });
        SortedDictionary<int, string> names = new(numbers.Types.Single(type => type.Name == Numbers).Fields.Where(field => field.HasConstant)
            .ToDictionary(field => Convert.ToInt32(field.Constant), field => field.Name));
        SortedDictionary<int, Call> present = new(calls.GetTypes().SelectMany(type => type.Methods).Select(Read).OfType<Call>().ToDictionary(call => call.Number));
        return new SyscallPage(names, present);
    }

    internal string Text()
    {
        StringBuilder page = new($"""
            # System calls

            Made from the code by `./diesis docs`: each call's `[Syscall]` attribute says how much of it there is. {_present.Count} calls of x86-64 Linux are
            present, {FullCount} in full and {PartialCount} in part; what is missing of those stands beside them. A call that is absent gives ENOSYS, and
            the kernel log tells of it once.

            | number | call | support | what is missing | where |
            |---:|---|---|---|---|

            """);
        foreach (Call call in _present.Values)
        {
            page.Append($"| {call.Number} | {_names.GetValueOrDefault(call.Number, "?")} | {(call.Missing is null ? "full" : "partial")} | {call.Missing} | {call.Class} |\n");
        }

        string[] absent = [.. _names.Where(name => !_present.ContainsKey(name.Key)).Select(name => name.Value)];
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

using System.Globalization;
using System.Text;
using Mono.Cecil;

namespace Diesis.Tool.Documentation;

/// <summary>The map of a virtual address space, from the constants of the platform.</summary>
internal static class AddressMap
{
    /// <summary>From the top: the constant that begins (or ends) a range, and what lies from there up to the row above.</summary>
    private static readonly (string Type, string Field, string Meaning)[] s_rows =
    [
        ("KernelImage", "Base", "the kernel's image, linked for here"),
        ("KernelSpace", "RegionEnd", "nothing"),
        ("KernelSpace", "RegionStart", "KernelMemory: heap, stacks, devices"),
        ("DirectMap", "Base", "direct map: all frames, each at a fixed distance from its physical address"),
        ("UserAddress", "End", "nothing: a guard, and addresses that the processor refuses"),
        ("UserAddress", "Lowest", "the program's: stack at the top, mappings below it, its image and heap"),
    ];

    /// <param name="platform">The built assembly of Platform.</param>
    internal static string Make(string platform)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(platform);
        StringBuilder text = new("```\n");
        foreach ((string type, string field, string meaning) in s_rows)
        {
            object value = module.Types.Single(candidate => candidate.Name == type).Fields.Single(candidate => candidate.Name == field).Constant;
            string address = Convert.ToUInt64(value, CultureInfo.InvariantCulture) is ulong number ? $"{number >> 32:x8}_{(uint)number:x8}" : "";
            text.Append($"{address}  {type + "." + field,-24}  {meaning}\n");
        }

        return text.Append("00000000_00000000  nothing: a null reference faults\n```\n").ToString();
    }
}

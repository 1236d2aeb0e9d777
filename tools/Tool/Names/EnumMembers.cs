using Mono.Cecil;

namespace Diesis.Tool.Names;

/// <summary>An enum's members in the order in which .NET lists them: by value taken as unsigned, then as declared.</summary>
/// <param name="Members">Values sign-extended from the underlying type to 64 bits.</param>
internal sealed record EnumMembers(IReadOnlyList<(string Name, ulong Value)> Members, bool IsFlags)
{
    internal static EnumMembers Of(TypeDefinition definition)
    {
        ulong mask = definition.Fields.First(field => !field.IsStatic).FieldType.MetadataType switch
        {
            MetadataType.SByte or MetadataType.Byte or MetadataType.Boolean => byte.MaxValue,
            MetadataType.Int16 or MetadataType.UInt16 or MetadataType.Char => ushort.MaxValue,
            MetadataType.Int32 or MetadataType.UInt32 => uint.MaxValue,
            _ => ulong.MaxValue,
        };
        IEnumerable<(string Name, ulong Value)> members = definition.Fields.Where(field => field.IsStatic && field.HasConstant)
            .Select(field => (field.Name, Bits(field.Constant)))
            .OrderBy(member => member.Item2 & mask);
        bool isFlags = definition.CustomAttributes.Any(attribute => attribute.AttributeType.FullName == "System.FlagsAttribute");
        return new EnumMembers([.. members], isFlags);
    }

    private static ulong Bits(object constant) => constant switch
    {
        ulong value => value,
        char value => value,
        bool value => value ? 1UL : 0,
        _ => (ulong)Convert.ToInt64(constant),
    };
}

using Microsoft.CodeAnalysis;

namespace Diesis.Generators;

/// <summary>A method that makes a system call, as its declaration tells.</summary>
internal sealed record SystemCall(int Number, string Name, string Method, EquatableList<CallArgument> Arguments)
{
    private const string Caller = "Diesis.Core.Processes.UserThread";

    internal static SystemCall? From(GeneratorAttributeSyntaxContext context)
    {
        IMethodSymbol method = (IMethodSymbol)context.TargetSymbol;
        TypedConstant number = context.Attributes[0].ConstructorArguments[0];
        if (number.Type is not INamedTypeSymbol numbers || number.Value is not int value)
        {
            return null;
        }

        string name = numbers.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && (int)field.ConstantValue! == value)?.Name ?? "?";
        IEnumerable<CallArgument> arguments = method.Parameters.Where(parameter => parameter.Type.ToDisplayString() != Caller).Select(CallArgument.From);
        return new SystemCall(value, name, "global::" + method.ContainingType.ToDisplayString() + "." + method.Name, new([.. arguments]));
    }
}

/// <summary>One argument: its type decides how it is converted and how a trace shows it.</summary>
/// <param name="Shape">The name of its TraceShape; null without one.</param>
internal sealed record CallArgument(string Name, string Type, ArgumentKind Kind, EquatableList<EnumName> Names, bool IsFlags, string? Shape)
{
    /// <summary>Whether what it shows is there only after the call.</summary>
    internal bool IsResult => Shape is "OutputBytes" or "OutputTime" or "DescriptorPair" or "WaitStatus" or "FileStatus";

    internal static CallArgument From(IParameterSymbol parameter)
    {
        INamedTypeSymbol? type = parameter.Type as INamedTypeSymbol;
        string display = parameter.Type.ToDisplayString();
        bool isEnum = parameter.Type.TypeKind == TypeKind.Enum;
        bool isFlags = isEnum && type!.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "FlagsAttribute");
        IEnumerable<EnumName> names = !isEnum ? [] : type!.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue)
            .Select(field => new EnumName(field.Name, Convert.ToInt64(field.ConstantValue) is long value ? unchecked((ulong)value) : 0));
        bool isString = parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "UserStringAttribute");
        bool isOctal = parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "OctalAttribute");
        ArgumentKind kind = (isString, isOctal, isEnum, display) switch
        {
            (true, _, _, _) => ArgumentKind.String,
            (_, true, _, _) => ArgumentKind.Octal,
            (_, _, true, _) => isFlags ? ArgumentKind.Flags : ArgumentKind.Enum,
            (_, _, _, "Diesis.Platform.Users.UserAddress") => ArgumentKind.Address,
            (_, _, _, "int") => parameter.Name.EndsWith("irectory", StringComparison.Ordinal) ? ArgumentKind.Directory : ArgumentKind.Signed,
            (_, _, _, "long" or "nint") => ArgumentKind.Signed,
            _ => ArgumentKind.Unsigned,
        };
        return new CallArgument(parameter.Name, "global::" + display, kind, new([.. names]), isFlags, ShapeOf(parameter));
    }

    private static string? ShapeOf(IParameterSymbol parameter)
    {
        TypedConstant? shape = parameter.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Name == "ShowsAttribute")?.ConstructorArguments[0];
        return shape?.Type?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, shape.Value.Value))?.Name;
    }

    internal bool IsKeyword => Type is "global::int" or "global::uint" or "global::long" or "global::ulong" or "global::nint" or "global::nuint" or "global::short" or "global::ushort";

    internal string ConversionOf(string word) => Kind is ArgumentKind.Address || (Kind is ArgumentKind.String && !IsKeyword)
        ? $"new {Type}({word})"
        : $"unchecked(({(IsKeyword ? Type["global::".Length..] : Type)}){word})";
}

internal enum ArgumentKind
{
    Signed,
    Unsigned,
    Octal,
    Address,
    String,
    Directory,
    Enum,
    Flags,
}

internal sealed record EnumName(string Name, ulong Value);

/// <summary>A list that is equal to another one with equal elements, as incremental generation needs.</summary>
internal sealed class EquatableList<T>(IReadOnlyList<T> items) : IEquatable<EquatableList<T>>
{
    internal IReadOnlyList<T> Items => items;

    public bool Equals(EquatableList<T>? other) => other is not null && items.SequenceEqual(other.Items);

    public override bool Equals(object? other) => Equals(other as EquatableList<T>);

    public override int GetHashCode() => items.Count;
}

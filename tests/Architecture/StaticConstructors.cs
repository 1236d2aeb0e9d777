using Mono.Cecil;

namespace Diesis.Architecture.Tests;

/// <summary>Finds types with an explicit static constructor: code that runs at a moment that nobody can read off the source.</summary>
internal static class StaticConstructors
{
    /// <summary>Field initialisers alone leave the flag beforefieldinit, and the compiler pre-computes those it can.</summary>
    internal static IEnumerable<string> Violations(IEnumerable<TypeDefinition> types) =>
        types.Where(type => !type.IsBeforeFieldInit && type.Methods.Any(method => method.IsConstructor && method.IsStatic))
            .Where(type => !type.Name.Contains('<'))
            .Select(type => $"{type.FullName} has a static constructor");
}

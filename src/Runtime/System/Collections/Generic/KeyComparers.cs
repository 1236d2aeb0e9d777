using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>
/// Brings the comparer that a hash collection is given into the form it calls: an EqualityComparer, whose virtual methods cost less
/// than an interface's, or null where T is a value type with its default equality, which is called directly.
/// </summary>
internal static class KeyComparers
{
    internal static EqualityComparer<T>? Select<T>(IEqualityComparer<T>? comparer)
    {
        if (typeof(T).IsValueType)
        {
            if (comparer is null || ReferenceEquals(comparer, EqualityComparer<T>.Default))
                return null;
        }
        else if (comparer is null)
        {
            return EqualityComparer<T>.Default;
        }

        if (typeof(T) == typeof(string) && comparer is OrdinalComparer)
            return Unsafe.As<EqualityComparer<T>>(new OrdinalKeyComparer(Unsafe.As<IEqualityComparer<string>>(comparer)));
        return comparer as EqualityComparer<T> ?? new AdaptedComparer<T>(comparer);
    }

    /// <summary>The comparer as the caller gave it.</summary>
    internal static IEqualityComparer<T> Original<T>(EqualityComparer<T>? selected) => selected switch
    {
        null => EqualityComparer<T>.Default,
        AdaptedComparer<T> adapted => adapted.Inner,
        _ when typeof(T) == typeof(string) && (object)selected is OrdinalKeyComparer ordinal => Unsafe.As<IEqualityComparer<T>>(ordinal.Inner),
        _ => selected,
    };
}

internal sealed class AdaptedComparer<T>(IEqualityComparer<T> inner) : EqualityComparer<T>
{
    internal IEqualityComparer<T> Inner { get; } = inner;

    public override bool Equals(T? x, T? y) => Inner.Equals(x, y);

    public override int GetHashCode([DisallowNull] T obj) => Inner.GetHashCode(obj);
}

internal sealed class OrdinalKeyComparer(IEqualityComparer<string> inner) : EqualityComparer<string>
{
    internal IEqualityComparer<string> Inner { get; } = inner;

    public override bool Equals(string? x, string? y) => string.Equals(x, y);

    public override int GetHashCode(string obj) => obj.GetHashCode();
}

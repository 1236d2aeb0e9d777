using System.Diagnostics.CodeAnalysis;

namespace System.Collections.Generic;

/// <summary>An equality on <typeparamref name="T"/> with the hash that agrees with it.</summary>
public interface IEqualityComparer<in T>
    where T : allows ref struct
{
    bool Equals(T? x, T? y);

    int GetHashCode([DisallowNull] T obj);
}

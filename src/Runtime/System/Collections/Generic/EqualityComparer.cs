using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>A base for equality comparers, and the place of the default one.</summary>
public abstract class EqualityComparer<T> : IEqualityComparer<T>, IEqualityComparer
{
    /// <summary>The equality that the type itself defines: IEquatable where it has that, else object.Equals.</summary>
    public static EqualityComparer<T> Default { [Intrinsic] get; } = Create();

    public static EqualityComparer<T> Create(Func<T?, T?, bool> equals, Func<T, int>? getHashCode = null)
    {
        ArgumentNullException.ThrowIfNull(equals);
        return new DelegateEqualityComparer<T>(equals, getHashCode ?? (static _ => throw new NotSupportedException()));
    }

    public abstract bool Equals(T? x, T? y);

    public abstract int GetHashCode([DisallowNull] T obj);

    bool IEqualityComparer.Equals(object? x, object? y)
    {
        if (x == y)
            return true;
        if (x is null || y is null)
            return false;
        if (x is not T || y is not T)
            ThrowHelper.ThrowWrongComparerArgument();
        return Equals((T)x, (T)y);
    }

    int IEqualityComparer.GetHashCode(object? obj)
    {
        if (obj is null)
            return 0;
        if (obj is not T)
            ThrowHelper.ThrowWrongComparerArgument();
        return GetHashCode((T)obj);
    }

    // ilc replaces the body with `new XEqualityComparer<T>()` wherever T is known when compiling. This body serves code that several
    // reference types share, and structs with such type arguments.
    [Intrinsic]
    private static EqualityComparer<T> Create()
    {
        if (typeof(T) == typeof(string))
            return Unsafe.As<EqualityComparer<T>>(new StringEqualityComparer());
        return ComparerSelection.Implements<T, IEquatable<T>>() ? new EquatableEqualityComparer<T>() : new ObjectEqualityComparer<T>();
    }
}

internal sealed class DelegateEqualityComparer<T>(Func<T?, T?, bool> equals, Func<T, int> getHashCode) : EqualityComparer<T>
{
    private readonly Func<T?, T?, bool> _equals = equals;
    private readonly Func<T, int> _getHashCode = getHashCode;

    public override bool Equals(T? x, T? y) => _equals(x, y);

    public override int GetHashCode([DisallowNull] T obj) => _getHashCode(obj);

    public override bool Equals(object? obj) =>
        obj is DelegateEqualityComparer<T> other && _equals == other._equals && _getHashCode == other._getHashCode;

    public override int GetHashCode() => HashCode.Combine(_equals.GetHashCode(), _getHashCode.GetHashCode());
}

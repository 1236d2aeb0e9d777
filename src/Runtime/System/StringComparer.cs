using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace System;

/// <summary>Orders and equalities of strings. There is only the invariant culture, which compares as ordinal does.</summary>
public abstract class StringComparer : IComparer, IEqualityComparer, IComparer<string?>, IEqualityComparer<string?>
{
    /// <summary>By UTF-16 code units.</summary>
    public static StringComparer Ordinal => OrdinalComparer.Instance;

    /// <summary>By UTF-16 code units after simple upper-casing.</summary>
    public static StringComparer OrdinalIgnoreCase => OrdinalIgnoreCaseComparer.Instance;

    public static StringComparer InvariantCulture => OrdinalComparer.Instance;

    public static StringComparer InvariantCultureIgnoreCase => OrdinalIgnoreCaseComparer.Instance;

    public static StringComparer CurrentCulture => OrdinalComparer.Instance;

    public static StringComparer CurrentCultureIgnoreCase => OrdinalIgnoreCaseComparer.Instance;

    public static StringComparer FromComparison(StringComparison comparisonType) => comparisonType switch
    {
        StringComparison.Ordinal or StringComparison.InvariantCulture or StringComparison.CurrentCulture => Ordinal,
        StringComparison.OrdinalIgnoreCase or StringComparison.InvariantCultureIgnoreCase or StringComparison.CurrentCultureIgnoreCase
            => OrdinalIgnoreCase,
        _ => throw new ArgumentException("The string comparison type passed in is currently not supported.", nameof(comparisonType)),
    };

    public abstract int Compare(string? x, string? y);

    public abstract bool Equals(string? x, string? y);

    public abstract int GetHashCode(string obj);

    public int Compare(object? x, object? y)
    {
        if (x == y)
            return 0;
        if (x is null)
            return -1;
        if (y is null)
            return 1;
        if (x is string left && y is string right)
            return Compare(left, right);
        if (x is IComparable comparable)
            return comparable.CompareTo(y);
        ThrowHelper.ThrowNotComparable();
        return 0;
    }

    public new bool Equals(object? x, object? y)
    {
        if (x == y)
            return true;
        if (x is null || y is null)
            return false;
        return x is string left && y is string right ? Equals(left, right) : x.Equals(y);
    }

    public int GetHashCode(object obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        return obj is string text ? GetHashCode(text) : obj.GetHashCode();
    }
}

internal sealed class OrdinalComparer : StringComparer, IAlternateEqualityComparer<ReadOnlySpan<char>, string?>
{
    internal static readonly OrdinalComparer Instance = new();

    public override int Compare(string? x, string? y) => string.CompareOrdinal(x, y);

    public override bool Equals(string? x, string? y) => string.Equals(x, y);

    public override int GetHashCode(string obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        return obj.GetHashCode();
    }

    bool IAlternateEqualityComparer<ReadOnlySpan<char>, string?>.Equals(ReadOnlySpan<char> alternate, string? other) =>
        other is not null && alternate.SequenceEqual(other);

    int IAlternateEqualityComparer<ReadOnlySpan<char>, string?>.GetHashCode(ReadOnlySpan<char> alternate) => string.GetHashCode(alternate);

    string IAlternateEqualityComparer<ReadOnlySpan<char>, string?>.Create(ReadOnlySpan<char> alternate) => alternate.ToString();

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is OrdinalComparer;

    public override int GetHashCode() => typeof(OrdinalComparer).GetHashCode();
}

internal sealed class OrdinalIgnoreCaseComparer : StringComparer, IAlternateEqualityComparer<ReadOnlySpan<char>, string?>
{
    internal static readonly OrdinalIgnoreCaseComparer Instance = new();

    public override int Compare(string? x, string? y) => string.Compare(x, y, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode(string obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        return obj.GetHashCode(StringComparison.OrdinalIgnoreCase);
    }

    bool IAlternateEqualityComparer<ReadOnlySpan<char>, string?>.Equals(ReadOnlySpan<char> alternate, string? other) =>
        other is not null && alternate.Equals(other, StringComparison.OrdinalIgnoreCase);

    int IAlternateEqualityComparer<ReadOnlySpan<char>, string?>.GetHashCode(ReadOnlySpan<char> alternate) =>
        string.GetHashCode(alternate, StringComparison.OrdinalIgnoreCase);

    string IAlternateEqualityComparer<ReadOnlySpan<char>, string?>.Create(ReadOnlySpan<char> alternate) => alternate.ToString();

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is OrdinalIgnoreCaseComparer;

    public override int GetHashCode() => typeof(OrdinalIgnoreCaseComparer).GetHashCode();
}

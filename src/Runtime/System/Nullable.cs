using System.Runtime.CompilerServices;

namespace System;

/// <summary>A value or none. ilc knows the layout: the flag, then the value.</summary>
public partial struct Nullable<T> where T : struct
{
    private readonly bool hasValue;
    internal T value;

    public Nullable(T value)
    {
        this.value = value;
        hasValue = true;
    }

    public readonly bool HasValue => hasValue;

    public readonly T Value
    {
        get
        {
            if (!hasValue)
                ThrowNoValue();
            return value;
        }
    }

    public readonly T GetValueOrDefault() => value;

    public readonly T GetValueOrDefault(T defaultValue) => hasValue ? value : defaultValue;

    public override bool Equals(object? other) => hasValue ? other != null && value.Equals(other) : other == null;

    public override int GetHashCode() => hasValue ? value.GetHashCode() : 0;

    public override string? ToString() => hasValue ? value.ToString() : "";

    public static implicit operator T?(T value) => new T?(value);

    public static explicit operator T(T? value) => value!.Value;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowNoValue() => throw new InvalidOperationException("Nullable object must have a value.");
}

/// <summary>Helpers over <see cref="Nullable{T}"/>.</summary>
public static class Nullable
{
    public static int Compare<T>(T? left, T? right) where T : struct
    {
        if (!left.HasValue)
            return right.HasValue ? -1 : 0;
        return right.HasValue ? System.Collections.Generic.Comparer<T>.Default.Compare(left.value, right.value) : 1;
    }

    public static bool Equals<T>(T? left, T? right) where T : struct
    {
        if (!left.HasValue || !right.HasValue)
            return left.HasValue == right.HasValue;
        return System.Collections.Generic.EqualityComparer<T>.Default.Equals(left.value, right.value);
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A place in a sequence, counted from its start or, behind a caret, from its end.</summary>
public readonly struct Index : IEquatable<Index>
{
    // Places from the end are stored as their complement: ^0 is -1.
    private readonly int _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Index(int value, bool fromEnd = false)
    {
        if (value < 0)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(value), "Non-negative number required.");
        _value = fromEnd ? ~value : value;
    }

    private Index(int stored, Index marker) => _value = stored;

    public static Index Start => default;

    public static Index End => new(~0, default(Index));

    public int Value => _value < 0 ? ~_value : _value;

    public bool IsFromEnd => _value < 0;

    public static implicit operator Index(int value) => FromStart(value);

    public static Index FromStart(int value) => new(value);

    public static Index FromEnd(int value) => new(value, fromEnd: true);

    /// <summary>The place counted from the start of so many elements; it may lie outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int GetOffset(int length) => _value < 0 ? _value + length + 1 : _value;

    public override bool Equals([NotNullWhen(true)] object? value) => value is Index other && _value == other._value;

    public bool Equals(Index other) => _value == other._value;

    public override int GetHashCode() => _value;

    public override string ToString() => _value < 0 ? "^" + ((uint)Value).ToString() : ((uint)Value).ToString();
}

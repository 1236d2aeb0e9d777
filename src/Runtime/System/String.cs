using System.Buffers;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System;

/// <summary>Immutable text in UTF-16 units, followed in memory by a zero that is not counted.</summary>
/// <remarks>
/// The compiler knows the two fields and lays literals out as frozen objects. Cultures are .NET's invariant globalization mode: comparisons
/// are ordinal, case is mapped unit by unit.
/// </remarks>
// SAFETY: a string's units are written only between its allocation and its publication by the code of this type; all other access goes
// through the length.
public sealed partial class String : IComparable, IEnumerable<char>, IComparable<string?>, IEquatable<string?>, ICloneable
{
    [Intrinsic]
    public static readonly string Empty = "";

    private readonly int _stringLength;
    private char _firstChar;

    public int Length { [Intrinsic] get => _stringLength; }

    [IndexerName("Chars")]
    public char this[int index]
    {
        [Intrinsic]
        get
        {
            if ((uint)index >= (uint)_stringLength)
                ThrowHelper.ThrowIndexOutOfRangeException();
            return Unsafe.Add(ref _firstChar, (nint)(uint)index);
        }
    }

    /// <summary>The first unit; that of the empty string is the zero at its end.</summary>
    public ref readonly char GetPinnableReference() => ref _firstChar;

    internal ref char GetRawStringData() => ref _firstChar;

    public static implicit operator ReadOnlySpan<char>(string? value) =>
        value is null ? default : new ReadOnlySpan<char>(ref value._firstChar, value._stringLength);

    public static bool IsNullOrEmpty([NotNullWhen(false)] string? value) => value is null || value._stringLength == 0;

    public static bool IsNullOrWhiteSpace([NotNullWhen(false)] string? value)
    {
        if (value is not null)
        {
            foreach (char unit in value.AsSpan())
            {
                if (!char.IsWhiteSpace(unit))
                    return false;
            }
        }

        return true;
    }

    /// <summary>Makes a string whose units the action writes in place.</summary>
    public static string Create<TState>(int length, TState state, SpanAction<char, TState> action) where TState : allows ref struct
    {
        if (action is null)
            ThrowHelper.ThrowArgumentNull(nameof(action));
        if (length <= 0)
        {
            if (length < 0)
                ThrowHelper.ThrowArgumentOutOfRange(nameof(length));
            return Empty;
        }

        string result = FastAllocateString(length);
        action(new Span<char>(ref result._firstChar, length), state);
        return result;
    }

    /// <summary>Makes a string from an interpolation; the provider is asked for formatters.</summary>
    public static string Create(IFormatProvider? provider, [InterpolatedStringHandlerArgument(nameof(provider))] ref DefaultInterpolatedStringHandler handler) =>
        handler.ToStringAndClear();

    /// <summary>As above, with the caller's buffer to begin with.</summary>
    public static string Create(
        IFormatProvider? provider,
        Span<char> initialBuffer,
        [InterpolatedStringHandlerArgument(nameof(provider), nameof(initialBuffer))] ref DefaultInterpolatedStringHandler handler) =>
        handler.ToStringAndClear();

    public static string Copy(string str)
    {
        ThrowHelper.CheckNotNull(str, nameof(str));
        return FromSpan(ref str._firstChar, str._stringLength);
    }

    public object Clone() => this;

    public override string ToString() => this;

    public string ToString(IFormatProvider? provider) => this;

    public char[] ToCharArray()
    {
        if (_stringLength == 0)
            return [];

        char[] array = GC.AllocateUninitializedArray<char>(_stringLength);
        CopyUnits(ref MemoryMarshal.GetArrayDataReference(array), ref _firstChar, _stringLength);
        return array;
    }

    public char[] ToCharArray(int startIndex, int length)
    {
        if ((uint)startIndex > (uint)_stringLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(startIndex), (uint)startIndex, "startIndex ('" + ((uint)startIndex).ToString() + "') must be less than or equal to '" + _stringLength.ToString() + "'.");
        }

        ThrowHelper.CheckNotNegative(length, nameof(length));
        ThrowHelper.CheckNotGreater(startIndex, _stringLength - length, nameof(startIndex));
        return AsSpan(startIndex, length).ToArray();
    }

    public void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count)
    {
        ThrowHelper.CheckNotNull(destination, nameof(destination));
        ThrowHelper.CheckNotNegative(count, nameof(count));
        ThrowHelper.CheckNotNegative(sourceIndex, nameof(sourceIndex));
        if (count > _stringLength - sourceIndex)
        {
            throw new ArgumentOutOfRangeException(
                nameof(sourceIndex), count, "sourceIndex ('" + count.ToString() + "') must be less than or equal to '" + (_stringLength - sourceIndex).ToString() + "'.");
        }

        ThrowHelper.CheckNotGreater(destinationIndex, destination.Length - count, nameof(destinationIndex));
        ThrowHelper.CheckNotNegative(destinationIndex, nameof(destinationIndex));
        CopyUnits(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(destination), destinationIndex), ref Unsafe.Add(ref _firstChar, sourceIndex), count);
    }

    public void CopyTo(Span<char> destination)
    {
        if ((uint)_stringLength > (uint)destination.Length)
            ThrowHelper.ThrowDestinationTooShort();
        CopyUnits(ref destination._reference, ref _firstChar, _stringLength);
    }

    public bool TryCopyTo(Span<char> destination)
    {
        if ((uint)_stringLength > (uint)destination.Length)
            return false;
        CopyUnits(ref destination._reference, ref _firstChar, _stringLength);
        return true;
    }

    public CharEnumerator GetEnumerator() => new(this);

    IEnumerator<char> IEnumerable<char>.GetEnumerator() => new CharEnumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => new CharEnumerator(this);

    /// <summary>The Unicode scalar values; an unpaired surrogate reads as U+FFFD.</summary>
    public System.Text.StringRuneEnumerator EnumerateRunes() => new(this);

    /// <summary>A string of so many zeros, to be written before anyone else sees it.</summary>
    internal static string FastAllocateString(int length) => Internal.Runtime.ObjectAllocator.AllocateString(length);

    /// <summary>A string of its own with the given units; the empty one is shared.</summary>
    internal static string FromSpan(ref char units, int length)
    {
        if (length == 0)
            return Empty;

        string result = FastAllocateString(length);
        CopyUnits(ref result._firstChar, ref units, length);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyUnits(ref char destination, ref char source, int count) =>
        SpanHelpers.Memmove(ref Unsafe.As<char, byte>(ref destination), ref Unsafe.As<char, byte>(ref source), (nuint)(uint)count * sizeof(char));

    private Span<char> Writable => new(ref _firstChar, _stringLength);

    // Preconditions: the bounds were checked.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<char> AsSpan(int start, int length) => new(ref Unsafe.Add(ref _firstChar, (nint)(uint)start), length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<char> AsSpan() => new(ref _firstChar, _stringLength);
}

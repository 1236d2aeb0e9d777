using System.Runtime.CompilerServices;

namespace System;

// SAFETY: bounds are checked before a span or reference is formed.
public sealed partial class String
{
    public bool Contains(string value)
    {
        ThrowHelper.CheckNotNull(value, nameof(value));
        return IndexOfUnits(ref _firstChar, _stringLength, value) >= 0;
    }

    public bool Contains(string value, StringComparison comparisonType) => IndexOf(value, comparisonType) >= 0;

    public bool Contains(char value) => IndexOf(value) >= 0;

    public bool Contains(char value, StringComparison comparisonType) => IndexOf(value, comparisonType) >= 0;

    public int IndexOf(char value) => SpanHelpers.IndexOf(ref Unsafe.As<char, ushort>(ref _firstChar), value, _stringLength);

    public int IndexOf(char value, int startIndex) => IndexOf(value, startIndex, _stringLength - startIndex);

    public int IndexOf(char value, int startIndex, int count)
    {
        CheckForward(startIndex, count);
        int found = SpanHelpers.IndexOf(ref Unsafe.As<char, ushort>(ref Unsafe.Add(ref _firstChar, startIndex)), value, count);
        return found < 0 ? found : found + startIndex;
    }

    public int IndexOf(char value, StringComparison comparisonType) =>
        IgnoresCase(comparisonType) ? AsSpan().IndexOfOrdinalIgnoreCase(new ReadOnlySpan<char>(in value)) : IndexOf(value);

    public int IndexOfAny(char[] anyOf) => IndexOfAny(anyOf, 0, _stringLength);

    public int IndexOfAny(char[] anyOf, int startIndex) => IndexOfAny(anyOf, startIndex, _stringLength - startIndex);

    public int IndexOfAny(char[] anyOf, int startIndex, int count)
    {
        ThrowHelper.CheckNotNull(anyOf, nameof(anyOf));
        CheckForward(startIndex, count);
        int found = AsSpan(startIndex, count).IndexOfAny(anyOf);
        return found < 0 ? found : found + startIndex;
    }

    public int IndexOf(string value) => IndexOf(value, 0, _stringLength, StringComparison.CurrentCulture);

    public int IndexOf(string value, int startIndex) => IndexOf(value, startIndex, _stringLength - startIndex, StringComparison.CurrentCulture);

    public int IndexOf(string value, int startIndex, int count) => IndexOf(value, startIndex, count, StringComparison.CurrentCulture);

    public int IndexOf(string value, StringComparison comparisonType) => IndexOf(value, 0, _stringLength, comparisonType);

    public int IndexOf(string value, int startIndex, StringComparison comparisonType) =>
        IndexOf(value, startIndex, _stringLength - startIndex, comparisonType);

    public int IndexOf(string value, int startIndex, int count, StringComparison comparisonType)
    {
        ThrowHelper.CheckNotNull(value, nameof(value));
        bool ignoresCase = IgnoresCase(comparisonType);
        CheckForward(startIndex, count);
        int found = ignoresCase
            ? AsSpan(startIndex, count).IndexOfOrdinalIgnoreCase(value.AsSpan())
            : IndexOfUnits(ref Unsafe.Add(ref _firstChar, startIndex), count, value);
        return found < 0 ? found : found + startIndex;
    }

    public int LastIndexOf(char value) => SpanHelpers.LastIndexOf(ref Unsafe.As<char, ushort>(ref _firstChar), value, _stringLength);

    public int LastIndexOf(char value, int startIndex) => LastIndexOf(value, startIndex, startIndex + 1);

    public int LastIndexOf(char value, int startIndex, int count)
    {
        if (_stringLength == 0)
            return -1;
        int first = CheckBackward(startIndex, count);
        int found = SpanHelpers.LastIndexOf(ref Unsafe.As<char, ushort>(ref Unsafe.Add(ref _firstChar, first)), value, count);
        return found < 0 ? found : found + first;
    }

    public int LastIndexOfAny(char[] anyOf) => LastIndexOfAny(anyOf, _stringLength - 1, _stringLength);

    public int LastIndexOfAny(char[] anyOf, int startIndex) => LastIndexOfAny(anyOf, startIndex, startIndex + 1);

    public int LastIndexOfAny(char[] anyOf, int startIndex, int count)
    {
        ThrowHelper.CheckNotNull(anyOf, nameof(anyOf));
        if (_stringLength == 0)
            return -1;
        int first = CheckBackward(startIndex, count);
        int found = AsSpan(first, count).LastIndexOfAny(anyOf);
        return found < 0 ? found : found + first;
    }

    public int LastIndexOf(string value) => LastIndexOf(value, _stringLength - 1, _stringLength, StringComparison.CurrentCulture);

    public int LastIndexOf(string value, int startIndex) => LastIndexOf(value, startIndex, startIndex + 1, StringComparison.CurrentCulture);

    public int LastIndexOf(string value, int startIndex, int count) => LastIndexOf(value, startIndex, count, StringComparison.CurrentCulture);

    public int LastIndexOf(string value, StringComparison comparisonType) => LastIndexOf(value, _stringLength - 1, _stringLength, comparisonType);

    public int LastIndexOf(string value, int startIndex, StringComparison comparisonType) =>
        LastIndexOf(value, startIndex, startIndex + 1, comparisonType);

    public int LastIndexOf(string value, int startIndex, int count, StringComparison comparisonType)
    {
        ThrowHelper.CheckNotNull(value, nameof(value));
        bool ignoresCase = IgnoresCase(comparisonType);
        if (_stringLength == 0 && (startIndex is -1 or 0))
            return value.Length == 0 ? 0 : -1;
        if ((uint)startIndex > (uint)_stringLength)
            ThrowHelper.ThrowIndexLess(nameof(startIndex));
        return LastIndexOfChecked(value, startIndex, count, ignoresCase);
    }

    public bool StartsWith(string value) => StartsWith(value, StringComparison.CurrentCulture);

    public bool StartsWith(string value, StringComparison comparisonType)
    {
        ThrowHelper.CheckNotNull(value, nameof(value));
        bool ignoresCase = IgnoresCase(comparisonType);
        if (value._stringLength > _stringLength)
            return false;
        ReadOnlySpan<char> start = AsSpan(0, value._stringLength);
        return ignoresCase ? start.EqualsOrdinalIgnoreCase(value.AsSpan()) : start.SequenceEqual(value.AsSpan());
    }

    public bool StartsWith(char value) => _stringLength != 0 && _firstChar == value;

    public bool EndsWith(string value) => EndsWith(value, StringComparison.CurrentCulture);

    public bool EndsWith(string value, StringComparison comparisonType)
    {
        ThrowHelper.CheckNotNull(value, nameof(value));
        bool ignoresCase = IgnoresCase(comparisonType);
        if (value._stringLength > _stringLength)
            return false;
        ReadOnlySpan<char> end = AsSpan(_stringLength - value._stringLength, value._stringLength);
        return ignoresCase ? end.EqualsOrdinalIgnoreCase(value.AsSpan()) : end.SequenceEqual(value.AsSpan());
    }

    public bool EndsWith(char value) => _stringLength != 0 && this[_stringLength - 1] == value;

    private static int IndexOfUnits(ref char start, int length, string value) => SpanHelpers.IndexOfSequence(
        ref Unsafe.As<char, ushort>(ref start), length, ref Unsafe.As<char, ushort>(ref value._firstChar), value._stringLength);

    // A start one past the end counts as the last unit.
    private int LastIndexOfChecked(string value, int startIndex, int count, bool ignoresCase)
    {
        if (startIndex == _stringLength)
        {
            startIndex--;
            if (count > 0)
                count--;
        }

        int first = startIndex - count + 1;
        if (count < 0 || first < 0)
            ThrowHelper.ThrowCountInText(nameof(count));

        ReadOnlySpan<char> part = AsSpan(first, count);
        int found = ignoresCase ? part.LastIndexOfOrdinalIgnoreCase(value.AsSpan()) : part.LastIndexOf(value.AsSpan());
        return found < 0 ? found : found + first;
    }

    private void CheckForward(int startIndex, int count)
    {
        if ((uint)startIndex > (uint)_stringLength)
            ThrowHelper.ThrowIndexLessOrEqual(nameof(startIndex));
        if ((uint)count > (uint)(_stringLength - startIndex))
            ThrowHelper.ThrowCountInText(nameof(count));
    }

    // Gives the first place of the range that ends with startIndex.
    private int CheckBackward(int startIndex, int count)
    {
        if ((uint)startIndex >= (uint)_stringLength)
            ThrowHelper.ThrowIndexLess(nameof(startIndex));
        if ((uint)count > (uint)startIndex + 1)
            ThrowHelper.ThrowCountInText(nameof(count));
        return startIndex + 1 - count;
    }
}

using System.Runtime.CompilerServices;
using System.Text;

namespace System;

// SAFETY: results are written within their own length, before they are published; bounds of arguments are checked first.
public sealed partial class String
{
    public string Substring(int startIndex)
    {
        if ((uint)startIndex > (uint)_stringLength)
            ThrowSubstring(startIndex, 0);
        int length = _stringLength - startIndex;
        return startIndex == 0 ? this : FromSpan(ref Unsafe.Add(ref _firstChar, startIndex), length);
    }

    public string Substring(int startIndex, int length)
    {
        if ((ulong)(uint)startIndex + (uint)length > (uint)_stringLength)
            ThrowSubstring(startIndex, length);
        return length == _stringLength ? this : FromSpan(ref Unsafe.Add(ref _firstChar, startIndex), length);
    }

    public string Insert(int startIndex, string value)
    {
        ThrowHelper.CheckNotNull(value, nameof(value));
        if ((uint)startIndex > (uint)_stringLength)
        {
            ThrowHelper.CheckNotNegative(startIndex, nameof(startIndex));
            ThrowHelper.ThrowGreater(nameof(startIndex), startIndex, _stringLength);
        }

        if (_stringLength == 0)
            return value;
        if (value._stringLength == 0)
            return this;
        return ConcatSpans(AsSpan(0, startIndex), value.AsSpan(), AsSpan(startIndex, _stringLength - startIndex), default);
    }

    public string Remove(int startIndex)
    {
        if (startIndex < 0)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(startIndex), "StartIndex cannot be less than zero.");
        if (startIndex > _stringLength)
            ThrowSubstring(startIndex, 0);
        return Substring(0, startIndex);
    }

    public string Remove(int startIndex, int count)
    {
        ThrowHelper.CheckNotNegative(startIndex, nameof(startIndex));
        ThrowHelper.CheckNotNegative(count, nameof(count));
        ThrowHelper.CheckNotGreater(count, _stringLength - startIndex, nameof(count));
        if (count == 0)
            return this;
        int after = startIndex + count;
        return ConcatSpans(AsSpan(0, startIndex), AsSpan(after, _stringLength - after), default, default);
    }

    public string PadLeft(int totalWidth) => PadLeft(totalWidth, ' ');

    public string PadLeft(int totalWidth, char paddingChar)
    {
        ThrowHelper.CheckNotNegative(totalWidth, nameof(totalWidth));
        int padding = totalWidth - _stringLength;
        if (padding <= 0)
            return this;

        string result = FastAllocateString(totalWidth);
        SpanHelpers.FillElements(ref result._firstChar, paddingChar, (nuint)padding);
        CopyUnits(ref Unsafe.Add(ref result._firstChar, padding), ref _firstChar, _stringLength);
        return result;
    }

    public string PadRight(int totalWidth) => PadRight(totalWidth, ' ');

    public string PadRight(int totalWidth, char paddingChar)
    {
        ThrowHelper.CheckNotNegative(totalWidth, nameof(totalWidth));
        int padding = totalWidth - _stringLength;
        if (padding <= 0)
            return this;

        string result = FastAllocateString(totalWidth);
        CopyUnits(ref result._firstChar, ref _firstChar, _stringLength);
        SpanHelpers.FillElements(ref Unsafe.Add(ref result._firstChar, _stringLength), paddingChar, (nuint)padding);
        return result;
    }

    public string Trim()
    {
        int start = 0;
        int end = _stringLength;
        while (start < end && char.IsWhiteSpace(Unsafe.Add(ref _firstChar, start)))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(Unsafe.Add(ref _firstChar, end - 1)))
        {
            end--;
        }

        return end - start == _stringLength ? this : FromSpan(ref Unsafe.Add(ref _firstChar, start), end - start);
    }

    public string Trim(char trimChar) => Same(AsSpan().Trim(trimChar));

    public string Trim(params char[]? trimChars) => Same(AsSpan().Trim((ReadOnlySpan<char>)trimChars));

    public string TrimStart() => Same(AsSpan().TrimStart());

    public string TrimStart(char trimChar) => Same(AsSpan().TrimStart(trimChar));

    public string TrimStart(params char[]? trimChars) => Same(AsSpan().TrimStart((ReadOnlySpan<char>)trimChars));

    public string TrimEnd() => Same(AsSpan().TrimEnd());

    public string TrimEnd(char trimChar) => Same(AsSpan().TrimEnd(trimChar));

    public string TrimEnd(params char[]? trimChars) => Same(AsSpan().TrimEnd((ReadOnlySpan<char>)trimChars));

    public string ToUpperInvariant() => Casing.ToUpper(this);

    public string ToLowerInvariant() => Casing.ToLower(this);

    public string ToUpper() => Casing.ToUpper(this);

    public string ToLower() => Casing.ToLower(this);

    public string Replace(char oldChar, char newChar)
    {
        int first = oldChar == newChar ? -1 : IndexOf(oldChar);
        if (first < 0)
            return this;

        string result = FastAllocateString(_stringLength);
        CopyUnits(ref result._firstChar, ref _firstChar, first);
        SpanHelpers.Replace(
            ref Unsafe.As<char, ushort>(ref Unsafe.Add(ref _firstChar, first)),
            ref Unsafe.As<char, ushort>(ref Unsafe.Add(ref result._firstChar, first)),
            oldChar,
            newChar,
            _stringLength - first);
        return result;
    }

    public string Replace(string oldValue, string? newValue)
    {
        ThrowHelper.CheckNotNull(oldValue, nameof(oldValue));
        if (oldValue._stringLength == 0)
            ThrowHelper.ThrowArgument("The value cannot be an empty string.", nameof(oldValue));
        if (oldValue._stringLength == 1 && newValue is { Length: 1 })
            return Replace(oldValue._firstChar, newValue._firstChar);

        int found = IndexOfUnits(ref _firstChar, _stringLength, oldValue);
        if (found < 0)
            return this;

        ValueStringBuilder builder = new(_stringLength);
        ReadOnlySpan<char> rest = AsSpan();
        do
        {
            builder.Append(rest.Slice(0, found));
            builder.Append(newValue);
            rest = rest.Slice(found + oldValue._stringLength);
            found = IndexOfUnits(ref rest._reference, rest.Length, oldValue);
        }
        while (found >= 0);
        builder.Append(rest);
        return builder.ToString();
    }

    public string Replace(string oldValue, string? newValue, StringComparison comparisonType)
    {
        if (!IgnoresCase(comparisonType))
            return Replace(oldValue, newValue);

        ThrowHelper.CheckNotNull(oldValue, nameof(oldValue));
        if (oldValue._stringLength == 0)
            ThrowHelper.ThrowArgument("The value cannot be an empty string.", nameof(oldValue));

        ReadOnlySpan<char> rest = AsSpan();
        int found = rest.IndexOfOrdinalIgnoreCase(oldValue.AsSpan());
        if (found < 0)
            return this;

        ValueStringBuilder builder = new(_stringLength);
        do
        {
            builder.Append(rest.Slice(0, found));
            builder.Append(newValue);
            rest = rest.Slice(found + oldValue._stringLength);
            found = rest.IndexOfOrdinalIgnoreCase(oldValue.AsSpan());
        }
        while (found >= 0);
        builder.Append(rest);
        return builder.ToString();
    }

    /// <summary>Every kind of line end (CR LF, CR, LF, FF, NEL, LS, PS) becomes the system's.</summary>
    public string ReplaceLineEndings() => ReplaceLineEndings("\n");

    public string ReplaceLineEndings(string replacementText)
    {
        ThrowHelper.CheckNotNull(replacementText, nameof(replacementText));
        const string LineEnds = "\r\n\f\u0085\u2028\u2029";
        ReadOnlySpan<char> rest = AsSpan();
        int found = rest.IndexOfAny(LineEnds.AsSpan());
        if (found < 0)
            return this;

        ValueStringBuilder builder = new(_stringLength);
        do
        {
            builder.Append(rest.Slice(0, found));
            builder.Append(replacementText);
            int width = rest[found] == '\r' && found + 1 < rest.Length && rest[found + 1] == '\n' ? 2 : 1;
            rest = rest.Slice(found + width);
            found = rest.IndexOfAny(LineEnds.AsSpan());
        }
        while (found >= 0);
        builder.Append(rest);
        return builder.ToString();
    }

    /// <summary>This string when nothing was cut off, else a new one.</summary>
    private string Same(ReadOnlySpan<char> part) => part.Length == _stringLength ? this : FromSpan(ref part._reference, part.Length);

    private void ThrowSubstring(int startIndex, int length)
    {
        ThrowHelper.CheckNotNegative(startIndex, nameof(startIndex));
        if (startIndex > _stringLength)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(startIndex), "startIndex cannot be larger than length of string.");
        ThrowHelper.CheckNotNegative(length, nameof(length));
        ThrowHelper.ThrowArgumentOutOfRange(nameof(length), "Index and length must refer to a location within the string.");
    }
}

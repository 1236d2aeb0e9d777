using System.Diagnostics.CodeAnalysis;

namespace System;

/// <summary>True or false.</summary>
public readonly struct Boolean : IComparable, IComparable<bool>, IEquatable<bool>
{
    public static readonly string TrueString = "True";
    public static readonly string FalseString = "False";

    private readonly bool _value;

    public static bool Parse(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Parse(value.AsSpan());
    }

    public static bool Parse(ReadOnlySpan<char> value)
    {
        if (!TryParse(value, out bool result))
        {
            throw new FormatException("String '" + new string(value) + "' was not recognized as a valid Boolean.");
        }

        return result;
    }

    public static bool TryParse([NotNullWhen(true)] string? value, out bool result) => TryParse(value.AsSpan(), out result);

    /// <summary>"True" or "False" in any case, with white space and NULs around.</summary>
    public static bool TryParse(ReadOnlySpan<char> value, out bool result)
    {
        int start = 0;
        int end = value.Length;
        while (start < end && (char.IsWhiteSpace(value[start]) || value[start] == '\0'))
        {
            start++;
        }

        while (end > start && (char.IsWhiteSpace(value[end - 1]) || value[end - 1] == '\0'))
        {
            end--;
        }

        value = value.Slice(start, end - start);
        result = Matches(value, "true");
        return result || Matches(value, "false");
    }

    public int CompareTo(object? obj)
    {
        if (obj is null)
        {
            return 1;
        }

        if (obj is bool other)
        {
            return CompareTo(other);
        }

        throw new ArgumentException("Object must be of type Boolean.");
    }

    public int CompareTo(bool value) => _value == value ? 0 : _value ? 1 : -1;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is bool other && _value == other;

    public bool Equals(bool obj) => _value == obj;

    public override int GetHashCode() => _value ? 1 : 0;

    public override string ToString() => _value ? "True" : "False";

    public string ToString(IFormatProvider? provider) => ToString();

    public bool TryFormat(Span<char> destination, out int charsWritten)
    {
        string text = ToString();
        if (text.Length > destination.Length)
        {
            charsWritten = 0;
            return false;
        }

        text.AsSpan().CopyTo(destination);
        charsWritten = text.Length;
        return true;
    }

    private static bool Matches(ReadOnlySpan<char> text, string lower)
    {
        if (text.Length != lower.Length)
        {
            return false;
        }

        for (int i = 0; i < lower.Length; i++)
        {
            if ((text[i] | 0x20) != lower[i] || text[i] > 'z')
            {
                return false;
            }
        }

        return true;
    }
}

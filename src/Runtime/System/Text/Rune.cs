using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace System.Text;

/// <summary>A Unicode scalar value: a code point that is no surrogate.</summary>
public readonly partial struct Rune : IComparable, IComparable<Rune>, IEquatable<Rune>, ISpanFormattable
{
    private readonly uint _value;

    public Rune(char ch)
    {
        if (char.IsSurrogate(ch))
            ThrowHelper.ThrowArgumentOutOfRange(nameof(ch));
        _value = ch;
    }

    public Rune(char highSurrogate, char lowSurrogate) => _value = (uint)char.ConvertToUtf32(highSurrogate, lowSurrogate);

    public Rune(int value) : this((uint)value)
    {
    }

    public Rune(uint value)
    {
        if (!IsValid(value))
            ThrowHelper.ThrowArgumentOutOfRange(nameof(value));
        _value = value;
    }

    private Rune(uint scalar, int width) => _value = scalar;

    /// <summary>U+FFFD, which stands for what could not be read.</summary>
    public static Rune ReplacementChar => Unchecked(0xFFFD);

    public int Value => (int)_value;

    public bool IsAscii => _value < 0x80;

    public bool IsBmp => _value <= 0xFFFF;

    public int Plane => (int)(_value >> 16);

    public int Utf16SequenceLength => _value <= 0xFFFF ? 1 : 2;

    public int Utf8SequenceLength => _value < 0x80 ? 1 : _value < 0x800 ? 2 : _value < 0x10000 ? 3 : 4;

    public static bool operator ==(Rune left, Rune right) => left._value == right._value;

    public static bool operator !=(Rune left, Rune right) => left._value != right._value;

    public static bool operator <(Rune left, Rune right) => left._value < right._value;

    public static bool operator <=(Rune left, Rune right) => left._value <= right._value;

    public static bool operator >(Rune left, Rune right) => left._value > right._value;

    public static bool operator >=(Rune left, Rune right) => left._value >= right._value;

    public static explicit operator Rune(char ch) => new(ch);

    public static explicit operator Rune(uint value) => new(value);

    public static explicit operator Rune(int value) => new(value);

    public static bool IsValid(int value) => IsValid((uint)value);

    public static bool IsValid(uint value) => value < 0xD800 || (value - 0xE000 <= 0x10FFFF - 0xE000);

    public static bool TryCreate(char ch, out Rune result) => TryCreate((uint)ch, out result);

    public static bool TryCreate(char highSurrogate, char lowSurrogate, out Rune result)
    {
        if (char.IsSurrogatePair(highSurrogate, lowSurrogate))
        {
            result = new Rune(highSurrogate, lowSurrogate);
            return true;
        }

        result = default;
        return false;
    }

    public static bool TryCreate(int value, out Rune result) => TryCreate((uint)value, out result);

    public static bool TryCreate(uint value, out Rune result)
    {
        bool valid = IsValid(value);
        result = valid ? Unchecked(value) : default;
        return valid;
    }

    public int CompareTo(Rune other) => (int)_value - (int)other._value;

    int IComparable.CompareTo(object? obj)
    {
        if (obj is null)
            return 1;
        if (obj is not Rune other)
            throw new ArgumentException();
        return CompareTo(other);
    }

    public bool Equals(Rune other) => _value == other._value;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Rune other && _value == other._value;

    public override int GetHashCode() => (int)_value;

    public override string ToString()
    {
        Span<char> units = stackalloc char[2];
        return ((ReadOnlySpan<char>)units.Slice(0, EncodeToUtf16(units))).ToString();
    }

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryEncodeToUtf16(destination, out charsWritten);

    public static UnicodeCategory GetUnicodeCategory(Rune value) => CharUnicodeInfo.Category(value._value);

    public static bool IsControl(Rune value) => ((value._value + 1) & ~0x80u) <= 0x20;

    public static bool IsDigit(Rune value) => GetUnicodeCategory(value) == UnicodeCategory.DecimalDigitNumber;

    public static bool IsLetter(Rune value) => GetUnicodeCategory(value) <= UnicodeCategory.OtherLetter;

    public static bool IsLetterOrDigit(Rune value) => IsLetter(value) || IsDigit(value);

    public static bool IsLower(Rune value) => GetUnicodeCategory(value) == UnicodeCategory.LowercaseLetter;

    public static bool IsUpper(Rune value) => GetUnicodeCategory(value) == UnicodeCategory.UppercaseLetter;

    public static bool IsNumber(Rune value) => GetUnicodeCategory(value) is >= UnicodeCategory.DecimalDigitNumber and <= UnicodeCategory.OtherNumber;

    public static bool IsPunctuation(Rune value) =>
        GetUnicodeCategory(value) is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;

    public static bool IsSeparator(Rune value) => GetUnicodeCategory(value) is >= UnicodeCategory.SpaceSeparator and <= UnicodeCategory.ParagraphSeparator;

    public static bool IsSymbol(Rune value) => GetUnicodeCategory(value) is >= UnicodeCategory.MathSymbol and <= UnicodeCategory.OtherSymbol;

    public static bool IsWhiteSpace(Rune value) => value.IsBmp && char.IsWhiteSpace((char)value._value);

    public static Rune ToUpperInvariant(Rune value) => Unchecked((uint)CharUnicodeInfo.ToUpper(value.Value));

    public static Rune ToLowerInvariant(Rune value) => Unchecked((uint)CharUnicodeInfo.ToLower(value.Value));

    /// <summary>Preconditions: the value is a scalar value.</summary>
    internal static Rune Unchecked(uint scalar) => new(scalar, 0);
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace System;

/// <summary>A version of two to four numbers; those that are missing are -1.</summary>
public sealed class Version : ICloneable, IComparable, IComparable<Version?>, IEquatable<Version?>, ISpanFormattable, IUtf8SpanFormattable
{
    private readonly int _major;
    private readonly int _minor;
    private readonly int _build = -1;
    private readonly int _revision = -1;

    public Version()
    {
    }

    public Version(int major, int minor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(major);
        ArgumentOutOfRangeException.ThrowIfNegative(minor);
        _major = major;
        _minor = minor;
    }

    public Version(int major, int minor, int build)
        : this(major, minor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(build);
        _build = build;
    }

    public Version(int major, int minor, int build, int revision)
        : this(major, minor, build)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(revision);
        _revision = revision;
    }

    public Version(string version)
        : this(Parse(version))
    {
    }

    private Version(Version other)
    {
        _major = other._major;
        _minor = other._minor;
        _build = other._build;
        _revision = other._revision;
    }

    private Version(ReadOnlySpan<int> parts)
    {
        _major = parts[0];
        _minor = parts[1];
        _build = parts[2];
        _revision = parts[3];
    }

    public int Major => _major;

    public int Minor => _minor;

    public int Build => _build;

    public int Revision => _revision;

    public short MajorRevision => (short)(_revision >> 16);

    public short MinorRevision => (short)(_revision & 0xFFFF);

    private int FieldCount => _build < 0 ? 2 : _revision < 0 ? 3 : 4;

    public static Version Parse(string input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Parse(input.AsSpan());
    }

    public static Version Parse(ReadOnlySpan<char> input) => Parse(input, throws: true)!;

    public static bool TryParse([NotNullWhen(true)] string? input, [NotNullWhen(true)] out Version? result)
    {
        result = input is null ? null : Parse(input.AsSpan(), throws: false);
        return result is not null;
    }

    public static bool TryParse(ReadOnlySpan<char> input, [NotNullWhen(true)] out Version? result)
    {
        result = Parse(input, throws: false);
        return result is not null;
    }

    public object Clone() => new Version(this);

    public int CompareTo(object? version)
    {
        if (version is null)
        {
            return 1;
        }

        if (version is Version other)
        {
            return CompareTo(other);
        }

        throw new ArgumentException("Object must be of type Version.", nameof(version));
    }

    public int CompareTo(Version? value)
    {
        if (ReferenceEquals(value, this))
        {
            return 0;
        }

        if (value is null)
        {
            return 1;
        }

        return _major != value._major ? (_major > value._major ? 1 : -1)
            : _minor != value._minor ? (_minor > value._minor ? 1 : -1)
            : _build != value._build ? (_build > value._build ? 1 : -1)
            : _revision != value._revision ? (_revision > value._revision ? 1 : -1)
            : 0;
    }

    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as Version);

    public bool Equals([NotNullWhen(true)] Version? obj) => obj is not null && CompareTo(obj) == 0;

    /// <summary>Most of the bits for build and revision, which differ most.</summary>
    public override int GetHashCode() =>
        ((_major & 0xF) << 28) | ((_minor & 0xFF) << 20) | ((_build & 0xFF) << 12) | (_revision & 0xFFF);

    public override string ToString() => ToString(FieldCount);

    public string ToString(int fieldCount)
    {
        FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
        Append(ref buffer, fieldCount);
        return buffer.ToString();
    }

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    public bool TryFormat(Span<char> destination, out int charsWritten) => TryFormat(destination, FieldCount, out charsWritten);

    public bool TryFormat(Span<char> destination, int fieldCount, out int charsWritten)
    {
        FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
        Append(ref buffer, fieldCount);
        return buffer.TryCopyTo(destination, out charsWritten);
    }

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten)
    {
        FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
        Append(ref buffer, FieldCount);
        return buffer.TryCopyTo(utf8Destination, out bytesWritten);
    }

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(destination, out charsWritten);

    bool IUtf8SpanFormattable.TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(utf8Destination, out bytesWritten);

    public static bool operator ==(Version? v1, Version? v2) => v1 is null ? v2 is null : v1.Equals(v2);

    public static bool operator !=(Version? v1, Version? v2) => !(v1 == v2);

    public static bool operator <(Version? v1, Version? v2) => v1 is null ? v2 is not null : v1.CompareTo(v2) < 0;

    public static bool operator <=(Version? v1, Version? v2) => v1 is null || v1.CompareTo(v2) <= 0;

    public static bool operator >(Version? v1, Version? v2) => v2 < v1;

    public static bool operator >=(Version? v1, Version? v2) => v2 <= v1;

    private void Append(scoped ref FormatBuffer buffer, int fieldCount)
    {
        if ((uint)fieldCount > (uint)FieldCount)
        {
            throw new ArgumentException("Argument must be between 0 and " + (fieldCount is < 0 or > 4 ? 4 : FieldCount).ToString() + ".", nameof(fieldCount));
        }

        for (int i = 0; i < fieldCount; i++)
        {
            if (i > 0)
            {
                buffer.Append('.');
            }

            buffer.Append(Number.Int32ToString(i switch { 0 => _major, 1 => _minor, 2 => _build, _ => _revision }));
        }
    }

    private static Version? Parse(ReadOnlySpan<char> input, bool throws)
    {
        Span<int> parts = [-1, -1, -1, -1];
        int count = 0;
        ReadOnlySpan<char> rest = input;
        int dots = 0;
        foreach (char character in input)
        {
            dots += character == '.' ? 1 : 0;
        }

        if (dots is < 1 or > 3)
        {
            return throws ? throw new ArgumentException("Version string portion was too short or too long.", nameof(input)) : null;
        }

        while (count <= dots)
        {
            int dot = rest.IndexOf('.');
            ReadOnlySpan<char> part = dot < 0 ? rest : rest.Slice(0, dot);
            if (throws)
            {
                parts[count] = int.Parse(part, NumberStyles.Integer, null);
                ArgumentOutOfRangeException.ThrowIfNegative(parts[count], nameof(input));
            }
            else if (!int.TryParse(part, NumberStyles.Integer, null, out parts[count]) || parts[count] < 0)
            {
                return null;
            }

            rest = rest.Slice(dot + 1);
            count++;
        }

        return new Version(parts);
    }
}

namespace Diesis.Tests.Runtime;

/// <summary>Items of several types made from numbers, so that one property test serves them all.</summary>
internal static class CollectionSamples
{
    internal static readonly Func<int, int> Int = static number => number;
    internal static readonly Func<int, long> Long = static number => number * 0x1_0000_0001L;
    internal static readonly Func<int, byte> Byte = static number => (byte)number;
    internal static readonly Func<int, double> Double = static number => number / 4.0;
    internal static readonly Func<int, string> Text = static number => "t" + number.ToString();
    internal static readonly Func<int, string?> TextOrNull = static number => number % 7 == 0 ? null : "n" + number.ToString();
    internal static readonly Func<int, SampleColor> Color = static number => (SampleColor)(number % 300);
    internal static readonly Func<int, SamplePoint> Point = static number => new SamplePoint(number & 7, number >> 3);
    internal static readonly Func<int, (string, int)> Pair = static number => ("p" + (number & 3).ToString(), number);
    internal static readonly Func<int, SampleName> Name = static number => new SampleName("m" + number.ToString());
    internal static readonly Func<int, int?> NullableInt = static number => number % 5 == 0 ? null : number;

    internal static string Show<T>(T value) => value is null ? "null" : value.ToString() ?? "";

    internal static void RecordAll<T>(IEnumerable<T> items)
    {
        string all = "";
        foreach (T item in items)
            all += Show(item) + ",";
        Check.Record(all);
    }
}

internal enum SampleColor : ushort
{
    Red,
    Green,
    Blue = 299,
}

/// <summary>A struct with neither IEquatable nor an own GetHashCode would need ValueType's reflection; this one brings its own.</summary>
internal readonly struct SamplePoint(int x, int y) : IEquatable<SamplePoint>, IComparable<SamplePoint>
{
    internal int X { get; } = x;

    internal int Y { get; } = y;

    public bool Equals(SamplePoint other) => X == other.X && Y == other.Y;

    public override bool Equals(object? obj) => obj is SamplePoint other && Equals(other);

    public override int GetHashCode() => X * 31 + Y;

    public int CompareTo(SamplePoint other) => X != other.X ? X.CompareTo(other.X) : Y.CompareTo(other.Y);

    public override string ToString() => X.ToString() + ":" + Y.ToString();
}

/// <summary>A class whose equality and order are its own.</summary>
internal sealed class SampleName(string value) : IEquatable<SampleName>, IComparable<SampleName>
{
    internal string Value { get; } = value;

    public bool Equals(SampleName? other) => other is not null && string.Equals(Value, other.Value);

    public override bool Equals(object? obj) => obj is SampleName other && Equals(other);

    public override int GetHashCode() => Value.Length * 7 + Value[Value.Length - 1];

    public int CompareTo(SampleName? other) => other is null ? 1 : string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}

/// <summary>Compares numbers by their last digit.</summary>
internal sealed class LastDigitComparer : IEqualityComparer<int>, IComparer<int>
{
    public bool Equals(int x, int y) => x % 10 == y % 10;

    public int GetHashCode(int obj) => obj % 10;

    public int Compare(int x, int y) => (x % 10).CompareTo(y % 10);
}

/// <summary>Puts everything into one bucket.</summary>
internal sealed class CollidingComparer : IEqualityComparer<int>
{
    public bool Equals(int x, int y) => x == y;

    public int GetHashCode(int obj) => 42;
}

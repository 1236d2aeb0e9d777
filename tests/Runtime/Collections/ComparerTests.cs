using System.Collections;

namespace Diesis.Tests.Runtime;

internal static class ComparerTests
{
    internal static void Register(TestList tests)
    {
        AddDefaults(tests, "int", CollectionSamples.Int);
        AddDefaults(tests, "long", CollectionSamples.Long);
        AddDefaults(tests, "byte", CollectionSamples.Byte);
        AddDefaults(tests, "string", CollectionSamples.TextOrNull);
        AddDefaults(tests, "enum", CollectionSamples.Color);
        AddDefaults(tests, "struct", CollectionSamples.Point);
        AddDefaults(tests, "tuple", CollectionSamples.Pair);
        AddDefaults(tests, "class", CollectionSamples.Name);
        AddDefaults(tests, "nullable", CollectionSamples.NullableInt);
        AddDefaults(tests, "object", static number => (object)number);
        AddDefaults(tests, "bool", static number => number % 2 == 0);
        AddDefaults(tests, "derived", static number => new DerivedName(number));
        tests.Add("Comparer.EnumsByTheirInteger", static () =>
        {
            RecordEnum<SignedByte>([SignedByte.Low, SignedByte.Zero, SignedByte.High]);
            RecordEnum<UnsignedByte>([UnsignedByte.Zero, UnsignedByte.High]);
            RecordEnum<SignedLong>([SignedLong.Low, SignedLong.Zero, SignedLong.High]);
            RecordEnum<UnsignedLong>([UnsignedLong.Zero, UnsignedLong.High]);
            RecordEnum<SignedShort>([SignedShort.Low, SignedShort.High]);
        });
        tests.Add("Comparer.DefaultUsesOwnEquality", static () =>
        {
            // A class that is equatable to its base, seen as the base: the base's own equality counts.
            EqualityComparer<object> objects = EqualityComparer<object>.Default;
            Check.Record(objects.Equals(new DerivedName(1), new DerivedName(1)));
            Check.Record(EqualityComparer<BaseName>.Default.Equals(new DerivedName(1), new DerivedName(1)));
            Check.Record(EqualityComparer<DerivedName>.Default.Equals(new DerivedName(1), new DerivedName(1)));
            Check.Record(EqualityComparer<string>.Default.Equals("a" + "b", string.Concat("a", "b")));
            Check.Record(EqualityComparer<double>.Default.Equals(double.NaN, double.NaN));
            Check.Record(EqualityComparer<double>.Default.Equals(0.0, -0.0));
            Check.Record(Comparer<double>.Default.Compare(double.NaN, 0.0));
            Check.Record(Comparer<double>.Default.Compare(0.0, -0.0));
            Check.Record(EqualityComparer<int?>.Default.GetHashCode(default(int?)!));
            Check.Record(EqualityComparer<int?>.Default.GetHashCode(7));
            Check.Record(EqualityComparer<string>.Default.GetHashCode(null!));
        });
        tests.Add("Comparer.Untyped", static () =>
        {
            IEqualityComparer equality = EqualityComparer<int>.Default;
            Check.Record(equality.Equals(1, 1));
            Check.Record(equality.Equals(1, null));
            Check.Record(equality.Equals(null, null));
            Check.Record(equality.GetHashCode(5));
            Check.RecordThrown(() => equality.Equals(1, "a"));
            Check.RecordThrown(() => equality.GetHashCode("a"));
            IComparer order = Comparer<int>.Default;
            Check.Record(order.Compare(1, 2));
            Check.Record(order.Compare(null, 2));
            Check.Record(order.Compare(2, null));
            Check.RecordThrown(() => order.Compare(1, "a"));
            Check.RecordThrown(static () => Comparer<object>.Default.Compare(new(), new()));
            Check.RecordThrown(static () => Comparer<object>.Default.Compare(1, "a"));
            Check.Record(Comparer.Default.Compare("a", "b"));
            Check.Record(Comparer.Default.Compare(null, "b"));
            Check.RecordThrown(static () => Comparer.Default.Compare(new(), new()));
        });
        tests.Add("Comparer.Created", static () =>
        {
            Comparer<int> order = Comparer<int>.Create(static (x, y) => y - x);
            Check.Record(order.Compare(1, 5));
            Check.RecordThrown(static () => Comparer<int>.Create(null!));
            EqualityComparer<int> equality = EqualityComparer<int>.Create(static (x, y) => x % 3 == y % 3, static x => x % 3);
            Check.Record(equality.Equals(1, 4));
            Check.Record(equality.GetHashCode(7));
            Check.RecordThrown(static () => EqualityComparer<int>.Create(null!));
            Check.RecordThrown(static () => EqualityComparer<int>.Create(static (_, _) => true).GetHashCode(1));
        });
        tests.Add("Comparer.ReferenceEquality", static () =>
        {
            ReferenceEqualityComparer comparer = ReferenceEqualityComparer.Instance;
            SampleName first = new("a");
            SampleName same = new("a");
            Check.Record(comparer.Equals(first, first));
            Check.Record(comparer.Equals(first, same));
            Check.Record(comparer.Equals(null, null));
            Check.Record(comparer.GetHashCode(null));
            Check.Equal(comparer.GetHashCode(first), comparer.GetHashCode(first));
            HashSet<object> set = new(comparer) { first, same, first };
            Check.Record(set.Count);
        });
        tests.Add("Comparer.EqualToItsLike", static () =>
        {
            Check.Record(EqualityComparer<int>.Default.Equals((object)EqualityComparer<int>.Default));
            Check.Record(Comparer<int>.Default.Equals(Comparer<int>.Default));
            Check.Record(Comparer<int>.Default.Equals(Comparer<uint>.Default));
            Check.Same(Comparer<string>.Default, Comparer<string>.Default);
            Check.Same(EqualityComparer<SamplePoint>.Default, EqualityComparer<SamplePoint>.Default);
        });
        tests.Add("StringComparer.Ordinal", static () => RecordStrings(StringComparer.Ordinal));
        tests.Add("StringComparer.OrdinalIgnoreCase", static () => RecordStrings(StringComparer.OrdinalIgnoreCase));
        tests.Add("StringComparer.Errors", static () =>
        {
            Check.RecordThrown(static () => StringComparer.Ordinal.GetHashCode((string)null!));
            Check.RecordThrown(static () => StringComparer.OrdinalIgnoreCase.GetHashCode((object)null!));
            Check.RecordThrown(static () => StringComparer.FromComparison((StringComparison)77));
            Check.RecordThrown(static () => StringComparer.Ordinal.Compare(new object(), "a"));
            Check.Same(StringComparer.Ordinal, StringComparer.FromComparison(StringComparison.Ordinal));
            Check.Record(StringComparer.Ordinal.Compare((object)1, 2));
            Check.Record(StringComparer.Ordinal.Equals((object)1, 1));
        });
    }

    private static void RecordStrings(StringComparer comparer)
    {
        string?[] texts = [null, "", "a", "A", "b", "ab", "AB", "aB", "ä", "Ä", "ß", "ẞ", "z", "Z", "_", "ǆ", "ǅ", "\ud801\udc00", "\ud801\udc28"];
        foreach (string? left in texts)
        {
            foreach (string? right in texts)
            {
                Check.Record(Math.Sign(comparer.Compare(left, right)));
                bool equal = comparer.Equals(left, right);
                Check.Record(equal);
                if (equal && left is not null)
                    Check.Equal(comparer.GetHashCode(left), comparer.GetHashCode(right!));
            }
        }
    }

    private static void AddDefaults<T>(TestList tests, string name, Func<int, T> make) => tests.Add("Comparer.Defaults." + name, () =>
    {
        EqualityComparer<T> equality = EqualityComparer<T>.Default;
        Comparer<T> order = Comparer<T>.Default;
        for (int i = 0; i < 12; i++)
        {
            for (int j = 0; j < 12; j++)
            {
                T left = make(i);
                T right = make(j);
                bool equal = equality.Equals(left, right);
                Check.Record(equal);
                Check.Equal(left is null ? right is null : left.Equals(right), equal);
                Check.Equal(equal, EqualityComparer<T>.Default.Equals(left, right));
                if (equal)
                    Check.Equal(equality.GetHashCode(left!), equality.GetHashCode(right!));
                int compared = Math.Sign(order.Compare(left, right));
                Check.Record(compared);
                Check.Equal(compared, Math.Sign(Comparer<T>.Default.Compare(left, right)));
            }
        }
    });

    private static void RecordEnum<T>(T[] values)
        where T : struct, Enum
    {
        foreach (T left in values)
        {
            Check.Record(EqualityComparer<T>.Default.GetHashCode(left));
            foreach (T right in values)
            {
                Check.Record(Comparer<T>.Default.Compare(left, right));
                Check.Record(EqualityComparer<T>.Default.Equals(left, right));
            }
        }
    }

    private class BaseName(int number) : IComparable<BaseName>
    {
        internal int Number { get; } = number;

        public int CompareTo(BaseName? other) => other is null ? 1 : Number.CompareTo(other.Number);
    }

    private sealed class DerivedName(int number) : BaseName(number), IEquatable<BaseName>, IEquatable<DerivedName>
    {
        public bool Equals(BaseName? other) => true;

        public bool Equals(DerivedName? other) => other is not null && other.Number == Number;

        public override bool Equals(object? obj) => obj is DerivedName other && Equals(other);

        public override int GetHashCode() => Number;
    }

    private enum SignedByte : sbyte
    {
        Low = -128,
        Zero = 0,
        High = 127,
    }

    private enum UnsignedByte : byte
    {
        Zero,
        High = 255,
    }

    private enum SignedShort : short
    {
        Low = -32768,
        High = 32767,
    }

    private enum SignedLong : long
    {
        Low = long.MinValue,
        Zero = 0,
        High = long.MaxValue,
    }

    private enum UnsignedLong : ulong
    {
        Zero,
        High = ulong.MaxValue,
    }
}

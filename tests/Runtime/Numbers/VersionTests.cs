namespace Diesis.Tests.Runtime;

/// <summary>Version, HashCode and Nullable's helpers.</summary>
internal static class VersionTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("Numbers.Version.Parse", static () =>
        {
            foreach (string text in (string[])["1", "1.2", "1.2.3", "1.2.3.4", "1.2.3.4.5", "1.x", "1.-2", "1.99999999999", " 1 . 2 ", "1..2", ".1", "1.", "", "+1.2", "01.002", "1.2.3.2147483647", "1.2147483648"])
            {
                NumberSamples.RecordOutcome(() => Version.Parse(text).ToString());
                Check.Record(Version.TryParse(text, out Version? version));
                Check.Record(version is null ? -1 : version.GetHashCode());
            }

            Check.RecordThrown(static () => Version.Parse((string)null!));
            Check.RecordThrown(static () => new Version(1, -1));
            Check.RecordThrown(static () => new Version("1.2").ToString(3));
            Check.RecordThrown(static () => new Version("1.2").ToString(5));
            Check.RecordThrown(static () => new Version("1.2").CompareTo("x"));
            Check.Equal("1", new Version(1, 2, 3, 4).ToString(1));
            Check.Equal("0.0", new Version().ToString());
        });
        tests.Add("Numbers.Version.Order", static () =>
        {
            SeededRandom random = new(91);
            Version? previous = null;
            for (int i = 0; i < 300; i++)
            {
                Version version = random.Next(3) switch
                {
                    0 => new Version(random.Next(2), random.Next(2)),
                    1 => new Version(random.Next(2), random.Next(2), random.Next(2)),
                    _ => new Version(random.Next(2), random.Next(2), random.Next(2), random.Next(70000)),
                };
                Check.Record(version.CompareTo(previous));
                Check.Record(version < previous);
                Check.Record(version >= previous);
                Check.Record(version == previous);
                Check.Record(version.MajorRevision * 100000L + version.MinorRevision);
                Check.Record(version.ToString());
                previous = version;
            }
        });
        tests.Add("Numbers.HashCode", static () =>
        {
            Check.Equal(HashCode.Combine(1, "a", 2.5), HashCode.Combine(1, "a", 2.5));
            Check.NotEqual(HashCode.Combine(1, 2), HashCode.Combine(2, 1));
            for (int count = 1; count < 12; count++)
            {
                HashCode hash = default;
                for (int i = 0; i < count; i++)
                {
                    hash.Add(i);
                }

                int expected = count switch
                {
                    1 => HashCode.Combine(0),
                    2 => HashCode.Combine(0, 1),
                    3 => HashCode.Combine(0, 1, 2),
                    4 => HashCode.Combine(0, 1, 2, 3),
                    5 => HashCode.Combine(0, 1, 2, 3, 4),
                    6 => HashCode.Combine(0, 1, 2, 3, 4, 5),
                    7 => HashCode.Combine(0, 1, 2, 3, 4, 5, 6),
                    8 => HashCode.Combine(0, 1, 2, 3, 4, 5, 6, 7),
                    _ => hash.ToHashCode(),
                };
                Check.Equal(expected, hash.ToHashCode());
            }

            HashSet<int> seen = new();
            for (int i = 0; i < 10000; i++)
            {
                seen.Add(HashCode.Combine(i, i * 7));
            }

            Check.True(seen.Count > 9990, "few collisions");
            HashCode bytes = default;
            bytes.AddBytes([1, 2, 3, 4, 5]);
            HashCode parts = default;
            parts.Add(0x04030201);
            parts.Add(5);
            Check.Equal(parts.ToHashCode(), bytes.ToHashCode());
        });
        tests.Add("Numbers.Nullable", static () =>
        {
            int? none = null;
            int? five = 5;
            Check.Record(Nullable.Compare(none, five));
            Check.Record(Nullable.Compare(five, none));
            Check.Record(Nullable.Compare<int>(null, null));
            Check.Record(Nullable.Compare<int>(5, 7));
            Check.Record(Nullable.Equals(five, (int?)5));
            Check.Record(Nullable.Equals(five, none));
            Check.Record(none.ToString());
            Check.Record(five.ToString());
            Check.Record(five.GetHashCode());
            Check.RecordThrown(() => _ = none!.Value);
            Check.Equal(9, none.GetValueOrDefault(9));
        });
    }
}

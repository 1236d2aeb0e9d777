namespace Diesis.Bench.Runtime;

/// <summary>Searching, comparing, copying and filling spans: short ones, where the way in counts, and long ones, where the vectors do.</summary>
internal static class SpanBenchmarks
{
    private const int Repeats = 100;

    internal static void Register(BenchmarkList benchmarks)
    {
        foreach (int length in (int[])[16, 4096])
        {
            byte[] bytes = new byte[length];
            char[] chars = new char[length];
            bytes[^1] = 9;
            chars[^1] = 'z';
            byte[] sameBytes = (byte[])bytes.Clone();
            byte[] target = new byte[length];
            object[] references = new object[length];
            object[] referencesTarget = new object[length];
            string suffix = "." + length.ToString();
            Add(benchmarks, "Span.IndexOfByte" + suffix, () => bytes.AsSpan().IndexOf((byte)9));
            Add(benchmarks, "Span.IndexOfChar" + suffix, () => chars.AsSpan().IndexOf('z'));
            Add(benchmarks, "Span.IndexOfAnyChar" + suffix, () => chars.AsSpan().IndexOfAny('x', 'y', 'z'));
            Add(benchmarks, "Span.IndexOfAnySet" + suffix, () => chars.AsSpan().IndexOfAny("vwxyz"));
            Add(benchmarks, "Span.SequenceEqual" + suffix, () => bytes.AsSpan().SequenceEqual(sameBytes) ? 1 : 0);
            Add(benchmarks, "Span.SequenceCompareTo" + suffix, () => bytes.AsSpan().SequenceCompareTo(sameBytes));
            Add(benchmarks, "Span.Copy" + suffix, () =>
            {
                bytes.AsSpan().CopyTo(target);
                return target[0];
            });
            Add(benchmarks, "Span.CopyReferences" + suffix, () =>
            {
                references.AsSpan().CopyTo(referencesTarget);
                return referencesTarget.Length;
            });
            Add(benchmarks, "Span.Clear" + suffix, () =>
            {
                target.AsSpan().Clear();
                return target[0];
            });
            Add(benchmarks, "Span.Fill" + suffix, () =>
            {
                target.AsSpan().Fill(3);
                return target[0];
            });
        }

        string text = new string('a', 500) + "needle" + new string('b', 500);
        Add(benchmarks, "Span.IndexOfText.1000", () => text.IndexOf("needle", StringComparison.Ordinal));
    }

    private static void Add(BenchmarkList benchmarks, string name, Func<int> body) => benchmarks.Add(name, Repeats, () =>
    {
        int sum = 0;
        for (int i = 0; i < Repeats; i++)
        {
            sum += body();
        }

        return sum;
    });
}

using System.Globalization;

namespace Diesis.Bench.Runtime;

/// <summary>Numbers to text and back.</summary>
internal static class NumberBenchmarks
{
    private const int Count = 100;

    private static readonly int[] s_integers = Make(static generator => generator.Next(int.MaxValue) >> generator.Next(31));
    private static readonly double[] s_doubles = Make(static generator => generator.Next(int.MaxValue) / (1.0 + generator.Next(1000)));
    private static readonly string[] s_integerTexts = Make(static generator => (generator.Next(int.MaxValue) >> generator.Next(31)).ToString(CultureInfo.InvariantCulture));
    private static readonly string[] s_doubleTexts = Make(static generator => (generator.Next(int.MaxValue) / (1.0 + generator.Next(1000))).ToString(CultureInfo.InvariantCulture));
    private static readonly string[] s_hexTexts = Make(static generator => generator.NextULong().ToString("x", CultureInfo.InvariantCulture));

    internal static void Register(BenchmarkList benchmarks)
    {
        benchmarks.Add("Number.IntToString", Count, static () =>
        {
            int sum = 0;
            foreach (int number in s_integers)
            {
                sum += number.ToString(CultureInfo.InvariantCulture).Length;
            }

            return sum;
        });
        benchmarks.Add("Number.LongTryFormat", Count, static () =>
        {
            Span<char> buffer = stackalloc char[32];
            int sum = 0;
            foreach (int number in s_integers)
            {
                (number * 1_000_003L).TryFormat(buffer, out int written, default, CultureInfo.InvariantCulture);
                sum += written;
            }

            return sum;
        });
        benchmarks.Add("Number.IntToHex", Count, static () =>
        {
            int sum = 0;
            foreach (int number in s_integers)
            {
                sum += number.ToString("x8", CultureInfo.InvariantCulture).Length;
            }

            return sum;
        });
        benchmarks.Add("Number.DoubleToString", Count, static () =>
        {
            int sum = 0;
            foreach (double number in s_doubles)
            {
                sum += number.ToString(CultureInfo.InvariantCulture).Length;
            }

            return sum;
        });
        benchmarks.Add("Number.DoubleFixed2", Count, static () =>
        {
            int sum = 0;
            foreach (double number in s_doubles)
            {
                sum += number.ToString("F2", CultureInfo.InvariantCulture).Length;
            }

            return sum;
        });
        benchmarks.Add("Number.IntGrouped", Count, static () =>
        {
            int sum = 0;
            foreach (int number in s_integers)
            {
                sum += number.ToString("N0", CultureInfo.InvariantCulture).Length;
            }

            return sum;
        });
        benchmarks.Add("Number.ParseInt", Count, static () =>
        {
            int sum = 0;
            foreach (string text in s_integerTexts)
            {
                sum ^= int.Parse(text, CultureInfo.InvariantCulture);
            }

            return sum;
        });
        benchmarks.Add("Number.ParseHex", Count, static () =>
        {
            ulong sum = 0;
            foreach (string text in s_hexTexts)
            {
                sum ^= ulong.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            }

            return (int)sum;
        });
        benchmarks.Add("Number.ParseDouble", Count, static () =>
        {
            double sum = 0;
            foreach (string text in s_doubleTexts)
            {
                sum += double.Parse(text, CultureInfo.InvariantCulture);
            }

            return (int)sum;
        });
    }

    private static T[] Make<T>(Func<Generator, T> make)
    {
        Generator generator = new(5);
        T[] items = new T[Count];
        for (int i = 0; i < Count; i++)
        {
            items[i] = make(generator);
        }

        return items;
    }
}

using System.Text;

namespace Diesis.Bench.Runtime;

/// <summary>Building strings, and taking them apart.</summary>
internal static class TextBenchmarks
{
    private const int Count = 100;

    private static readonly string[] s_words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"];
    private static readonly string s_line = string.Join(",", s_words);
    private static readonly string s_ascii = MakeText(false);
    private static readonly string s_mixed = MakeText(true);
    private static readonly byte[] s_asciiBytes = Encoding.UTF8.GetBytes(MakeText(false));
    private static readonly byte[] s_mixedBytes = Encoding.UTF8.GetBytes(MakeText(true));
    private static readonly byte[] s_bytes = new byte[8192];
    private static readonly char[] s_chars = new char[4096];

    internal static void Register(BenchmarkList benchmarks)
    {
        benchmarks.Add("Text.BuilderAppendChar", Count, static () =>
        {
            StringBuilder builder = new();
            for (int i = 0; i < Count; i++)
            {
                builder.Append((char)('a' + (i & 15)));
            }

            return builder.ToString().Length;
        });
        benchmarks.Add("Text.BuilderAppendString", Count, static () =>
        {
            StringBuilder builder = new();
            for (int i = 0; i < Count; i++)
            {
                builder.Append(s_words[i & 7]).Append(' ');
            }

            return builder.ToString().Length;
        });
        benchmarks.Add("Text.BuilderAppendInt", Count, static () =>
        {
            StringBuilder builder = new();
            for (int i = 0; i < Count; i++)
            {
                builder.Append(i * 1234567);
            }

            return builder.Length;
        });
        benchmarks.Add("Text.Concat", Count, static () =>
        {
            int sum = 0;
            for (int i = 0; i < Count; i++)
            {
                sum += (s_words[i & 7] + " and " + s_words[(i + 1) & 7]).Length;
            }

            return sum;
        });
        benchmarks.Add("Text.Interpolation", Count, static () =>
        {
            int sum = 0;
            for (int i = 0; i < Count; i++)
            {
                sum += $"{s_words[i & 7]} = {i}, 0x{i * 77777:x8}".Length;
            }

            return sum;
        });
        benchmarks.Add("Text.JoinSplit", 8, static () => string.Join(';', s_line.Split(',')).Length);
        benchmarks.Add("Text.SubstringReplace", 1, static () => s_line.Substring(3).Replace("eta", "ETA").Length);
        benchmarks.Add("Text.UpperTrimStarts", 1, static () =>
        {
            string upper = s_line.ToUpperInvariant();
            return upper.AsSpan().Trim().Length + (upper.StartsWith("ALPHA", StringComparison.Ordinal) ? 1 : 0);
        });
        benchmarks.Add("Text.CompareOrdinal", Count, static () =>
        {
            int sum = 0;
            for (int i = 0; i < Count; i++)
            {
                sum += string.CompareOrdinal(s_words[i & 7], s_words[(i + 3) & 7]) > 0 ? 1 : 0;
                sum += string.Equals(s_words[i & 7], s_words[(i + 1) & 7], StringComparison.OrdinalIgnoreCase) ? 1 : 0;
            }

            return sum;
        });
        benchmarks.Add("Utf8.EncodeAscii", 4096, static () => Encoding.UTF8.GetBytes(s_ascii, s_bytes));
        benchmarks.Add("Utf8.DecodeAscii", 4096, static () => Encoding.UTF8.GetChars(s_asciiBytes, s_chars));
        benchmarks.Add("Utf8.EncodeMixed", 2048, static () => Encoding.UTF8.GetBytes(s_mixed, s_bytes));
        benchmarks.Add("Utf8.DecodeMixed", 2048, static () => Encoding.UTF8.GetChars(s_mixedBytes, s_chars));
    }

    private static string MakeText(bool mixed)
    {
        Generator generator = new(4);
        char[] text = new char[mixed ? 2048 : 4096];
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = (mixed ? generator.Next(16) : 0) switch
            {
                15 => '\u20ac',
                >= 12 => (char)(0x3b1 + generator.Next(20)),
                _ => (char)(' ' + generator.Next(90)),
            };
        }

        return new string(text);
    }
}

using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Diesis.Tests.Runtime;

/// <summary>Encodings: well-formed and hostile input in both directions.</summary>
internal static class EncodingTests
{
    internal static void Register(TestList tests)
    {
        Expressions expressions = new(tests, "Encoding");
        foreach (Encoding encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.ASCII, Encoding.Latin1 })
        {
            string name = "Encoding." + encoding.WebName;
            tests.Add(name + ".Properties", () => Properties(encoding));
            tests.Add(name + ".RandomEncoding", () => RandomEncoding(encoding));
            tests.Add(name + ".RandomDecoding", () => RandomDecoding(encoding));
            tests.Add(name + ".ShortBuffers", () => ShortBuffers(encoding));
            tests.Add(name + ".EveryUnit", () => EveryUnit(encoding));
            tests.Add(name + ".RoundTrip", () => RoundTrip(encoding));
        }

        foreach (string name in new[] { "utf-8", "UTF-8", "utf-16", "unicode", "utf-16BE", "us-ascii", "ascii", "latin1", "iso-8859-1", "utf-32" })
        {
            tests.Add("Encoding.GetEncoding " + name, () => Check.Record(Encoding.GetEncoding(name).WebName));
        }

        foreach (int codePage in new[] { 0, 65001, 1200, 1201, 12000, 20127, 28591 })
        {
            tests.Add("Encoding.GetEncoding " + codePage.ToString(), () => Check.Record(Encoding.GetEncoding(codePage).WebName));
        }

        expressions.Bytes(static () => new UTF8Encoding().GetPreamble());
        expressions.Bytes(static () => new UTF8Encoding(true).GetPreamble());
        expressions.Bytes(static () => new UnicodeEncoding(true, true).GetPreamble());
        expressions.Bytes(static () => new UnicodeEncoding(true, false).GetPreamble());
        expressions.Bytes(static () => Encoding.Convert(Encoding.UTF8, Encoding.Unicode, "aé\U0001F600"u8.ToArray()));
        expressions.Bytes(static () => Encoding.UTF8.GetBytes("hello wörld", 4, 5));
        expressions.Bytes(static () => Encoding.GetEncoding("us-ascii", new EncoderReplacementFallback("<?>"), new DecoderReplacementFallback("!")).GetBytes("aéb\U0001F600c"));
        expressions.Text(static () => Encoding.GetEncoding("us-ascii", new EncoderReplacementFallback("<?>"), new DecoderReplacementFallback("!")).GetString([0x41, 0x80, 0xFF, 0x42]));
        expressions.Text(static () => Encoding.GetEncoding("utf-8", new EncoderReplacementFallback("_"), new DecoderReplacementFallback("xyz")).GetString([0xC3, 0x41, 0xE2, 0x82, 0xFF]));
        expressions.Bytes(static () => Encoding.GetEncoding("utf-8", new EncoderReplacementFallback("é"), new DecoderReplacementFallback("")).GetBytes("a\ud800b"));
        expressions.Text(static () => Encoding.UTF8.GetString([0xEF, 0xBB, 0xBF, 0x41]));
        expressions.Text(static () => Encoding.UTF8.GetString([0xF4, 0x90, 0x80, 0x80, 0xED, 0xA0, 0x80, 0xC0, 0xAF, 0xE0, 0x9F, 0xBF]));
        expressions.Truth(static () => Encoding.UTF8.Equals(Encoding.GetEncoding(65001)) && !Encoding.UTF8.Equals(Encoding.ASCII));
        expressions.Number(static () => new UTF8Encoding(false, true).GetBytes("añ", new byte[3].AsSpan()));
        tests.Add("Encoding.StrictUtf8RefusesWhatIsHostile", StrictUtf8);
        tests.Add("Encoding.ExceptionsSayWhatAndWhere", ExceptionsSayWhatAndWhere);
        tests.Add("Utf8.RandomPieces", RandomPieces);
        tests.Add("Utf8.IsValid", IsValid);
        tests.Add("Ascii.Random", AsciiRandom);
    }

    /// <summary>Bytes that are UTF-8 for a while, then not: truncated, overlong, surrogates, beyond the last plane, stray continuations.</summary>
    internal static byte[] HostileUtf8(SeededRandom random, int pieces)
    {
        List<byte> bytes = [];
        int count = random.Next(pieces + 1);
        for (int i = 0; i < count; i++)
        {
            byte[] piece = random.Next(12) switch
            {
                0 => [(byte)random.Next(0x80, 0xC0)],
                1 => [(byte)random.Next(0xC0, 0x100)],
                2 => [0xE0, (byte)random.Next(0x80, 0xC0), (byte)random.Next(0x80, 0xC0)],
                3 => [0xED, (byte)random.Next(0x80, 0xC0), (byte)random.Next(0x80, 0xC0)],
                4 => [0xF0, (byte)random.Next(0x80, 0xC0), (byte)random.Next(0x80, 0xC0), (byte)random.Next(0x80, 0xC0)],
                5 => [0xF4, (byte)random.Next(0x80, 0xC0), (byte)random.Next(0x80, 0xC0), (byte)random.Next(0x80, 0xC0)],
                6 => [(byte)random.Next(0xE1, 0xF5), (byte)random.Next(0x80, 0xC0)],
                7 => [(byte)random.Next(0xF1, 0xF5), (byte)random.Next(0x80, 0xC0), (byte)random.Next(0x80, 0xC0)],
                8 => "é€😀"u8.ToArray(),
                9 => [(byte)random.Next(0xC2, 0xE0), (byte)random.Next(0x80, 0xC0)],
                _ => "ascii text of more than sixteen bytes".AsSpan(random.Next(37)).ToString() is var text ? ToBytes(text) : [],
            };
            foreach (byte value in piece)
            {
                bytes.Add(value);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Text with unpaired surrogates among characters of one to four bytes.</summary>
    internal static string HostileText(SeededRandom random, int pieces)
    {
        string text = "";
        int count = random.Next(pieces + 1);
        for (int i = 0; i < count; i++)
        {
            text += random.Next(8) switch
            {
                0 => ((char)random.Next(0xD800, 0xDC00)).ToString(),
                1 => ((char)random.Next(0xDC00, 0xE000)).ToString(),
                2 => ((char)random.Next(0x80, 0x800)).ToString(),
                3 => ((char)random.Next(0x800, 0xD800)).ToString(),
                4 => char.ConvertFromUtf32(random.Next(0x10000, 0x110000)),
                _ => random.NextString(24),
            };
        }

        return text;
    }

    private static byte[] ToBytes(string text)
    {
        byte[] bytes = new byte[text.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)text[i];
        }

        return bytes;
    }

    private static void Properties(Encoding encoding)
    {
        Check.Record(encoding.EncodingName);
        Check.Record(encoding.WebName);
        Check.Record(encoding.HeaderName);
        Check.Record(encoding.BodyName);
        Check.Record((long)encoding.CodePage);
        Check.Record(encoding.IsSingleByte);
        Check.Record(encoding.GetPreamble());
        Check.Record((long)encoding.GetMaxByteCount(10));
        Check.Record((long)encoding.GetMaxCharCount(11));
    }

    private static void RandomEncoding(Encoding encoding)
    {
        SeededRandom random = new(51);
        for (int i = 0; i < 600; i++)
        {
            string text = HostileText(random, 6);
            byte[] bytes = encoding.GetBytes(text);
            Check.Record(bytes);
            Check.Equal(bytes.Length, encoding.GetByteCount(text));
            Check.Sequence(bytes, encoding.GetBytes(text.ToCharArray()));
        }
    }

    private static void RandomDecoding(Encoding encoding)
    {
        SeededRandom random = new(52);
        for (int i = 0; i < 600; i++)
        {
            byte[] bytes = HostileUtf8(random, 7);
            if (random.Next(3) == 0)
                random.NextBytes(bytes);
            string text = encoding.GetString(bytes);
            Check.Record(text);
            Check.Equal(text.Length, encoding.GetCharCount(bytes));
            Check.Equal(text, new string(encoding.GetChars(bytes)));
        }
    }

    private static void ShortBuffers(Encoding encoding)
    {
        SeededRandom random = new(53);
        for (int i = 0; i < 200; i++)
        {
            string text = HostileText(random, 3);
            byte[] all = encoding.GetBytes(text);
            for (int length = Math.Max(0, all.Length - 6); length <= all.Length; length++)
            {
                Check.Equal(length == all.Length, encoding.TryGetBytes(text, new byte[length], out int written));
                Check.Equal(length == all.Length ? length : 0, written);
            }

            byte[] bytes = HostileUtf8(random, 3);
            int count = encoding.GetCharCount(bytes);
            for (int length = Math.Max(0, count - 4); length <= count; length++)
            {
                Check.Equal(length == count, encoding.TryGetChars(bytes, new char[length], out int written));
                Check.Equal(length == count ? length : 0, written);
            }
        }
    }

    private static void EveryUnit(Encoding encoding)
    {
        char[] units = new char[1];
        ulong hash = 3;
        for (int unit = 0; unit < 0x10000; unit++)
        {
            units[0] = (char)unit;
            foreach (byte value in encoding.GetBytes(units))
            {
                hash = hash * 1_000_003 + value;
            }

            if (unit % 0x400 == 0x3FF)
                Check.Record(hash);
        }
    }

    private static void RoundTrip(Encoding encoding)
    {
        SeededRandom random = new(54);
        for (int i = 0; i < 200; i++)
        {
            string text = random.NextString(100, ' ', encoding.IsSingleByte ? '~' : '\uD7FF');
            Check.Equal(text, encoding.GetString(encoding.GetBytes(text)));
        }
    }

    private static void StrictUtf8()
    {
        UTF8Encoding strict = new(false, true);
        SeededRandom random = new(55);
        for (int i = 0; i < 300; i++)
        {
            byte[] bytes = HostileUtf8(random, 4);
            string text = HostileText(random, 3);
            Check.RecordThrown(() => strict.GetString(bytes));
            Check.RecordThrown(() => strict.GetCharCount(bytes));
            Check.RecordThrown(() => strict.GetBytes(text));
        }
    }

    private static void ExceptionsSayWhatAndWhere()
    {
        try
        {
            new UTF8Encoding(false, true).GetString([0x41, 0x42, 0xF0, 0x9F, 0x98]);
            Check.Fail("nothing thrown");
        }
        catch (DecoderFallbackException exception)
        {
            Check.Record(exception.BytesUnknown!);
            Check.Record((long)exception.Index);
        }

        try
        {
            Encoding.GetEncoding("us-ascii", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetBytes("ab\U0001F600");
            Check.Fail("nothing thrown");
        }
        catch (EncoderFallbackException exception)
        {
            Check.Record(exception.CharUnknownHigh);
            Check.Record(exception.CharUnknownLow);
            Check.Record((long)exception.Index);
            Check.Record(exception.IsUnknownSurrogate());
        }
    }

    private static void RandomPieces()
    {
        SeededRandom random = new(56);
        for (int i = 0; i < 500; i++)
        {
            byte[] bytes = HostileUtf8(random, 5);
            char[] units = new char[random.Next(bytes.Length + 2)];
            bool replaces = random.NextBool();
            bool final = random.NextBool();
            Check.Record((long)Utf8.ToUtf16(bytes, units, out int read, out int written, replaces, final));
            Check.Record((long)read * 1000 + written);
            Check.Record(new string(units, 0, written));

            string text = HostileText(random, 4);
            byte[] encoded = new byte[random.Next(3 * text.Length + 2)];
            Check.Record((long)Utf8.FromUtf16(text, encoded, out read, out written, replaces, final));
            Check.Record((long)read * 1000 + written);
            Check.Record(encoded.AsSpan(0, written));
        }
    }

    private static void IsValid()
    {
        SeededRandom random = new(57);
        for (int i = 0; i < 500; i++)
        {
            Check.Record(Utf8.IsValid(HostileUtf8(random, 3)));
        }
    }

    private static void AsciiRandom()
    {
        SeededRandom random = new(58);
        for (int i = 0; i < 300; i++)
        {
            string text = random.NextString(40) + (random.Next(3) == 0 ? HostileText(random, 2) : "");
            Check.Record(Ascii.IsValid(text));
            byte[] bytes = new byte[random.Next(60)];
            OperationStatus status = Ascii.FromUtf16(text, bytes, out int written);
            Check.Record((long)status * 1000 + written);
            char[] units = new char[random.Next(60)];
            status = Ascii.ToUtf16(HostileUtf8(random, 2), units, out written);
            Check.Record((long)status * 1000 + written);
            Check.Record(Ascii.EqualsIgnoreCase(text, text.ToUpperInvariant()));
            Range trimmed = Ascii.Trim(" \t" + text + " ");
            Check.Record((long)trimmed.Start.Value * 1000 + trimmed.End.Value);
        }
    }
}

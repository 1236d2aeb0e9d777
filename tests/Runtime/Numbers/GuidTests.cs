namespace Diesis.Tests.Runtime;

/// <summary>Guid: forms, byte orders, order, and bad text.</summary>
internal static class GuidTests
{
    internal static void Register(TestList tests)
    {
        foreach (string format in (string[])["", "N", "D", "B", "P", "X", "n", "x"])
        {
            tests.Add("Numbers.Guid.Format" + format, () =>
            {
                SeededRandom random = new(61);
                for (int i = 0; i < 100; i++)
                {
                    Guid guid = Next(random);
                    string text = guid.ToString(format);
                    Check.Record(text);
                    Check.True(Guid.Parse(text) == guid, text);
                    Check.True(Guid.Parse(text.ToUpperInvariant()) == guid, text);
                    Check.True(Guid.ParseExact(text, format.Length == 0 ? "D" : format) == guid, text);
                    char[] characters = new char[random.Next(80)];
                    Check.Record(guid.TryFormat(characters, out int written, format));
                    Check.Record(written);
                    byte[] bytes = new byte[random.Next(80)];
                    Check.Record(guid.TryFormat(bytes, out written, format));
                    Check.Record(new ReadOnlySpan<byte>(bytes, 0, written));
                }
            });
        }

        tests.Add("Numbers.Guid.Bytes", static () =>
        {
            SeededRandom random = new(62);
            for (int i = 0; i < 100; i++)
            {
                byte[] bytes = new byte[16];
                random.NextBytes(bytes);
                Guid guid = new(bytes);
                Check.Record(guid.ToString());
                Check.Sequence(bytes, guid.ToByteArray());
                Guid big = new(bytes, bigEndian: true);
                Check.Record(big.ToString());
                Check.Sequence(bytes, big.ToByteArray(bigEndian: true));
                Check.Record(guid.GetHashCode());
                Check.Record(guid.Version);
                Check.Record(guid.Variant);
                Check.Record(new Guid(i, (short)i, (short)-i, bytes[0], bytes[1], 2, 3, 4, 5, 6, 7).ToString());
            }
        });
        tests.Add("Numbers.Guid.Order", static () =>
        {
            SeededRandom random = new(63);
            Guid previous = Guid.Empty;
            for (int i = 0; i < 300; i++)
            {
                byte[] bytes = new byte[16];
                random.NextBytes(bytes);
                for (int j = 0; j < 16; j++)
                {
                    bytes[j] &= (byte)(random.NextBool() ? 0x81 : 0);
                }

                Guid guid = new(bytes);
                Check.Record(guid.CompareTo(previous));
                Check.Record(guid < previous);
                Check.Record(guid >= previous);
                Check.Record(guid == previous);
                previous = guid;
            }

            Check.Equal(1, Guid.Empty.CompareTo(null));
            Check.RecordThrown(static () => Guid.Empty.CompareTo("x"));
        });
        tests.Add("Numbers.Guid.Bad", static () =>
        {
            foreach (string text in (string[])
                [
                    "", "x", "00000000-0000-0000-0000-000000000000x", "{00000000-0000-0000-0000-00000000000g}", "(00000000-0000-0000-0000-000000000000}", "0000000000000000000000000000000g", "00000000-0000-0000-0000000000000000-",
                    "{0x00000000,0x0000,0x0000,{0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x100}}", "{0x00000000,0x0000,0x10000,{0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x10}}", "{0x0,0x0,0x1,{0x0,0x00,0x00,0x00,0x00,0x00,0x00,0x10}}",
                    " { 0x0, 0x0,0x1,{0x0,0x00,0x00,0x00,0x00,0x00,0x00,0x10}}  ", "0x000000-0000-0000-0000-000000000000", "+0000000-0000-0000-0000-000000000000", "00000000000000000000000000000000 ", " 12345678-1234-1234-1234-123456789012",
                    "{12345678-1234-1234-1234-123456789012", "12345678-1234-1234-1234-123456789012}", "12345678-1234-1234-1234-12345678901", "1234567812341234123412345678901", "{0x00000000,0x0000,0x0000,0x00,0x00,0x00,0x00}",
                    "{0x00000000;0x0000,0x0000,{0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x10}}", "{0x00000000,0x0000,0x0000,{0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x10}", "{0x00000000,0x0000,0x0000,{0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x10}}x",
                    "{00000000,0x0000,0x0000,{0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x10}}", "{0x00000000,0x0000,0x0000,{00,0x00,0x00,0x00,0x00,0x00,0x00,0x10}}", "{0x123456789,0x0000,0x0000,{0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x10}}",
                    "{0x12345678,0x123456789,0x0000,{0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x10}}", "{0x00000000,0x0000,0x0000,{0x00,0x00,0x00,0x00,0x00,0x00,0x00,}}", "{0x00000000,0x0000,0x0000,{0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x}}",
                ])
            {
                NumberSamples.RecordOutcome(() => Guid.Parse(text).ToString());
                Check.Record(Guid.TryParse(text, out Guid guid));
                Check.Record(guid.ToString());
                foreach (string format in (string[])["N", "D", "B", "P", "X"])
                {
                    Check.Record(Guid.TryParseExact(text, format, out guid));
                }
            }

            Check.RecordThrown(static () => Guid.Parse((string)null!));
            Check.RecordThrown(static () => new Guid(new byte[3]));
            Check.RecordThrown(static () => new Guid((byte[])null!));
            Check.RecordThrown(static () => Guid.Empty.ToString("Q"));
            Check.RecordThrown(static () => Guid.Empty.ToString("DD"));
            Check.RecordThrown(static () => Guid.ParseExact("", "Q"));
            Check.RecordThrown(static () => new Guid(1, 2, 3, new byte[7]));
        });
        tests.Add("Numbers.Guid.New", static () =>
        {
            HashSet<Guid> seen = new();
            for (int i = 0; i < 200; i++)
            {
                Guid guid = Guid.NewGuid();
                Check.True(seen.Add(guid), "unique");
                Check.Equal(4, guid.Version);
                Check.Equal(8, guid.Variant & 0xC);
            }

            DateTimeOffset time = DateTimeOffset.FromUnixTimeMilliseconds(0x0123_4567_89AB);
            Check.Equal("01234567-89ab-7", Guid.CreateVersion7(time).ToString().Substring(0, 15));
            Check.Equal(7, Guid.CreateVersion7().Version);
            Check.Equal("ffffffff-ffff-ffff-ffff-ffffffffffff", Guid.AllBitsSet.ToString());
        });
    }

    private static Guid Next(SeededRandom random)
    {
        byte[] bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}

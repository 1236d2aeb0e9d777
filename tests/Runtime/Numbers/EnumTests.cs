namespace Diesis.Tests.Runtime;

/// <summary>Enums: names, formats, flags, parsing.</summary>
internal static class EnumTests
{
    private enum Plain
    {
        Zero,
        One,
        Two,
        Five = 5,
        Cinq = 5,
        Minus = -1,
    }

    [Flags]
    private enum Permissions : byte
    {
        None = 0,
        Read = 1,
        Write = 2,
        ReadWrite = 3,
        Execute = 4,
        All = 7,
        High = 128,
    }

    [Flags]
    private enum Wide : long
    {
        A = 1,
        B = 2,
        Big = 1L << 40,
        Sign = long.MinValue,
    }

    private enum Unsigned : ulong
    {
        Large = ulong.MaxValue,
        Small = 1,
    }

    private enum Short : short
    {
        Low = short.MinValue,
        High = short.MaxValue,
    }

    private enum Nothing
    {
    }

    internal static void Register(TestList tests)
    {
        foreach (string format in (string[])["", "G", "g", "D", "d", "X", "x", "F", "f", "Q", "GG"])
        {
            tests.Add("Numbers.Enum.Format" + format, () =>
            {
                for (int i = -3; i < 12; i++)
                {
                    NumberSamples.RecordOutcome(() => ((Plain)i).ToString(format));
                    NumberSamples.RecordOutcome(() => ((Permissions)i).ToString(format));
                    NumberSamples.RecordOutcome(() => ((Wide)i).ToString(format));
                    NumberSamples.RecordOutcome(() => ((Nothing)i).ToString(format));
                    NumberSamples.RecordOutcome(() => ((DayOfWeek)i).ToString(format));
                }

                NumberSamples.RecordOutcome(() => (Wide.Big | Wide.A | Wide.Sign).ToString(format));
                NumberSamples.RecordOutcome(() => (Permissions.High | Permissions.Write).ToString(format));
                NumberSamples.RecordOutcome(() => Unsigned.Large.ToString(format));
                NumberSamples.RecordOutcome(() => ((Unsigned)(ulong.MaxValue - 1)).ToString(format));
                NumberSamples.RecordOutcome(() => Short.Low.ToString(format) + ((Short)(-2)).ToString(format));
                NumberSamples.RecordOutcome(() => Enum.Format(typeof(Plain), 2, format.Length == 0 ? "G" : format));
            });
        }

        tests.Add("Numbers.Enum.Names", static () =>
        {
            Check.Record(string.Join(",", Enum.GetNames<Plain>()));
            Check.Record(string.Join(",", Enum.GetNames<Permissions>()));
            Check.Record(string.Join(",", Enum.GetNames(typeof(Wide))));
            Check.Record(Enum.GetNames<Nothing>().Length);
            foreach (Plain value in Enum.GetValues<Plain>())
            {
                Check.Record((int)value);
            }

            foreach (Unsigned value in Enum.GetValues<Unsigned>())
            {
                Check.Record((ulong)value);
            }

            Check.Record(Enum.GetName(Plain.Two));
            Check.Record(Enum.GetName((Plain)77));
            Check.Record(Enum.GetName(Permissions.ReadWrite));
            Check.Record(Enum.GetName(typeof(Plain), 1));
            Check.Record(Enum.IsDefined(Plain.Five));
            Check.Record(Enum.IsDefined((Plain)3));
            Check.Record(Enum.IsDefined(Permissions.Read | Permissions.Execute));
            Check.Record(Enum.IsDefined(typeof(Plain), "One"));
            Check.Record(Enum.IsDefined(typeof(Plain), "one"));
            Check.Record(Enum.IsDefined(typeof(Plain), 2));
            Check.Record(Enum.GetUnderlyingType(typeof(Short)).ToString());
        });
        tests.Add("Numbers.Enum.Parse", static () =>
        {
            foreach (string text in (string[])
                [
                    "One", " One ", "one", "ONE", "Five", "Cinq", "Minus", "0", "5", "-1", "+2", " 2 ", "99", "256", "2147483648", "-2147483649", "One,Two", "One, Two", "One,", ",One", "One,,Two", "", " ", "x", "1x", "1,2", "Read, Write", "read|write", "0x1",
                    "1.0", "None", "All", "High, Read",
                ])
            {
                NumberSamples.RecordOutcome(() => ((int)Enum.Parse<Plain>(text)).ToString());
                NumberSamples.RecordOutcome(() => ((int)Enum.Parse<Plain>(text, ignoreCase: true)).ToString());
                NumberSamples.RecordOutcome(() => ((int)Enum.Parse<Permissions>(text)).ToString());
                NumberSamples.RecordOutcome(() => Enum.Parse(typeof(Plain), text).ToString() ?? "null");
                Check.Record(Enum.TryParse(text, ignoreCase: true, out Permissions permissions));
                Check.Record((int)permissions);
                Check.Record(Enum.TryParse(text.AsSpan(), out Plain plain));
                Check.Record((int)plain);
            }

            Check.RecordThrown(static () => Enum.Parse<Plain>((string)null!));
            Check.RecordThrown(static () => Enum.Parse(typeof(int), "1"));
            Check.RecordThrown(static () => Enum.Parse(null!, "1"));
            Check.False(Enum.TryParse<Plain>((string?)null, out _));
        });
        tests.Add("Numbers.Enum.Instance", static () =>
        {
            Check.True(Permissions.ReadWrite.HasFlag(Permissions.Read));
            Check.False(Permissions.Read.HasFlag(Permissions.ReadWrite));
            Enum boxed = Wide.Big | Wide.A;
            Check.True(boxed.HasFlag(Wide.A));
            Check.True(boxed.Equals(Wide.Big | Wide.A));
            Check.False(boxed.Equals(1L << 40));
            Check.Record(boxed.GetHashCode());
            Check.Record(Plain.Minus.GetHashCode());
            Check.Record(Short.Low.GetHashCode());
            Check.Record(Plain.One.CompareTo(Plain.Minus));
            Check.Record(Unsigned.Large.CompareTo(Unsigned.Small));
            Check.Record(Permissions.High.CompareTo(Permissions.Read));
            Check.Record(Plain.One.CompareTo(null));
            Check.RecordThrown(static () => Plain.One.CompareTo(1));
            Check.RecordThrown(static () => Plain.One.HasFlag(Permissions.Read));
            Check.RecordThrown(static () => Enum.Format(typeof(Plain), 1L, "G"));
            Check.RecordThrown(static () => Enum.Format(typeof(int), 1, "G"));
            Check.RecordThrown(static () => Enum.GetName(typeof(Plain), "x"));
            Check.RecordThrown(static () => Enum.IsDefined(typeof(Plain), 1L));
            Check.Record($"{Plain.Two}|{Permissions.All:D}|{Plain.One,8}|{(Plain)9:X}");
            Check.Record(Enum.ToObject(typeof(Plain), 2).ToString());
            Check.Record(Enum.ToObject(typeof(Permissions), 0x101L).ToString());
            char[] characters = new char[5];
            Check.Record(Enum.TryFormat(Plain.One, characters, out int written));
            Check.Record(written);
            Check.Record(Enum.TryFormat(Permissions.ReadWrite, characters, out written));
            Check.Record(written);
        });
    }
}

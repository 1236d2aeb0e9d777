namespace Diesis.Tests.Runtime;

/// <summary>
/// The transcript: what a test computed, folded into a hash that must be the same in every home. Stock .NET's decides what is right.
/// </summary>
/// <remarks>
/// One transcript at a time, written by the test's own thread. Numbers are folded by their bits and strings by their UTF-16 units, so that the
/// hash does not depend on the formatting and encoding code that is itself under test. Hash: FNV-1a, 64 bits.
/// </remarks>
internal static partial class Check
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    private static ulong s_hash = FnvOffset;
    private static bool s_prints;

    internal static ulong TranscriptHash => s_hash;

    internal static void StartTranscript(bool prints)
    {
        s_hash = FnvOffset;
        s_prints = prints;
    }

    internal static void Record(string? text)
    {
        FoldTag('s');
        if (text is null)
        {
            FoldTag('0');
        }
        else
        {
            FoldBits((ulong)text.Length);
            for (int i = 0; i < text.Length; i++)
            {
                FoldUnit(text[i]);
            }
        }

        if (s_prints)
        {
            Print(text is null ? "null" : Escaped.Text(text));
        }
    }

    internal static void Record(long value)
    {
        FoldTag('i');
        FoldBits((ulong)value);
        if (s_prints)
        {
            Print(value.ToString());
        }
    }

    internal static void Record(ulong value)
    {
        FoldTag('u');
        FoldBits(value);
        if (s_prints)
        {
            Print(value.ToString());
        }
    }

    internal static void Record(bool value) => Record(value ? "true" : "false");

    internal static void Record(char value)
    {
        FoldTag('c');
        FoldUnit(value);
        if (s_prints)
        {
            Print("'" + Escaped.Text(value.ToString()) + "'");
        }
    }

    /// <summary>Records the bits; every NaN counts as the same one.</summary>
    internal static void Record(double value)
    {
        FoldTag('d');
        FoldBits(Bits.Of(value));
        if (s_prints)
        {
            Print("double bits 0x" + Escaped.Hexadecimal(Bits.Of(value), 16));
        }
    }

    internal static void Record(byte[] bytes) => Record(new ReadOnlySpan<byte>(bytes));

    internal static void Record(ReadOnlySpan<byte> bytes)
    {
        FoldTag('b');
        FoldBits((ulong)bytes.Length);
        for (int i = 0; i < bytes.Length; i++)
        {
            FoldUnit((char)bytes[i]);
        }

        if (s_prints)
        {
            string digits = "";
            for (int i = 0; i < bytes.Length; i++)
            {
                digits += Escaped.Hexadecimal(bytes[i], 2);
            }

            Print("bytes " + digits);
        }
    }

    /// <summary>Records type and message of what the action throws, or that it throws nothing.</summary>
    internal static void RecordThrown(Action action)
    {
        string outcome = "nothing thrown";
        try
        {
            action();
        }
        catch (Exception exception)
        {
            outcome = exception.GetType().ToString() + ": " + exception.Message;
        }

        Record(outcome);
    }

    private static void FoldTag(char tag) => FoldUnit(tag);

    private static void FoldUnit(char unit)
    {
        s_hash = (s_hash ^ (uint)(unit & 0xFF)) * FnvPrime;
        s_hash = (s_hash ^ (uint)(unit >> 8)) * FnvPrime;
    }

    private static void FoldBits(ulong bits)
    {
        for (int shift = 0; shift < 64; shift += 16)
        {
            FoldUnit((char)((bits >> shift) & 0xFFFF));
        }
    }

    private static void Print(string line) => Console.WriteLine("  | " + line);
}

using System.Buffers;

namespace System.Text;

/// <summary>UTF-8 to and from UTF-16, stopping where something is wrong; what then stands in its place is the caller's decision.</summary>
/// <remarks>Unicode 15, section 3.9, table 3-7 (well-formed byte sequences) and the practice of replacing maximal subparts.</remarks>
internal static class Utf8Coding
{
    /// <summary>One scalar value. Of ill-formed bytes the maximal subpart counts as consumed; NeedMoreData when the source ends within it.</summary>
    internal static OperationStatus Decode(ReadOnlySpan<byte> source, out uint scalar, out int consumed)
    {
        scalar = 0;
        consumed = 0;
        if (source.IsEmpty)
            return OperationStatus.NeedMoreData;

        uint first = source[0];
        consumed = 1;
        if (first < 0x80)
        {
            scalar = first;
            return OperationStatus.Done;
        }

        if (first is < 0xC2 or > 0xF4)
            return OperationStatus.InvalidData;
        if (source.Length == 1)
            return OperationStatus.NeedMoreData;

        // Only the second byte's range depends on the first: no surrogates, nothing overlong, nothing above U+10FFFF.
        uint second = source[1];
        uint lowest = first == 0xE0 ? 0xA0u : first == 0xF0 ? 0x90u : 0x80u;
        uint highest = first == 0xED ? 0x9Fu : first == 0xF4 ? 0x8Fu : 0xBFu;
        if (second < lowest || second > highest)
            return OperationStatus.InvalidData;

        consumed = 2;
        if (first < 0xE0)
        {
            scalar = (first & 0x1F) << 6 | (second & 0x3F);
            return OperationStatus.Done;
        }

        if (source.Length == 2)
            return OperationStatus.NeedMoreData;
        uint third = source[2];
        if ((third & 0xC0) != 0x80)
            return OperationStatus.InvalidData;

        consumed = 3;
        if (first < 0xF0)
        {
            scalar = (first & 0xF) << 12 | (second & 0x3F) << 6 | (third & 0x3F);
            return OperationStatus.Done;
        }

        if (source.Length == 3)
            return OperationStatus.NeedMoreData;
        uint fourth = source[3];
        if ((fourth & 0xC0) != 0x80)
            return OperationStatus.InvalidData;

        consumed = 4;
        scalar = (first & 7) << 18 | (second & 0x3F) << 12 | (third & 0x3F) << 6 | (fourth & 0x3F);
        return OperationStatus.Done;
    }

    /// <summary>Converts as much as is well-formed and fits. The positions say how far; the status why it stopped.</summary>
    internal static OperationStatus ToUtf16(ReadOnlySpan<byte> source, Span<char> destination, out int read, out int written)
    {
        int from = 0;
        int to = 0;
        OperationStatus status = OperationStatus.Done;
        while (from < source.Length)
        {
            int ascii = AsciiCoding.Widen(source.Slice(from), destination.Slice(to));
            from += ascii;
            to += ascii;
            if (from == source.Length)
                break;

            if (source[from] < 0x80)
            {
                status = OperationStatus.DestinationTooSmall;
                break;
            }

            // Text in one script stays beyond ASCII for a while.
            do
            {
                status = Decode(source.Slice(from), out uint scalar, out int width);
                if (status != OperationStatus.Done)
                    goto stopped;
                if (scalar < 0x10000)
                {
                    if (to == destination.Length)
                    {
                        status = OperationStatus.DestinationTooSmall;
                        goto stopped;
                    }

                    destination[to++] = (char)scalar;
                }
                else
                {
                    if (destination.Length - to < 2)
                    {
                        status = OperationStatus.DestinationTooSmall;
                        goto stopped;
                    }

                    destination[to] = (char)(0xD7C0 + (scalar >> 10));
                    destination[to + 1] = (char)(0xDC00 + (scalar & 0x3FF));
                    to += 2;
                }

                from += width;
            }
            while (from < source.Length && source[from] >= 0x80);
        }

    stopped:
        read = from;
        written = to;
        return status;
    }

    /// <summary>The text of the bytes, with U+FFFD for each maximal subpart that is ill-formed.</summary>
    internal static string ToText(ReadOnlySpan<byte> source)
    {
        ValueStringBuilder builder = new(source.Length);
        while (true)
        {
            OperationStatus status = ToUtf16(source, builder.Free, out int read, out int written);
            builder.Length += written;
            source = source.Slice(read);
            if (status == OperationStatus.Done)
                return builder.ToString();

            if (status == OperationStatus.DestinationTooSmall)
            {
                builder.Grow(source.Length);
            }
            else
            {
                Decode(source, out _, out int subpart);
                source = source.Slice(subpart);
                builder.Append('\uFFFD');
            }
        }
    }

    /// <summary>How many UTF-16 units the well-formed start takes, and how many bytes it has.</summary>
    internal static OperationStatus CountUtf16(ReadOnlySpan<byte> source, out int read, out int count)
    {
        int from = 0;
        count = 0;
        OperationStatus status = OperationStatus.Done;
        while (from < source.Length)
        {
            int ascii = AsciiCoding.LengthOfAscii(source.Slice(from));
            from += ascii;
            count += ascii;
            while (from < source.Length && source[from] >= 0x80)
            {
                status = Decode(source.Slice(from), out uint scalar, out int width);
                if (status != OperationStatus.Done)
                {
                    read = from;
                    return status;
                }

                from += width;
                count += scalar < 0x10000 ? 1 : 2;
            }
        }

        read = from;
        return status;
    }

    /// <summary>Converts as much as is well-formed and fits; NeedMoreData for a high surrogate at the end.</summary>
    internal static OperationStatus FromUtf16(ReadOnlySpan<char> source, Span<byte> destination, out int read, out int written)
    {
        int from = 0;
        int to = 0;
        OperationStatus status = OperationStatus.Done;
        while (from < source.Length)
        {
            int ascii = AsciiCoding.Narrow(source.Slice(from), destination.Slice(to));
            from += ascii;
            to += ascii;
            if (from == source.Length)
                break;

            if (source[from] < 0x80)
            {
                status = OperationStatus.DestinationTooSmall;
                break;
            }

            do
            {
                status = Rune.DecodeFromUtf16(source.Slice(from), out Rune rune, out int width);
                if (status != OperationStatus.Done)
                    goto stopped;
                if (!rune.TryEncodeToUtf8(destination.Slice(to), out int bytes))
                {
                    status = OperationStatus.DestinationTooSmall;
                    goto stopped;
                }

                from += width;
                to += bytes;
            }
            while (from < source.Length && source[from] >= 0x80);
        }

    stopped:
        read = from;
        written = to;
        return status;
    }

    /// <summary>How many bytes the well-formed start takes, and how many units it has.</summary>
    internal static OperationStatus CountUtf8(ReadOnlySpan<char> source, out int read, out long count)
    {
        int from = 0;
        count = 0;
        while (from < source.Length)
        {
            char unit = source[from];
            if (unit < 0x80)
            {
                int ascii = AsciiCoding.LengthOfAscii(source.Slice(from));
                from += ascii;
                count += ascii;
                continue;
            }

            OperationStatus status = Rune.DecodeFromUtf16(source.Slice(from), out Rune rune, out int width);
            if (status != OperationStatus.Done)
            {
                read = from;
                return status;
            }

            from += width;
            count += rune.Utf8SequenceLength;
        }

        read = from;
        return OperationStatus.Done;
    }
}

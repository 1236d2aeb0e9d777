using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace System.Text;

/// <summary>UTF-8 to and from UTF-16, stopping where something is wrong; what then stands in its place is the caller's decision.</summary>
/// <remarks>Unicode 15, section 3.9, table 3-7 (well-formed byte sequences) and the practice of replacing maximal subparts.</remarks>
// SAFETY: vectors are loaded within the span.
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

    // The common cases at speed: well-formed sequences of two and three bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryDecodeShort(ReadOnlySpan<byte> source, int position, out uint unit, out int length)
    {
        uint first = source[position];
        if (first - 0xC2 <= 0xDF - 0xC2 && position + 1 < source.Length)
        {
            uint second = source[position + 1];
            unit = (first & 0x1F) << 6 | (second & 0x3F);
            length = 2;
            return (second & 0xC0) == 0x80;
        }

        if (first - 0xE0 <= 0xEF - 0xE0 && position + 2 < source.Length)
        {
            uint second = source[position + 1];
            uint third = source[position + 2];
            unit = (first & 0xF) << 12 | (second & 0x3F) << 6 | (third & 0x3F);
            length = 3;
            return ((second & 0xC0) | (third & 0xC0) << 8) == 0x8080 && unit >= 0x800 && unit - 0xD800 > 0x7FF;
        }

        unit = 0;
        length = 0;
        return false;
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
                if (to < destination.Length && TryDecodeShort(source, from, out uint unit, out int length))
                {
                    destination[to++] = (char)unit;
                    from += length;
                    continue;
                }

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
                if (TryDecodeShort(source, from, out _, out int length))
                {
                    from += length;
                    count++;
                    continue;
                }

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

            // Three bytes of room suffice for any unit by itself, so most of the text needs one test.
            uint unit = source[from];
            while (to + 3 <= destination.Length && !char.IsSurrogate((char)unit))
            {
                if (unit < 0x80)
                {
                    destination[to++] = (byte)unit;
                }
                else if (unit < 0x800)
                {
                    destination[to] = (byte)(0xC0 | unit >> 6);
                    destination[to + 1] = (byte)(0x80 | unit & 0x3F);
                    to += 2;
                }
                else
                {
                    destination[to] = (byte)(0xE0 | unit >> 12);
                    destination[to + 1] = (byte)(0x80 | unit >> 6 & 0x3F);
                    destination[to + 2] = (byte)(0x80 | unit & 0x3F);
                    to += 3;
                }

                from++;
                if (from == source.Length || ((unit = source[from]) < 0x80 && source[from - 1] < 0x80))
                    goto again;
            }

            status = Rune.DecodeFromUtf16(source.Slice(from), out Rune rune, out int width);
            if (status != OperationStatus.Done)
                break;
            if (!rune.TryEncodeToUtf8(destination.Slice(to), out int bytes))
            {
                status = OperationStatus.DestinationTooSmall;
                break;
            }

            from += width;
            to += bytes;
        again:;
        }

        read = from;
        written = to;
        return status;
    }

    /// <summary>How many bytes the well-formed start takes, and how many units it has.</summary>
    internal static OperationStatus CountUtf8(ReadOnlySpan<char> source, out int read, out long count)
    {
        int from = 0;
        count = 0;
        while (true)
        {
            from += CountWithoutSurrogates(source.Slice(from), ref count);
            if (from == source.Length)
            {
                read = from;
                return OperationStatus.Done;
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
    }

    // Adds the bytes of the units up to the first surrogate and says how many units those were: one byte each, one more from U+0080, one more from U+0800.
    private static int CountWithoutSurrogates(ReadOnlySpan<char> source, ref long count)
    {
        int position = 0;
        long more = 0;
        ref ushort units = ref Unsafe.As<char, ushort>(ref source._reference);
        for (; position + 8 <= source.Length; position += 8)
        {
            Vector128<ushort> values = Vector128.LoadUnsafe(ref units, (nuint)position);
            if ((values & Vector128.Create((ushort)0xFF80)) == Vector128<ushort>.Zero)
                continue;
            if (Vector128.Equals(values & Vector128.Create((ushort)0xF800), Vector128.Create((ushort)0xD800)) != Vector128<ushort>.Zero)
                break;
            Vector128<ushort> two = Vector128.Equals(values & Vector128.Create((ushort)0xFF80), Vector128<ushort>.Zero);
            Vector128<ushort> three = Vector128.Equals(values & Vector128.Create((ushort)0xF800), Vector128<ushort>.Zero);
            more += 16 - BitOperations.PopCount(two.ExtractMostSignificantBits()) - BitOperations.PopCount(three.ExtractMostSignificantBits());
        }

        for (; position < source.Length; position++)
        {
            uint unit = source[position];
            if (char.IsSurrogate((char)unit))
                break;
            more += unit < 0x80 ? 0 : unit < 0x800 ? 1 : 2;
        }

        count += position + more;
        return position;
    }
}

using System.Buffers;

namespace System.Text;

public readonly partial struct Rune
{
    public int EncodeToUtf16(Span<char> destination)
    {
        if (!TryEncodeToUtf16(destination, out int written))
            ThrowHelper.ThrowDestinationTooShort();
        return written;
    }

    public bool TryEncodeToUtf16(Span<char> destination, out int charsWritten)
    {
        charsWritten = 0;
        if (_value <= 0xFFFF)
        {
            if (destination.IsEmpty)
                return false;
            destination[0] = (char)_value;
            charsWritten = 1;
            return true;
        }

        if (destination.Length < 2)
            return false;
        destination[0] = (char)(0xD800 - (0x10000 >> 10) + (_value >> 10));
        destination[1] = (char)(0xDC00 + (_value & 0x3FF));
        charsWritten = 2;
        return true;
    }

    public int EncodeToUtf8(Span<byte> destination)
    {
        if (!TryEncodeToUtf8(destination, out int written))
            ThrowHelper.ThrowDestinationTooShort();
        return written;
    }

    public bool TryEncodeToUtf8(Span<byte> destination, out int bytesWritten)
    {
        int width = Utf8SequenceLength;
        bytesWritten = 0;
        if (destination.Length < width)
            return false;

        switch (width)
        {
            case 1:
                destination[0] = (byte)_value;
                break;
            case 2:
                destination[0] = (byte)(0xC0 | _value >> 6);
                destination[1] = (byte)(0x80 | _value & 0x3F);
                break;
            case 3:
                destination[0] = (byte)(0xE0 | _value >> 12);
                destination[1] = (byte)(0x80 | _value >> 6 & 0x3F);
                destination[2] = (byte)(0x80 | _value & 0x3F);
                break;
            default:
                destination[0] = (byte)(0xF0 | _value >> 18);
                destination[1] = (byte)(0x80 | _value >> 12 & 0x3F);
                destination[2] = (byte)(0x80 | _value >> 6 & 0x3F);
                destination[3] = (byte)(0x80 | _value & 0x3F);
                break;
        }

        bytesWritten = width;
        return true;
    }

    public static OperationStatus DecodeFromUtf16(ReadOnlySpan<char> source, out Rune result, out int charsConsumed)
    {
        result = ReplacementChar;
        charsConsumed = 0;
        if (source.IsEmpty)
            return OperationStatus.NeedMoreData;

        char unit = source[0];
        charsConsumed = 1;
        if (!char.IsSurrogate(unit))
        {
            result = Unchecked(unit);
            return OperationStatus.Done;
        }

        if (char.IsLowSurrogate(unit))
            return OperationStatus.InvalidData;
        if (source.Length == 1)
            return OperationStatus.NeedMoreData;
        if (!char.IsLowSurrogate(source[1]))
            return OperationStatus.InvalidData;
        result = new Rune(unit, source[1]);
        charsConsumed = 2;
        return OperationStatus.Done;
    }

    /// <summary>Reads the scalar value at the start; of bytes that are none, the maximal subpart counts as consumed (Unicode 15, section 3.9).</summary>
    public static OperationStatus DecodeFromUtf8(ReadOnlySpan<byte> source, out Rune result, out int bytesConsumed)
    {
        OperationStatus status = Utf8Coding.Decode(source, out uint scalar, out bytesConsumed);
        result = status == OperationStatus.Done ? Unchecked(scalar) : ReplacementChar;
        return status;
    }

    public static OperationStatus DecodeLastFromUtf16(ReadOnlySpan<char> source, out Rune result, out int charsConsumed)
    {
        result = ReplacementChar;
        charsConsumed = 0;
        if (source.IsEmpty)
            return OperationStatus.NeedMoreData;

        char unit = source[^1];
        charsConsumed = 1;
        if (!char.IsSurrogate(unit))
        {
            result = Unchecked(unit);
            return OperationStatus.Done;
        }

        if (char.IsHighSurrogate(unit))
            return OperationStatus.NeedMoreData;
        if (source.Length == 1 || !char.IsHighSurrogate(source[^2]))
            return OperationStatus.InvalidData;
        result = new Rune(source[^2], unit);
        charsConsumed = 2;
        return OperationStatus.Done;
    }

    public static Rune GetRuneAt(string input, int index)
    {
        ThrowHelper.CheckNotNull(input, nameof(input));
        if ((uint)index >= (uint)input.Length)
            ThrowHelper.ThrowIndexLess(nameof(index));
        if (DecodeFromUtf16(input.AsSpan(index), out Rune rune, out _) != OperationStatus.Done)
            ThrowHelper.ThrowArgument("Cannot extract a Unicode scalar value from the specified index in the input.", nameof(index));
        return rune;
    }

    public static bool TryGetRuneAt(string input, int index, out Rune value)
    {
        ThrowHelper.CheckNotNull(input, nameof(input));
        if ((uint)index >= (uint)input.Length)
            ThrowHelper.ThrowIndexLess(nameof(index));
        bool valid = DecodeFromUtf16(input.AsSpan(index), out value, out _) == OperationStatus.Done;
        if (!valid)
            value = default;
        return valid;
    }
}

using System.Buffers;

namespace System.Text;

/// <summary>Work on text that is known or hoped to be ASCII.</summary>
public static class Ascii
{
    public static bool IsValid(ReadOnlySpan<byte> value) => AsciiCoding.LengthOfAscii(value) == value.Length;

    public static bool IsValid(ReadOnlySpan<char> value) => AsciiCoding.LengthOfAscii(value) == value.Length;

    public static bool IsValid(byte value) => value < 0x80;

    public static bool IsValid(char value) => value < 0x80;

    public static OperationStatus ToUtf16(ReadOnlySpan<byte> source, Span<char> destination, out int charsWritten)
    {
        charsWritten = AsciiCoding.Widen(source, destination);
        if (charsWritten == source.Length)
            return OperationStatus.Done;
        return charsWritten == destination.Length ? OperationStatus.DestinationTooSmall : OperationStatus.InvalidData;
    }

    public static OperationStatus FromUtf16(ReadOnlySpan<char> source, Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = AsciiCoding.Narrow(source, destination);
        if (bytesWritten == source.Length)
            return OperationStatus.Done;
        return bytesWritten == destination.Length ? OperationStatus.DestinationTooSmall : OperationStatus.InvalidData;
    }

    public static bool Equals(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => IsValid(left) && left.SequenceEqual(right);

    public static bool Equals(ReadOnlySpan<char> left, ReadOnlySpan<char> right) => IsValid(left) && left.SequenceEqual(right);

    public static bool Equals(ReadOnlySpan<byte> left, ReadOnlySpan<char> right)
    {
        if (left.Length != right.Length)
            return false;

        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i] || left[i] >= 0x80)
                return false;
        }

        return true;
    }

    public static bool Equals(ReadOnlySpan<char> left, ReadOnlySpan<byte> right) => Equals(right, left);

    public static bool EqualsIgnoreCase(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        IsValid(left) && IsValid(right) && left.EqualsOrdinalIgnoreCase(right);

    public static Range Trim(ReadOnlySpan<char> value)
    {
        ReadOnlySpan<char> blanks = " \t\n\v\f\r";
        int start = value.IndexOfAnyExcept(blanks);
        return start < 0 ? value.Length..value.Length : start..(value.LastIndexOfAnyExcept(blanks) + 1);
    }

    public static Range Trim(ReadOnlySpan<byte> value)
    {
        ReadOnlySpan<byte> blanks = " \t\n\v\f\r"u8;
        int start = value.IndexOfAnyExcept(blanks);
        return start < 0 ? value.Length..value.Length : start..(value.LastIndexOfAnyExcept(blanks) + 1);
    }
}

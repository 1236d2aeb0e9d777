using System.Buffers;

namespace System.Text.Unicode;

/// <summary>Transcoding between UTF-8 and UTF-16 in pieces.</summary>
public static class Utf8
{
    public static bool IsValid(ReadOnlySpan<byte> value) => Utf8Coding.CountUtf16(value, out _, out _) == OperationStatus.Done;

    public static OperationStatus ToUtf16(
        ReadOnlySpan<byte> source, Span<char> destination, out int bytesRead, out int charsWritten, bool replaceInvalidSequences = true, bool isFinalBlock = true)
    {
        bytesRead = 0;
        charsWritten = 0;
        while (true)
        {
            OperationStatus status = Utf8Coding.ToUtf16(source.Slice(bytesRead), destination.Slice(charsWritten), out int read, out int written);
            bytesRead += read;
            charsWritten += written;
            if (status == OperationStatus.NeedMoreData && isFinalBlock)
                status = OperationStatus.InvalidData;
            if (status != OperationStatus.InvalidData || !replaceInvalidSequences)
                return status;
            if (charsWritten == destination.Length)
                return OperationStatus.DestinationTooSmall;

            Utf8Coding.Decode(source.Slice(bytesRead), out _, out int subpart);
            bytesRead += subpart;
            destination[charsWritten++] = '\uFFFD';
        }
    }

    public static OperationStatus FromUtf16(
        ReadOnlySpan<char> source, Span<byte> destination, out int charsRead, out int bytesWritten, bool replaceInvalidSequences = true, bool isFinalBlock = true)
    {
        charsRead = 0;
        bytesWritten = 0;
        while (true)
        {
            OperationStatus status = Utf8Coding.FromUtf16(source.Slice(charsRead), destination.Slice(bytesWritten), out int read, out int written);
            charsRead += read;
            bytesWritten += written;
            if (status == OperationStatus.NeedMoreData && isFinalBlock)
                status = OperationStatus.InvalidData;
            if (status != OperationStatus.InvalidData || !replaceInvalidSequences)
                return status;
            if (!Rune.ReplacementChar.TryEncodeToUtf8(destination.Slice(bytesWritten), out written))
                return OperationStatus.DestinationTooSmall;
            charsRead++;
            bytesWritten += written;
        }
    }
}

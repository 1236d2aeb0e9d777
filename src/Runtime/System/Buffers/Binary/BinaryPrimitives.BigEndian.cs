namespace System.Buffers.Binary;

// The most significant byte first.
public static unsafe partial class BinaryPrimitives
{
    public static short ReadInt16BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(Read<short>(source));

    public static void WriteInt16BigEndian(Span<byte> destination, short value) => Write(destination, ReverseEndianness(value));

    public static bool TryWriteInt16BigEndian(Span<byte> destination, short value) => TryWrite(destination, ReverseEndianness(value));

    public static bool TryReadInt16BigEndian(ReadOnlySpan<byte> source, out short value)
    {
        bool isRead = TryRead(source, out value);
        value = ReverseEndianness(value);
        return isRead;
    }

    public static ushort ReadUInt16BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(Read<ushort>(source));

    public static void WriteUInt16BigEndian(Span<byte> destination, ushort value) => Write(destination, ReverseEndianness(value));

    public static bool TryWriteUInt16BigEndian(Span<byte> destination, ushort value) => TryWrite(destination, ReverseEndianness(value));

    public static bool TryReadUInt16BigEndian(ReadOnlySpan<byte> source, out ushort value)
    {
        bool isRead = TryRead(source, out value);
        value = ReverseEndianness(value);
        return isRead;
    }

    public static int ReadInt32BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(Read<int>(source));

    public static void WriteInt32BigEndian(Span<byte> destination, int value) => Write(destination, ReverseEndianness(value));

    public static bool TryWriteInt32BigEndian(Span<byte> destination, int value) => TryWrite(destination, ReverseEndianness(value));

    public static bool TryReadInt32BigEndian(ReadOnlySpan<byte> source, out int value)
    {
        bool isRead = TryRead(source, out value);
        value = ReverseEndianness(value);
        return isRead;
    }

    public static uint ReadUInt32BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(Read<uint>(source));

    public static void WriteUInt32BigEndian(Span<byte> destination, uint value) => Write(destination, ReverseEndianness(value));

    public static bool TryWriteUInt32BigEndian(Span<byte> destination, uint value) => TryWrite(destination, ReverseEndianness(value));

    public static bool TryReadUInt32BigEndian(ReadOnlySpan<byte> source, out uint value)
    {
        bool isRead = TryRead(source, out value);
        value = ReverseEndianness(value);
        return isRead;
    }

    public static long ReadInt64BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(Read<long>(source));

    public static void WriteInt64BigEndian(Span<byte> destination, long value) => Write(destination, ReverseEndianness(value));

    public static bool TryWriteInt64BigEndian(Span<byte> destination, long value) => TryWrite(destination, ReverseEndianness(value));

    public static bool TryReadInt64BigEndian(ReadOnlySpan<byte> source, out long value)
    {
        bool isRead = TryRead(source, out value);
        value = ReverseEndianness(value);
        return isRead;
    }

    public static ulong ReadUInt64BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(Read<ulong>(source));

    public static void WriteUInt64BigEndian(Span<byte> destination, ulong value) => Write(destination, ReverseEndianness(value));

    public static bool TryWriteUInt64BigEndian(Span<byte> destination, ulong value) => TryWrite(destination, ReverseEndianness(value));

    public static bool TryReadUInt64BigEndian(ReadOnlySpan<byte> source, out ulong value)
    {
        bool isRead = TryRead(source, out value);
        value = ReverseEndianness(value);
        return isRead;
    }

    public static double ReadDoubleBigEndian(ReadOnlySpan<byte> source) => BitConverter.Int64BitsToDouble(ReadInt64BigEndian(source));

    public static void WriteDoubleBigEndian(Span<byte> destination, double value) => WriteInt64BigEndian(destination, BitConverter.DoubleToInt64Bits(value));

    public static bool TryWriteDoubleBigEndian(Span<byte> destination, double value) => TryWriteInt64BigEndian(destination, BitConverter.DoubleToInt64Bits(value));

    public static bool TryReadDoubleBigEndian(ReadOnlySpan<byte> source, out double value)
    {
        bool isRead = TryReadInt64BigEndian(source, out long bits);
        value = BitConverter.Int64BitsToDouble(bits);
        return isRead;
    }

    public static float ReadSingleBigEndian(ReadOnlySpan<byte> source) => BitConverter.Int32BitsToSingle(ReadInt32BigEndian(source));

    public static void WriteSingleBigEndian(Span<byte> destination, float value) => WriteInt32BigEndian(destination, BitConverter.SingleToInt32Bits(value));

    public static bool TryWriteSingleBigEndian(Span<byte> destination, float value) => TryWriteInt32BigEndian(destination, BitConverter.SingleToInt32Bits(value));

    public static bool TryReadSingleBigEndian(ReadOnlySpan<byte> source, out float value)
    {
        bool isRead = TryReadInt32BigEndian(source, out int bits);
        value = BitConverter.Int32BitsToSingle(bits);
        return isRead;
    }
}

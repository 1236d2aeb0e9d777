namespace System.Buffers.Binary;

// The least significant byte first.
public static unsafe partial class BinaryPrimitives
{
    public static short ReadInt16LittleEndian(ReadOnlySpan<byte> source) => Read<short>(source);

    public static void WriteInt16LittleEndian(Span<byte> destination, short value) => Write(destination, value);

    public static bool TryWriteInt16LittleEndian(Span<byte> destination, short value) => TryWrite(destination, value);

    public static bool TryReadInt16LittleEndian(ReadOnlySpan<byte> source, out short value) => TryRead(source, out value);

    public static ushort ReadUInt16LittleEndian(ReadOnlySpan<byte> source) => Read<ushort>(source);

    public static void WriteUInt16LittleEndian(Span<byte> destination, ushort value) => Write(destination, value);

    public static bool TryWriteUInt16LittleEndian(Span<byte> destination, ushort value) => TryWrite(destination, value);

    public static bool TryReadUInt16LittleEndian(ReadOnlySpan<byte> source, out ushort value) => TryRead(source, out value);

    public static int ReadInt32LittleEndian(ReadOnlySpan<byte> source) => Read<int>(source);

    public static void WriteInt32LittleEndian(Span<byte> destination, int value) => Write(destination, value);

    public static bool TryWriteInt32LittleEndian(Span<byte> destination, int value) => TryWrite(destination, value);

    public static bool TryReadInt32LittleEndian(ReadOnlySpan<byte> source, out int value) => TryRead(source, out value);

    public static uint ReadUInt32LittleEndian(ReadOnlySpan<byte> source) => Read<uint>(source);

    public static void WriteUInt32LittleEndian(Span<byte> destination, uint value) => Write(destination, value);

    public static bool TryWriteUInt32LittleEndian(Span<byte> destination, uint value) => TryWrite(destination, value);

    public static bool TryReadUInt32LittleEndian(ReadOnlySpan<byte> source, out uint value) => TryRead(source, out value);

    public static long ReadInt64LittleEndian(ReadOnlySpan<byte> source) => Read<long>(source);

    public static void WriteInt64LittleEndian(Span<byte> destination, long value) => Write(destination, value);

    public static bool TryWriteInt64LittleEndian(Span<byte> destination, long value) => TryWrite(destination, value);

    public static bool TryReadInt64LittleEndian(ReadOnlySpan<byte> source, out long value) => TryRead(source, out value);

    public static ulong ReadUInt64LittleEndian(ReadOnlySpan<byte> source) => Read<ulong>(source);

    public static void WriteUInt64LittleEndian(Span<byte> destination, ulong value) => Write(destination, value);

    public static bool TryWriteUInt64LittleEndian(Span<byte> destination, ulong value) => TryWrite(destination, value);

    public static bool TryReadUInt64LittleEndian(ReadOnlySpan<byte> source, out ulong value) => TryRead(source, out value);

    public static double ReadDoubleLittleEndian(ReadOnlySpan<byte> source) => BitConverter.Int64BitsToDouble(ReadInt64LittleEndian(source));

    public static void WriteDoubleLittleEndian(Span<byte> destination, double value) => WriteInt64LittleEndian(destination, BitConverter.DoubleToInt64Bits(value));

    public static bool TryWriteDoubleLittleEndian(Span<byte> destination, double value) => TryWriteInt64LittleEndian(destination, BitConverter.DoubleToInt64Bits(value));

    public static bool TryReadDoubleLittleEndian(ReadOnlySpan<byte> source, out double value)
    {
        bool isRead = TryReadInt64LittleEndian(source, out long bits);
        value = BitConverter.Int64BitsToDouble(bits);
        return isRead;
    }

    public static float ReadSingleLittleEndian(ReadOnlySpan<byte> source) => BitConverter.Int32BitsToSingle(ReadInt32LittleEndian(source));

    public static void WriteSingleLittleEndian(Span<byte> destination, float value) => WriteInt32LittleEndian(destination, BitConverter.SingleToInt32Bits(value));

    public static bool TryWriteSingleLittleEndian(Span<byte> destination, float value) => TryWriteInt32LittleEndian(destination, BitConverter.SingleToInt32Bits(value));

    public static bool TryReadSingleLittleEndian(ReadOnlySpan<byte> source, out float value)
    {
        bool isRead = TryReadInt32LittleEndian(source, out int bits);
        value = BitConverter.Int32BitsToSingle(bits);
        return isRead;
    }
}

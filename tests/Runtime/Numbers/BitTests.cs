using System.Buffers.Binary;
using System.Numerics;

namespace Diesis.Tests.Runtime;

/// <summary>BitOperations, BitConverter, BinaryPrimitives.</summary>
internal static class BitTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("Numbers.Bits.Counts", static () =>
        {
            SeededRandom random = new(41);
            for (int i = 0; i < 2000; i++)
            {
                ulong value = i < 65 ? (i == 64 ? 0 : 1UL << i) : random.NextMagnitude();
                Check.Record(BitOperations.LeadingZeroCount(value));
                Check.Record(BitOperations.LeadingZeroCount((uint)value));
                Check.Record(BitOperations.TrailingZeroCount(value));
                Check.Record(BitOperations.TrailingZeroCount((int)value));
                Check.Record(BitOperations.PopCount(value));
                Check.Record(BitOperations.PopCount((uint)value));
                Check.Record(BitOperations.Log2(value));
                Check.Record(BitOperations.Log2((uint)value));
                Check.Record(BitOperations.IsPow2(value));
                Check.Record(BitOperations.IsPow2((int)value));
                Check.Record(BitOperations.RoundUpToPowerOf2(value));
                Check.Record((long)BitOperations.RoundUpToPowerOf2((uint)value));
                Check.Record(BitOperations.RotateLeft(value, i));
                Check.Record((long)BitOperations.RotateRight((uint)value, i));
            }
        });
        tests.Add("Numbers.Bits.Crc32C", static () =>
        {
            SeededRandom random = new(42);
            uint crc = uint.MaxValue;
            for (int i = 0; i < 500; i++)
            {
                ulong data = random.NextULong();
                crc = BitOperations.Crc32C(crc, (byte)data);
                crc = BitOperations.Crc32C(crc, (ushort)data);
                crc = BitOperations.Crc32C(crc, (uint)data);
                crc = BitOperations.Crc32C(crc, data);
                Check.Record((long)crc);
            }
        });
        tests.Add("Numbers.BitConverter.RoundTrip", static () =>
        {
            SeededRandom random = new(43);
            for (int i = 0; i < 300; i++)
            {
                ulong bits = random.NextMagnitude();
                Check.Record(BitConverter.GetBytes(bits));
                Check.Record(BitConverter.GetBytes((short)bits));
                Check.Record(BitConverter.GetBytes((char)bits));
                Check.Record(BitConverter.GetBytes(BitConverter.UInt64BitsToDouble(bits)));
                Check.Record(BitConverter.GetBytes((bits & 1) != 0));
                Check.Equal(bits, BitConverter.ToUInt64(BitConverter.GetBytes(bits), 0));
                Check.Equal((int)bits, BitConverter.ToInt32(BitConverter.GetBytes(bits), 0));
                Check.Equal((int)(short)(bits >> 16), (int)BitConverter.ToInt16(BitConverter.GetBytes(bits), 2));
                Check.Equal((uint)bits, BitConverter.SingleToUInt32Bits(BitConverter.UInt32BitsToSingle((uint)bits & 0x7F7F_FFFF)) | ((uint)bits & 0x8080_0000));
            }

            Check.True(BitConverter.IsLittleEndian);
        });
        tests.Add("Numbers.BitConverter.Errors", static () =>
        {
            byte[] bytes = [1, 2, 3, 4, 5];
            Check.RecordThrown(() => BitConverter.ToInt32(null!, 0));
            Check.RecordThrown(() => BitConverter.ToInt32(bytes, 5));
            Check.RecordThrown(() => BitConverter.ToInt32(bytes, -1));
            Check.RecordThrown(() => BitConverter.ToInt32(bytes, 2));
            Check.RecordThrown(() => BitConverter.ToInt64(new ReadOnlySpan<byte>(bytes)));
            Check.RecordThrown(() => BitConverter.ToString(bytes, 6));
            Check.RecordThrown(() => BitConverter.ToString(bytes, 1, 5));
            Check.RecordThrown(() => BitConverter.ToString(bytes, 1, -1));
            Check.RecordThrown(() => BitConverter.ToString(null!));
            Check.Record(BitConverter.ToString(bytes));
            Check.Record(BitConverter.ToString(bytes, 1, 2));
            Check.Record(BitConverter.ToString([]));
            Check.Record(BitConverter.TryWriteBytes(new byte[3], 5));
            Check.Record(BitConverter.TryWriteBytes(bytes, 0x01020304));
            Check.Record(bytes);
        });
        tests.Add("Numbers.BinaryPrimitives", static () =>
        {
            SeededRandom random = new(44);
            byte[] bytes = new byte[8];
            for (int i = 0; i < 300; i++)
            {
                ulong value = random.NextMagnitude();
                BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
                Check.Record(bytes);
                Check.Equal(value, BinaryPrimitives.ReadUInt64BigEndian(bytes));
                Check.Record(BinaryPrimitives.ReadInt16LittleEndian(bytes));
                Check.Record(BinaryPrimitives.ReadInt32BigEndian(bytes));
                BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
                BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(2), (int)value);
                Check.Record(bytes);
                BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
                Check.Record(bytes);
                Check.Equal((double)value, BinaryPrimitives.ReadDoubleBigEndian(bytes));
                BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
                Check.Record(bytes);
                Check.Record((long)BinaryPrimitives.ReverseEndianness((short)value));
                Check.Record(BinaryPrimitives.ReverseEndianness((int)value));
                Check.Record(BinaryPrimitives.ReverseEndianness(value));
            }

            Check.False(BinaryPrimitives.TryReadInt32BigEndian(bytes.AsSpan(5), out int none));
            Check.Equal(0, none);
            Check.False(BinaryPrimitives.TryWriteInt64LittleEndian(bytes.AsSpan(1), 5));
            Check.RecordThrown(() => BinaryPrimitives.ReadInt32BigEndian(new byte[3]));
            Check.RecordThrown(() => BinaryPrimitives.WriteUInt16BigEndian(new byte[1], 1));
            Check.RecordThrown(() => BinaryPrimitives.ReadDoubleLittleEndian(new byte[7]));
        });
    }
}

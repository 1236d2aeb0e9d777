using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Diesis.Tests.Runtime;

/// <summary>Instructions by name, up to SSE4.2 and POPCNT.</summary>
internal static class X86Tests
{
    internal static void Register(TestList tests)
    {
        tests.Add("X86.BaselineIsSupported", static () =>
            Check.True(X86Base.IsSupported && Sse.IsSupported && Sse2.IsSupported && Sse3.IsSupported && Ssse3.IsSupported && Sse41.IsSupported && Sse42.IsSupported && Popcnt.IsSupported &&
                X86Base.X64.IsSupported && Sse42.X64.IsSupported && Popcnt.X64.IsSupported));
        tests.Add("X86.CpuIdNamesItsVendor", static () => Check.True(X86Base.CpuId(0, 0) is { Eax: > 0, Ebx: not 0 }));
        tests.Add("X86.PauseReturns", static () => X86Base.Pause());
        tests.Add("X86.Crc32", Crc32);
        tests.Add("X86.PopCount", PopCount);
        tests.Add("X86.Sse2.Saturation", Saturation);
        tests.Add("X86.Sse2.MovesAndMasks", MovesAndMasks);
        tests.Add("X86.Ssse3.Shuffle", Ssse3Shuffle);
        tests.Add("X86.Sse41.BlendAndInsert", BlendAndInsert);
        tests.Add("X86.Sse41.TestZ", TestZ);
        tests.Add("X86.Sse.Scalars", Scalars);
        tests.Add("X86.WhatIsOptionalWorksWhenItIsThere", Optional);
    }

    private static Vector128<byte> Bytes(SeededRandom random) => Vector128.Create(random.NextULong(), random.NextULong()).AsByte();

    private static void Record(Vector128<byte> vector)
    {
        Check.Record(vector.AsUInt64().GetElement(0));
        Check.Record(vector.AsUInt64().GetElement(1));
    }

    private static void Crc32()
    {
        uint crc = 0xFFFF_FFFF;
        foreach (byte value in "123456789"u8)
        {
            crc = Sse42.Crc32(crc, value);
        }

        Check.Equal(0xE306_9283u, ~crc);
        SeededRandom random = new(81);
        for (int i = 0; i < 50; i++)
        {
            ulong value = random.NextULong();
            Check.Record(Sse42.X64.Crc32(value >> 32, value));
            Check.Record((ulong)Sse42.Crc32((uint)value, (ushort)(value >> 40)));
            Check.Record((ulong)Sse42.Crc32((uint)value, (uint)(value >> 32)));
        }
    }

    private static void PopCount()
    {
        SeededRandom random = new(82);
        for (int i = 0; i < 64; i++)
        {
            ulong value = random.NextMagnitude();
            Check.Record(Popcnt.X64.PopCount(value) * 100 + Popcnt.PopCount((uint)value));
        }
    }

    private static void Saturation()
    {
        SeededRandom random = new(83);
        for (int i = 0; i < 40; i++)
        {
            Vector128<byte> a = Bytes(random);
            Vector128<byte> b = Bytes(random);
            Record(Sse2.AddSaturate(a, b));
            Record(Sse2.SubtractSaturate(a.AsSByte(), b.AsSByte()).AsByte());
            Record(Sse2.PackUnsignedSaturate(a.AsInt16(), b.AsInt16()));
            Record(Sse2.PackSignedSaturate(a.AsInt32(), b.AsInt32()).AsByte());
            Record(Sse2.Average(a, b));
            Record(Sse2.SumAbsoluteDifferences(a, b).AsByte());
            Record(Sse2.MultiplyHigh(a.AsInt16(), b.AsInt16()).AsByte());
            Record(Sse2.MultiplyAddAdjacent(a.AsInt16(), b.AsInt16()).AsByte());
        }
    }

    private static void MovesAndMasks()
    {
        SeededRandom random = new(84);
        for (int i = 0; i < 40; i++)
        {
            Vector128<byte> a = Bytes(random);
            Vector128<byte> b = Bytes(random);
            Check.Record((long)Sse2.MoveMask(a));
            Record(Sse2.UnpackLow(a, b));
            Record(Sse2.UnpackHigh(a.AsInt16(), b.AsInt16()).AsByte());
            Record(Sse2.ShiftRightLogical128BitLane(a, 3));
            Record(Sse2.ShiftLeftLogical128BitLane(a, 5));
            Record(Sse2.Shuffle(a.AsInt32(), 0b00_01_10_11).AsByte());
            Check.Record((long)Sse2.ConvertToInt32(a.AsInt32()));
            Check.Record(Sse2.X64.ConvertToUInt64(b.AsUInt64()));
            Check.Record((long)Sse2.Extract(a.AsUInt16(), 5));
        }
    }

    private static void Ssse3Shuffle()
    {
        SeededRandom random = new(85);
        for (int i = 0; i < 40; i++)
        {
            Vector128<byte> a = Bytes(random);
            Vector128<byte> b = Bytes(random);
            Record(Ssse3.Shuffle(a, b));
            Record(Ssse3.AlignRight(a, b, 7));
            Record(Ssse3.Abs(a.AsSByte()));
            Record(Ssse3.HorizontalAdd(a.AsInt16(), b.AsInt16()).AsByte());
        }
    }

    private static void BlendAndInsert()
    {
        SeededRandom random = new(86);
        for (int i = 0; i < 40; i++)
        {
            Vector128<byte> a = Bytes(random);
            Vector128<byte> b = Bytes(random);
            Record(Sse41.BlendVariable(a, b, Bytes(random)));
            Record(Sse41.Insert(a, (byte)77, 9));
            Check.Record((long)Sse41.Extract(a, 11));
            Record(Sse41.ConvertToVector128Int16(a).AsByte());
            Record(Sse41.MultiplyLow(a.AsInt32(), b.AsInt32()).AsByte());
            Record(Sse41.MinHorizontal(a.AsUInt16()).AsByte());
            Record(Sse42.CompareGreaterThan(a.AsInt64(), b.AsInt64()).AsByte());
        }
    }

    private static void TestZ()
    {
        Vector128<byte> low = Vector128.Create((byte)0x0F);
        Vector128<byte> high = Vector128.Create((byte)0xF0);
        Check.True(Sse41.TestZ(low, high) && !Sse41.TestZ(low, low) && Sse41.TestC(low, low) && !Sse41.TestC(low, high) && Sse41.TestNotZAndNotC(low, Vector128.Create((byte)0x3C)));
    }

    private static void Scalars()
    {
        Vector128<float> a = Vector128.Create(1.5f, 2, 3, 4);
        Vector128<float> b = Vector128.Create(-0.25f, 8, 0.5f, 9);
        Record(Sse.AddScalar(a, b).AsByte());
        Record(Sse.Sqrt(Vector128.Create(4f, 9, 16, 2)).AsByte());
        Record(Sse2.ConvertToVector128Double(a).AsByte());
        Record(Sse2.Divide(Vector128.Create(1.0, 2.0), Vector128.Create(3.0, 8.0)).AsByte());
        Check.Record((long)Sse2.ConvertToInt32WithTruncation(Vector128.CreateScalar(-7.9)));
        Check.Record(Sse.CompareScalarOrderedLessThan(a, b));
        Record(Sse41.RoundToNearestInteger(Vector128.Create(1.5, 2.5)).AsByte());
    }

    private static void Optional()
    {
        if (Lzcnt.X64.IsSupported)
            Check.Equal(60ul, Lzcnt.X64.LeadingZeroCount(8));
        if (Bmi1.X64.IsSupported)
            Check.Equal(3ul, Bmi1.X64.TrailingZeroCount(8));
        if (Bmi2.X64.IsSupported)
            Check.Equal(0x12ul, Bmi2.X64.ParallelBitExtract(0x1F2F, 0xF0F0) & 0xFF);
        if (Pclmulqdq.IsSupported)
            Check.Equal(5ul, Pclmulqdq.CarrylessMultiply(Vector128.Create(3ul, 0), Vector128.Create(3ul, 0), 0).ToScalar());
    }
}

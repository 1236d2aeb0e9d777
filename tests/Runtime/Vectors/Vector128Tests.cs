using System.Runtime.Intrinsics;

namespace Diesis.Tests.Runtime;

/// <summary>128-bit vectors: each operation on random lanes of each type, the special values among them.</summary>
internal static class Vector128Tests
{
    internal static void Register(TestList tests)
    {
        All<byte>(tests, "Byte");
        All<sbyte>(tests, "SByte");
        All<short>(tests, "Int16");
        All<ushort>(tests, "UInt16");
        All<int>(tests, "Int32");
        All<uint>(tests, "UInt32");
        All<long>(tests, "Int64");
        All<ulong>(tests, "UInt64");
        All<float>(tests, "Single");
        All<double>(tests, "Double");
        tests.Add("Vector128.Shifts", Shifts);
        tests.Add("Vector128.ShufflesOfBytes", ShufflesOfBytes);
        tests.Add("Vector128.ShufflesOfWords", ShufflesOfWords);
        tests.Add("Vector128.WidenAndNarrow", WidenAndNarrow);
        tests.Add("Vector128.Conversions", Conversions);
        tests.Add("Vector128.CreateFromElements", CreateFromElements);
        tests.Add("Vector128.LoadsAndStores", LoadsAndStores);
        tests.Add("Vector128.IsHardwareAccelerated", static () => Check.True(Vector128.IsHardwareAccelerated));
    }

    private static void All<T>(TestList tests, string name) where T : unmanaged
    {
        Each<T>(tests, name, "Add", static (a, b) => a + b);
        Each<T>(tests, name, "Subtract", static (a, b) => Vector128.Subtract(a, b));
        Each<T>(tests, name, "Bits", static (a, b) => ((a & b) | ~a) ^ Vector128.AndNot(b, a));
        Each<T>(tests, name, "Negate", static (a, b) => -a);
        Each<T>(tests, name, "Min", static (a, b) => Vector128.Min(a, b));
        Each<T>(tests, name, "Max", static (a, b) => Vector128.Max(a, b));
        Each<T>(tests, name, "Equals", static (a, b) => Vector128.Equals(a, b));
        Each<T>(tests, name, "GreaterThan", static (a, b) => Vector128.GreaterThan(a, b));
        Each<T>(tests, name, "LessThanOrEqual", static (a, b) => Vector128.LessThanOrEqual(a, b));
        Each<T>(tests, name, "ConditionalSelect", static (a, b) => Vector128.ConditionalSelect(Vector128.LessThan(a, b), a, b));
        Each<T>(tests, name, "Multiply", static (a, b) => a * b);
        Each<T>(tests, name, "Elements", static (a, b) => Vector128.WithElement(a, 0, b.GetElement(Vector128<T>.Count - 1)).WithElement(1, a.ToScalar()));
        Each<T>(tests, name, "Constants", static (a, b) => Vector128<T>.AllBitsSet ^ Vector128<T>.Zero ^ Vector128<T>.One ^ Vector128<T>.Indices);
        tests.Add("Vector128." + name + ".Masks", () =>
        {
            SeededRandom random = new(91);
            for (int i = 0; i < 40; i++)
            {
                Vector128<T> a = Make<T>(random);
                Vector128<T> b = random.Next(4) == 0 ? a : Make<T>(random);
                Check.Record((ulong)a.ExtractMostSignificantBits());
                Check.Record(a == b);
                Check.Record(a != b);
                Check.Record(Vector128.EqualsAny(a, b));
                Check.Record(Vector128.GreaterThanAll(a, b));
                Check.Record(Vector128.LessThanAny(a, b));
                Check.Record((long)Vector128.Count(a, b.ToScalar()));
                Check.Record((long)Vector128<T>.Count);
            }
        });
    }

    private static void Each<T>(TestList tests, string type, string name, Func<Vector128<T>, Vector128<T>, Vector128<T>> operation) where T : unmanaged =>
        tests.Add("Vector128." + type + "." + name, () =>
        {
            SeededRandom random = new(92);
            for (int i = 0; i < 40; i++)
            {
                Vector128<T> a = Make<T>(random);
                Record(operation(a, random.Next(5) == 0 ? a : Make<T>(random)));
            }
        });

    // Bits at random would be NaN too seldom and have payloads that operations may choose between, so floating lanes are small numbers.
    private static Vector128<T> Make<T>(SeededRandom random) where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            return Vector128.Create(Small(random), Small(random), Small(random), Small(random)).As<float, T>();
        if (typeof(T) == typeof(double))
            return Vector128.Create((double)Small(random), Small(random)).As<double, T>();

        ulong low = random.NextULong();
        ulong high = random.NextULong();
        return random.Next(6) switch
        {
            0 => Vector128.Create(low | 0x8080_8080_8080_8080, high & 0x7F7F_7F7F_7F7F_7F7F).As<ulong, T>(),
            1 => Vector128.Create(ulong.MaxValue, 0x8000_0000_0000_0000).As<ulong, T>(),
            _ => Vector128.Create(low, high).As<ulong, T>(),
        };
    }

    private static float Small(SeededRandom random) => random.Next(8) == 0 ? float.PositiveInfinity : (random.Next(2000) - 1000) / 8f;

    private static void Record<T>(Vector128<T> vector)
    {
        Vector128<ulong> bits = vector.As<T, ulong>();
        Check.Record(bits.GetElement(0));
        Check.Record(bits.GetElement(1));
    }

    private static void Shifts()
    {
        SeededRandom random = new(93);
        for (int count = 0; count < 70; count++)
        {
            Vector128<ulong> bits = Make<ulong>(random);
            Record(bits.AsInt16() << count);
            Record(bits.AsInt16() >> count);
            Record(bits.AsUInt16() >>> count);
            Record(bits.AsInt32() << count);
            Record(bits.AsInt32() >> count);
            Record(bits.AsInt32() >>> count);
            Record(bits << count);
            Record(bits.AsInt64() >> count);
            Record(bits >> count);
            Record(bits.AsByte() << count);
            Record(bits.AsByte() >>> count);
            Record(bits.AsSByte() >> count);
            Record(Vector128.ShiftLeft(bits.AsUInt32(), 3) ^ Vector128.ShiftRightLogical(bits.AsUInt32(), 5));
            Record(Vector128.ShiftRightArithmetic(bits.AsInt16(), 4));
        }
    }

    private static void ShufflesOfBytes()
    {
        SeededRandom random = new(94);
        for (int i = 0; i < 60; i++)
        {
            Vector128<byte> bytes = Make<byte>(random);
            Vector128<byte> indices = Make<byte>(random);
            Record(Vector128.Shuffle(bytes, indices & Vector128.Create((byte)15)));
            Record(Vector128.Shuffle(bytes, indices));
            Record(Vector128.Shuffle(bytes, Vector128.Create((byte)15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)));
            Record(Vector128.Shuffle(bytes, Vector128.Create((byte)1, 0, 3, 2, 5, 4, 99, 6, 9, 8, 11, 10, 13, 12, 15, 255)));
        }
    }

    private static void ShufflesOfWords()
    {
        SeededRandom random = new(95);
        for (int i = 0; i < 60; i++)
        {
            Vector128<int> words = Make<int>(random);
            Record(Vector128.Shuffle(words, Vector128.Create(3, 2, 1, 0)));
            Record(Vector128.Shuffle(words, Make<int>(random) & Vector128.Create(3)));
            Record(Vector128.Shuffle(words.AsInt64(), Vector128.Create(1L, 0L)));
            Record(Vector128.Shuffle(words.AsInt16(), Vector128.Create((short)7, 6, 5, 4, 3, 2, 1, 0)));
            Record(Vector128.Shuffle(words.AsInt16(), Make<short>(random) & Vector128.Create((short)7)));
        }
    }

    private static void WidenAndNarrow()
    {
        SeededRandom random = new(96);
        for (int i = 0; i < 60; i++)
        {
            Vector128<byte> bytes = Make<byte>(random);
            (Vector128<ushort> lower, Vector128<ushort> upper) = Vector128.Widen(bytes);
            Record(lower);
            Record(upper);
            Check.True(Vector128.Narrow(lower, upper) == bytes, "narrowing undoes widening");
            Record(Vector128.WidenLower(bytes.AsSByte()));
            Record(Vector128.WidenUpper(bytes.AsInt16()));
            Record(Vector128.WidenLower(bytes.AsUInt16()));
            Record(Vector128.WidenUpper(bytes.AsInt32()));
            Record(Vector128.WidenLower(bytes.AsUInt32()));
            Record(Vector128.Narrow(bytes.AsUInt32(), lower.AsUInt32()));
            Record(Vector128.Narrow(bytes.AsInt64(), upper.AsInt64()));
            Record(Vector128.NarrowWithSaturation(bytes.AsInt16(), upper.AsInt16()));
            Record(Vector128.NarrowWithSaturation(bytes.AsInt32(), upper.AsInt32()));
        }
    }

    private static void Conversions()
    {
        SeededRandom random = new(97);
        for (int i = 0; i < 40; i++)
        {
            Record(Vector128.ConvertToSingle(Make<int>(random)));
            Record(Vector128.ConvertToInt32(Vector128.Create((random.Next(2000) - 1000) / 8f)));
            Record(Vector128.Abs(Make<int>(random)));
            Record(Vector128.Abs(Make<double>(random)));
            Check.Record((long)Vector128.Sum(Make<int>(random)));
            Record(Vector128.Floor(Make<double>(random)) + Vector128.Ceiling(Make<double>(random)));
        }
    }

    private static void CreateFromElements()
    {
        Record(Vector128.Create((byte)1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16));
        Record(Vector128.Create((ushort)1, 2, 3, 4, 5, 6, 7, 8));
        Record(Vector128.Create(1, 2, 3, 4));
        Record(Vector128.Create(1L, 2L));
        Record(Vector128.Create(1.5f, -2.5f, 3, 4));
        Record(Vector128.Create(1.5, -2.5));
        Record(Vector128.CreateScalar(77) + Vector128.CreateScalar((byte)5).AsInt32());
        Record(Vector128.CreateSequence(5, 3));
        Record(Vector128.Create<int>([9, 8, 7, 6, 5]));
        Check.Throws<ArgumentOutOfRangeException>(static () => Vector128.Create<int>(new ReadOnlySpan<int>([1, 2, 3])));
        int[] copied = new int[4];
        Vector128.Create(4, 3, 2, 1).CopyTo(copied.AsSpan());
        Check.Sequence(new[] { 4, 3, 2, 1 }, copied);
        Check.True(Vector128.Create(1, 2, 3, 4).Equals((object)Vector128.Create(1, 2, 3, 4)) && Vector128.Create(1, 2, 3, 4)[2] == 3);
    }

    // SAFETY: the array is pinned and longer than every offset plus 16.
    private static unsafe void LoadsAndStores()
    {
        byte[] bytes = new byte[64];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(i * 3);
        }

        fixed (byte* start = bytes)
        {
            for (int offset = 0; offset < 20; offset++)
            {
                Vector128<byte> loaded = Vector128.Load(start + offset);
                Record(loaded);
                Record(Vector128.LoadUnsafe(ref bytes[offset]));
                Record(Vector128.LoadUnsafe(ref bytes[0], (nuint)offset));
                loaded.Store(start + offset + 20);
                loaded.StoreUnsafe(ref bytes[offset + 10]);
                loaded.StoreUnsafe(ref bytes[0], (nuint)offset + 3);
            }
        }

        Check.Record(bytes);
    }
}

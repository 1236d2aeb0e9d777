using System.Runtime.CompilerServices;

namespace Diesis.Tests.Runtime;

/// <summary>What the processor refuses becomes an exception: null references at any offset, division, and what the compiled code checks itself.</summary>
internal static class HardwareFaultTests
{
    private class Small
    {
        public int First = 1;
        public object? Reference;
        public Pair Pair;

        public virtual int Virtual() => First;

        public int NonVirtual() => First;
    }

    private struct Pair(object? a, object? b, long c)
    {
        public object? A = a;
        public object? B = b;
        public long C = c;
    }

#pragma warning disable CS0649 // Fields that are only read: the tests never get that far.
    [InlineArray(40_000)]
    private struct Ballast
    {
        private long _first;
    }

    private sealed class Huge
    {
        public Ballast Ballast;
        public int Far;
        public object? FarReference;
        public Pair FarPair;
    }

#pragma warning restore CS0649

    private interface INumber
    {
        int Number();
    }

    internal static void Register(TestList tests)
    {
        AddNulls(tests);
        AddDivision(tests);
        AddIndexes(tests);
    }

    private static void AddNulls(TestList tests)
    {
        IsNull(tests, "ReadField", static () => Sink(None<Small>().First));
        IsNull(tests, "WriteField", static () => None<Small>().First = 3);
        IsNull(tests, "ReadReference", static () => Sink(None<Small>().Reference));
        IsNull(tests, "WriteReference", static () => None<Small>().Reference = "x");
        IsNull(tests, "ReadStructWithReferences", static () => Sink(None<Small>().Pair.C));
        IsNull(tests, "CopyStructOut", static () => Take(None<Small>().Pair));
        IsNull(tests, "CopyStructIn", static () => None<Small>().Pair = new Pair("a", "b", 3));
        IsNull(tests, "FarField", static () => Sink(None<Huge>().Far));
        IsNull(tests, "WriteFarField", static () => None<Huge>().Far = 1);
        IsNull(tests, "FarReference", static () => Sink(None<Huge>().FarReference));
        IsNull(tests, "WriteFarReference", static () => None<Huge>().FarReference = "x");
        IsNull(tests, "FarStruct", static () => Take(None<Huge>().FarPair));
        IsNull(tests, "WriteFarStruct", static () => None<Huge>().FarPair = new Pair("a", "b", 3));
        IsNull(tests, "WriteFarElement", static () => None<Huge>().Ballast[39_999] = 5);
        IsNull(tests, "FarElement", static () => Sink(None<Huge>().Ballast[39_999]));
        IsNull(tests, "AddressOfField", static () => Increment(ref None<Small>().First));
        IsNull(tests, "AddressOfFarField", static () => Increment(ref None<Huge>().Far));
        IsNull(tests, "VirtualCall", static () => Sink(None<Small>().Virtual()));
        IsNull(tests, "NonVirtualCall", static () => Sink(None<Small>().NonVirtual()));
        IsNull(tests, "InterfaceCall", static () => Sink(None<INumber>().Number()));
        IsNull(tests, "Delegate", static () => None<Action>()());
        IsNull(tests, "DelegateWithResult", static () => Sink(None<Func<int, int>>()(1)));
        IsNull(tests, "ArrayLength", static () => Sink(None<int[]>().Length));
        IsNull(tests, "ArrayElement", static () => Sink(None<int[]>()[3]));
        IsNull(tests, "ArrayElementWrite", static () => None<int[]>()[3] = 1);
        IsNull(tests, "ArrayOfReferencesWrite", static () => None<object[]>()[3] = "x");
        IsNull(tests, "ArrayOfReferencesAddress", static () => Touch(ref None<object[]>()[0]));
        IsNull(tests, "ArrayOfStructs", static () => Take(None<Pair[]>()[1]));
        IsNull(tests, "TwoDimensionalArray", static () => Sink(None<int[,]>()[1, 1]));
        IsNull(tests, "StringLength", static () => Sink(None<string>().Length));
        IsNull(tests, "StringCharacter", static () => Sink(None<string>()[0]));
        IsNull(tests, "GetType", static () => Sink(None<object>().GetType()));
        IsNull(tests, "ToStringCall", static () => Sink(None<object>().ToString()));
        IsNull(tests, "Unbox", static () => Sink((int)None<object>()));
        IsNull(tests, "Foreach", static () =>
        {
            foreach (int item in None<List<int>>())
                Sink(item);
        });
        IsNull(tests, "ForeachArray", static () =>
        {
            foreach (int item in None<int[]>())
                Sink(item);
        });
        IsNull(tests, "Throw", static () => throw None<Exception>());
        IsNull(tests, "StructMethodThroughField", static () => Sink(None<Holder>().Value.Get()));
        IsNull(tests, "InterlockedOnField", static () => System.Threading.Interlocked.Increment(ref None<Small>().First));
        IsNull(tests, "VolatileRead", static () => Sink(System.Threading.Volatile.Read(ref None<Small>().First)));
        tests.Add("NullReference.Lock", static () => Check.RecordThrown(static () =>
        {
            lock (None<object>())
                Sink(1);
        }));
        tests.Add("NullReference.StateAfterwards", static () =>
        {
            // Registers and locals of the catching method are those at the fault.
            int caught = 0;
            long a = 3, b = 5, c = 7;
            double d = 2.5;
            for (int i = 0; i < 100; i++)
            {
                try
                {
                    a += b;
                    d += 0.5;
                    Sink(i % 2 == 0 ? None<Small>().First : (int)c);
                    b++;
                }
                catch (NullReferenceException)
                {
                    caught++;
                    c += a;
                }
            }
            Check.Equal(50, caught);
            Check.Record(a);
            Check.Record(b);
            Check.Record(c);
            Check.Record(d);
        });
        tests.Add("NullReference.InFinallyAndCatch", static () =>
        {
            string log = "";
            try
            {
                try
                {
                    Sink(None<Small>().First);
                }
                catch (NullReferenceException)
                {
                    log += "1";
                    Sink(None<string>().Length);
                }
                finally
                {
                    log += "2";
                    try
                    {
                        Sink(None<int[]>()[0]);
                    }
                    catch (NullReferenceException)
                    {
                        log += "3";
                    }
                }
            }
            catch (NullReferenceException)
            {
                log += "4";
            }
            Check.Equal("1234", log);
        });
        tests.Add("NullReference.RefToNothing", static () => Check.Throws<NullReferenceException>(static () => Sink(Unsafe.NullRef<int>() + 1)));
    }

    private sealed class Holder
    {
        public Getter Value = default;
    }

    private struct Getter
    {
        private int _value;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int Get() => ++_value;
    }

    private static void AddDivision(TestList tests)
    {
        int[] intMemory = [0, -1, int.MinValue, 7];
        long[] longMemory = [0, -1, long.MinValue, 7];
        IsZero(tests, "Int", static () => Sink(Number(5) / Number(0)));
        IsZero(tests, "IntRemainder", static () => Sink(Number(5) % Number(0)));
        IsZero(tests, "UInt", static () => Sink((uint)Number(5) / (uint)Number(0)));
        IsZero(tests, "Long", static () => Sink(Wide(5) / Wide(0)));
        IsZero(tests, "LongRemainder", static () => Sink(Wide(5) % Wide(0)));
        IsZero(tests, "ULong", static () => Sink((ulong)Wide(5) / (ulong)Wide(0)));
        IsZero(tests, "Short", static () => Sink((short)Number(5) / (short)Number(0)));
        IsZero(tests, "SByte", static () => Sink((sbyte)Number(5) % (sbyte)Number(0)));
        IsZero(tests, "Byte", static () => Sink((byte)Number(5) / (byte)Number(0)));
        IsZero(tests, "IntInMemory", () => Sink(Number(5) / intMemory[0]));
        IsZero(tests, "LongInMemory", () => Sink(Wide(5) % longMemory[0]));
        IsZero(tests, "ZeroByZero", static () => Sink(Number(0) / Number(0)));
        IsZero(tests, "ConstantZero", static () =>
        {
            int zero = 0;
            Sink(Number(1) / zero);
        });
        Overflows(tests, "Int", static () => Sink(Number(int.MinValue) / Number(-1)));
        Overflows(tests, "Long", static () => Sink(Wide(long.MinValue) / Wide(-1)));
        Overflows(tests, "IntRemainder", static () => Sink(Number(int.MinValue) % Number(-1)));
        Overflows(tests, "LongRemainder", static () => Sink(Wide(long.MinValue) % Wide(-1)));
        Overflows(tests, "IntInMemory", () => Sink(intMemory[2] / intMemory[1]));
        Overflows(tests, "LongInMemory", () => Sink(longMemory[2] / longMemory[1]));
        tests.Add("Overflow.ConstantMinusOne", static () => Check.RecordThrown(static () => Sink(Number(int.MinValue) / -1)));
        tests.Add("Overflow.SmallTypesDoNot", static () =>
        {
            Check.Equal(128, (sbyte)Number(-128) / (sbyte)Number(-1));
            Check.Equal(32768, (short)Number(-32768) / (short)Number(-1));
        });
        tests.Add("Overflow.Abs", static () =>
        {
            Check.RecordThrown(static () => Sink(Math.Abs(Number(int.MinValue))));
            Check.RecordThrown(static () => Sink(Math.DivRem(Number(1), Number(0)).Quotient));
        });
        tests.Add("Division.ManyDivisorsInRegisters", static () =>
        {
            int caught = 0;
            long sum = 0;
            for (int i = -20; i <= 20; i++)
            {
                int a = i, b = i + 1, c = i + 2, d = i + 3, e = i - 1, f = i - 2, g = i - 3;
                try
                {
                    sum = unchecked(sum * 3 + 1000 / a + 1001 / b + 1002 / c + 1003 / d + 1004 / e + 1005 / f + 1006 / g);
                }
                catch (DivideByZeroException)
                {
                    caught++;
                    sum += b + c + d + e + f + g;
                }
            }
            Check.Equal(7, caught);
            Check.Record(sum);
        });
    }

    private static void AddIndexes(TestList tests)
    {
        int[] numbers = [1, 2, 3];
        string[] texts = ["a"];
        Pair[] pairs = new Pair[2];
        Throws(tests, "Index.ReadBeyond", () => Sink(numbers[Number(3)]));
        Throws(tests, "Index.ReadNegative", () => Sink(numbers[Number(-1)]));
        Throws(tests, "Index.Write", () => numbers[Number(100)] = 1);
        Throws(tests, "Index.WriteReference", () => texts[Number(1)] = "b");
        Throws(tests, "Index.Struct", () => Take(pairs[Number(2)]));
        Throws(tests, "Index.String", static () => Sink("abc"[Number(3)]));
        Throws(tests, "Index.Span", () => Sink(numbers.AsSpan()[Number(3)]));
        Throws(tests, "Index.Long", () => Sink(numbers[Wide(1L << 32)]));
        Throws(tests, "Index.Empty", static () => Sink(Array.Empty<int>()[Number(0)]));
        Throws(tests, "Index.SpanSlice", () => Sink(numbers.AsSpan().Slice(Number(2), Number(2)).Length));
        Throws(tests, "Index.ArrayTooLong", static () => Sink(new int[Number(-5)].Length));
        Throws(tests, "Index.ArrayHuge", static () => Sink(new long[Wide(0x7fff_ffff_ffff)].Length));
        Throws(tests, "Index.CheckedCast", static () => Sink(checked((byte)Number(256))));
    }

    private static void IsNull(TestList tests, string name, Action action) =>
        tests.Add("NullReference." + name, () => Check.Throws<NullReferenceException>(action, "Object reference not set to an instance of an object."));

    private static void IsZero(TestList tests, string name, Action action) =>
        tests.Add("DivideByZero." + name, () => Check.Throws<DivideByZeroException>(action, "Attempted to divide by zero."));

    private static void Overflows(TestList tests, string name, Action action) =>
        tests.Add("Overflow." + name, () => Check.Throws<OverflowException>(action, "Arithmetic operation resulted in an overflow."));

    private static void Throws(TestList tests, string name, Action action) => tests.Add(name, () => Check.RecordThrown(action));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T None<T>() where T : class => null!;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Number(int value) => value;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Wide(long value) => value;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Sink<T>(T value) => s_sink = value;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Take(Pair pair) => s_sink = pair.A;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Increment(ref int value) => value++;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Touch(ref object value) => value = "x";

    private static object? s_sink;
}

using System.Threading;

namespace Diesis.Tests.Runtime;

/// <summary>Interlocked and Volatile: results and old values for each width, and atomicity between threads.</summary>
internal static class InterlockedTests
{
    private enum Small : byte
    {
        First,
        Second = 200,
    }

    private struct Pair
    {
        internal long First;
        internal long Second;
    }

    internal static void Register(TestList tests)
    {
        tests.Add("Interlocked.Int32", static () =>
        {
            int value = int.MaxValue;
            Check.Equal(int.MinValue, Interlocked.Increment(ref value));
            Check.Equal(int.MaxValue, Interlocked.Decrement(ref value));
            Check.Equal(int.MinValue + 9, Interlocked.Add(ref value, 10));
            Check.Equal(int.MinValue + 9, Interlocked.Exchange(ref value, 5));
            Check.Equal(5, Interlocked.CompareExchange(ref value, 6, 4));
            Check.Equal(5, Interlocked.CompareExchange(ref value, 6, 5));
            Check.Equal(6, value);
        });
        tests.Add("Interlocked.UInt32", static () =>
        {
            uint value = 0;
            Check.Equal(uint.MaxValue, Interlocked.Decrement(ref value));
            Check.Equal(0u, Interlocked.Increment(ref value));
            Check.Equal(0x8000_0000u, Interlocked.Add(ref value, 0x8000_0000));
            Check.Equal(0x8000_0000u, Interlocked.Exchange(ref value, 7));
            Check.Equal(7u, Interlocked.CompareExchange(ref value, 8, 7));
            Check.Equal(8u, value);
        });
        tests.Add("Interlocked.Int64", static () =>
        {
            long value = long.MaxValue;
            Check.Equal(long.MinValue, Interlocked.Increment(ref value));
            Check.Equal(long.MaxValue, Interlocked.Decrement(ref value));
            Check.Equal(long.MaxValue, Interlocked.Read(ref value));
            Check.Equal(0x7FFF_FFFF_0000_0000, Interlocked.Add(ref value, -0xFFFF_FFFF));
            Check.Equal(0x7FFF_FFFF_0000_0000, Interlocked.Exchange(ref value, -1));
            Check.Equal(-1L, Interlocked.CompareExchange(ref value, 1, -1));
            Check.Equal(1L, value);
        });
        tests.Add("Interlocked.UInt64", static () =>
        {
            ulong value = 0;
            Check.Equal(ulong.MaxValue, Interlocked.Decrement(ref value));
            Check.Equal(ulong.MaxValue, Interlocked.Read(ref value));
            Check.Equal(1ul, Interlocked.Add(ref value, 2));
            Check.Equal(1ul, Interlocked.Exchange(ref value, 1ul << 63));
            Check.Equal(1ul << 63, Interlocked.CompareExchange(ref value, 3, 4));
        });
        tests.Add("Interlocked.NativeInteger", static () =>
        {
            nint value = -5;
            Check.Equal(-5L, (long)Interlocked.Exchange(ref value, 9));
            Check.Equal(9L, (long)Interlocked.CompareExchange(ref value, -9, 9));
            Check.Equal(-9L, (long)value);
            nuint unsigned = 5;
            Check.Equal(5ul, (ulong)Interlocked.Exchange(ref unsigned, 6));
            Check.Equal(6ul, (ulong)Interlocked.CompareExchange(ref unsigned, 7, 1));
        });
        tests.Add("Interlocked.BytesLeaveNeighboursAlone", static () =>
        {
            byte[] bytes = [1, 2, 3, 4];
            Check.Equal(2, (int)Interlocked.Exchange(ref bytes[1], 200));
            Check.Equal(3, (int)Interlocked.CompareExchange(ref bytes[2], 100, 3));
            Check.Equal(4, (int)Interlocked.CompareExchange(ref bytes[3], 100, 3));
            Check.Sequence(new byte[] { 1, 200, 100, 4 }, bytes);
        });
        tests.Add("Interlocked.SignedBytes", static () =>
        {
            sbyte value = -1;
            Check.Equal(-1, (int)Interlocked.Exchange(ref value, -128));
            Check.Equal(-128, (int)Interlocked.CompareExchange(ref value, 127, -128));
            Check.Equal(127, (int)value);
        });
        tests.Add("Interlocked.Shorts", static () =>
        {
            short signed = -2;
            Check.Equal(-2, (int)Interlocked.CompareExchange(ref signed, 30000, -2));
            Check.Equal(30000, (int)Interlocked.Exchange(ref signed, -30000));
            ushort unsigned = 65535;
            Check.Equal(65535, (int)Interlocked.CompareExchange(ref unsigned, 1, 65535));
            Check.Equal(1, (int)Interlocked.Exchange(ref unsigned, 2));
        });
        tests.Add("Interlocked.FloatsCompareBits", static () =>
        {
            double value = double.NaN;
            Interlocked.CompareExchange(ref value, 1.5, double.NaN);
            Check.Equal(1.5, value);
            double zero = 0.0;
            Check.Equal(0.0, Interlocked.CompareExchange(ref zero, 2, -0.0));
            Check.Equal(0.0, zero);
            float single = 1.25f;
            Check.Equal(1.25f, Interlocked.Exchange(ref single, -3f));
            Check.Equal(-3f, Interlocked.CompareExchange(ref single, 4f, -3f));
            Check.Equal(4f, single);
        });
        tests.Add("Interlocked.Objects", static () =>
        {
            object first = new();
            object second = new();
            object? value = first;
            Check.Same(first, Interlocked.Exchange(ref value, second));
            Check.Same(second, Interlocked.CompareExchange(ref value, first, first));
            Check.Same(second, value);
            Check.Same(second, Interlocked.CompareExchange(ref value, null, second));
            Check.Null(value);
        });
        tests.Add("Interlocked.GenericReferences", static () =>
        {
            string text = "old";
            string? value = text;
            Check.Equal("old", Interlocked.Exchange(ref value, "new"));
            Check.Equal("new", Interlocked.CompareExchange(ref value, "x", text));
            Check.Equal("new", value);
        });
        tests.Add("Interlocked.GenericEnumAndBool", static () =>
        {
            Small small = Small.First;
            Check.True(Interlocked.Exchange(ref small, Small.Second) == Small.First);
            Check.True(Interlocked.CompareExchange(ref small, Small.First, Small.Second) == Small.Second);
            bool flag = false;
            Check.False(Interlocked.Exchange(ref flag, true));
            Check.True(flag);
        });
        tests.Add("Interlocked.GenericRefusesStructures", static () => Check.Throws<NotSupportedException>(
            static () =>
            {
                Pair pair = default;
                Interlocked.Exchange(ref pair, new Pair { First = 1, Second = 2 });
            },
            "The specified type must be a reference type, a primitive type, or an enum type."));
        tests.Add("Interlocked.AndOr", static () =>
        {
            int value = 0b1100;
            Check.Equal(0b1100, Interlocked.And(ref value, 0b0110));
            Check.Equal(0b0100, Interlocked.Or(ref value, 0b0011));
            Check.Equal(0b0111, value);
            ulong wide = 1ul << 63;
            Check.Equal(1ul << 63, Interlocked.Or(ref wide, 1));
            Check.Equal((1ul << 63) | 1, Interlocked.And(ref wide, 1));
            Check.Equal(1ul, wide);
            uint narrow = uint.MaxValue;
            Check.Equal(uint.MaxValue, Interlocked.And(ref narrow, 0x0F0Fu));
            long signed = -1;
            Check.Equal(-1L, Interlocked.And(ref signed, 0x7F));
            Check.Equal(0x7FL, signed);
        });
        tests.Add("Volatile.AllWidths", static () =>
        {
            bool b = false;
            Volatile.Write(ref b, true);
            Check.True(Volatile.Read(ref b));
            sbyte s8 = 0;
            Volatile.Write(ref s8, -7);
            Check.Equal(-7, (int)Volatile.Read(ref s8));
            byte u8 = 0;
            Volatile.Write(ref u8, 250);
            Check.Equal(250, (int)Volatile.Read(ref u8));
            short s16 = 0;
            Volatile.Write(ref s16, -700);
            Check.Equal(-700, (int)Volatile.Read(ref s16));
            ushort u16 = 0;
            Volatile.Write(ref u16, 60000);
            Check.Equal(60000, (int)Volatile.Read(ref u16));
            uint u32 = 0;
            Volatile.Write(ref u32, 4_000_000_000);
            Check.Equal(4_000_000_000, Volatile.Read(ref u32));
            long s64 = 0;
            Volatile.Write(ref s64, long.MinValue);
            Check.Equal(long.MinValue, Volatile.Read(ref s64));
            ulong u64 = 0;
            Volatile.Write(ref u64, ulong.MaxValue);
            Check.Equal(ulong.MaxValue, Volatile.Read(ref u64));
            nint native = 0;
            Volatile.Write(ref native, -3);
            Check.Equal(-3L, (long)Volatile.Read(ref native));
            float single = 0;
            Volatile.Write(ref single, 1.5f);
            Check.Equal(1.5f, Volatile.Read(ref single));
            double wide = 0;
            Volatile.Write(ref wide, -2.5);
            Check.Equal(-2.5, Volatile.Read(ref wide));
            string? text = null;
            Volatile.Write(ref text, "text");
            Check.Equal("text", Volatile.Read(ref text));
        });
        tests.Add("Volatile.Barriers", static () =>
        {
            Volatile.ReadBarrier();
            Volatile.WriteBarrier();
            Interlocked.MemoryBarrier();
            Thread.MemoryBarrier();
        });

        tests.AddThreaded("Interlocked.CountersOfFourThreads", static () =>
        {
            int small = 0;
            long wide = 0;
            ulong bits = 0;
            Together.Run(4, index =>
            {
                for (int i = 0; i < 20_000; i++)
                {
                    Interlocked.Increment(ref small);
                    Interlocked.Add(ref wide, index + 1);
                    Interlocked.Or(ref bits, 1ul << ((index * 16) + (i & 15)));
                }
            });
            Check.Equal(80_000, small);
            Check.Equal(200_000L, wide);
            Check.Equal(ulong.MaxValue, bits);
        });
        tests.AddThreaded("Interlocked.ListOfFourThreads", static () =>
        {
            Node? top = null;
            Together.Run(4, index =>
            {
                for (int i = 0; i < 5_000; i++)
                {
                    Node node = new() { Value = (index * 5_000) + i };
                    do
                    {
                        node.Next = Volatile.Read(ref top);
                    }
                    while (Interlocked.CompareExchange(ref top, node, node.Next) != node.Next);
                }
            });
            long sum = 0;
            int count = 0;
            for (Node? node = top; node is not null; node = node.Next)
            {
                sum += node.Value;
                count++;
            }

            Check.Equal(20_000, count);
            Check.Equal(20_000L * 19_999 / 2, sum);
        });
        tests.AddThreaded("Volatile.PublishesInOrder", static () =>
        {
            int data = 0;
            int ready = 0;
            int wrong = 0;
            Together.Run(2, index =>
            {
                for (int round = 1; round <= 2_000; round++)
                {
                    if (index == 0)
                    {
                        data = round;
                        Volatile.Write(ref ready, round);
                        SpinWait spinner = default;
                        while (Volatile.Read(ref ready) != -round)
                        {
                            spinner.SpinOnce(-1);
                        }
                    }
                    else
                    {
                        SpinWait spinner = default;
                        while (Volatile.Read(ref ready) != round)
                        {
                            spinner.SpinOnce(-1);
                        }

                        if (data != round)
                        {
                            wrong++;
                        }

                        Volatile.Write(ref ready, -round);
                    }
                }
            });
            Check.Equal(0, wrong);
        });
    }

    private sealed class Node
    {
        internal int Value;
        internal Node? Next;
    }
}

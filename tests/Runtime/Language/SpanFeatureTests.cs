using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diesis.Tests.Runtime;

/// <summary>Ref locals, fields and structs; stackalloc; inline arrays and fixed buffers; data of the image; unsafe code.</summary>
internal static unsafe class SpanFeatureTests
{
    [InlineArray(8)]
    private struct EightInts
    {
        private int _first;
    }

    [InlineArray(3)]
    private struct ThreeTexts
    {
        private string? _first;
    }

    private struct WithFixedBuffer
    {
        public int Before;
        public fixed byte Bytes[16];
        public int After;
    }

    [StructLayout(LayoutKind.Explicit)]
    private struct Overlay
    {
        [FieldOffset(0)]
        public double Number;

        [FieldOffset(0)]
        public ulong Bits;

        [FieldOffset(4)]
        public uint High;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct Packed
    {
        public byte A;
        public long B;
        public short C;
    }

    private ref struct Cursor(Span<int> items)
    {
        private readonly Span<int> _items = items;
        private ref int _current = ref items[0];
        private int _index;

        public readonly ref int Current => ref _current;

        public bool MoveNext()
        {
            if (++_index >= _items.Length)
                return false;
            _current = ref _items[_index];
            return true;
        }
    }

    private ref struct Scope(ref int count)
    {
        private ref int _count = ref count;

        public void Dispose() => _count++;
    }

    private sealed class Node
    {
        public int Value;
        public Node? Next;
    }

    internal static void Register(TestList tests)
    {
        tests.Add("Refs.LocalsAndReturns", static () =>
        {
            int[] numbers = [5, 3, 9, 1];
            ref int least = ref Least(numbers);
            least = 100;
            Check.Sequence((int[])[5, 3, 9, 100], numbers);
            least = ref numbers[0];
            least++;
            Check.Equal(6, numbers[0]);
        });
        tests.Add("Refs.FieldsOfRefStructs", static () =>
        {
            int[] numbers = [1, 2, 3];
            Cursor cursor = new(numbers);
            do
                cursor.Current *= 10;
            while (cursor.MoveNext());
            Check.Sequence((int[])[10, 20, 30], numbers);
        });
        tests.Add("Refs.UsingRefStruct", static () =>
        {
            int count = 0;
            using (new Scope(ref count))
            {
                using Scope inner = new(ref count);
                Check.Equal(0, count);
            }
            Check.Equal(2, count);
        });
        tests.Add("Refs.IntoObjectsSurviveCollections", static () =>
        {
            ref int value = ref MakeNode(7).Value;
            for (int i = 0; i < 50; i++)
                Churn();
            Check.Equal(7, value);
        });
        tests.Add("Refs.InAndReadonly", static () =>
        {
            Overlay overlay = new() { Number = 1.0 };
            Check.Equal(0x3FF0_0000_0000_0000UL, BitsOf(in overlay));
            Check.Equal(0x3FF0_0000u, overlay.High);
        });
        tests.Add("Refs.OutAndConditional", static () =>
        {
            int a = 1;
            int b = 2;
            (a > b ? ref a : ref b) = 9;
            Check.Equal(9, b);
            Split(57, out int tens, out int ones);
            Check.Equal(12, tens + ones);
        });
        foreach (int size in (int[])[0, 1, 16, 255, 1000, 5000, 20000])
        {
            int count = size;
            tests.Add("Stackalloc.Bytes" + count.ToString(), () =>
            {
                Span<byte> bytes = stackalloc byte[count];
                int sum = 0;
                foreach (byte value in bytes)
                    sum += value;
                Check.Equal(0, sum);
                for (int i = 0; i < bytes.Length; i++)
                    bytes[i] = (byte)(i * 7);
                for (int i = 0; i < bytes.Length; i++)
                    sum = sum * 31 + bytes[i];
                Check.Record(sum);
            });
        }
        tests.Add("Stackalloc.Initialized", static () =>
        {
            ReadOnlySpan<int> numbers = stackalloc int[] { 1, 2, 3 };
            Span<long> more = stackalloc[] { 4L, 5L };
            Check.Equal(15L, numbers[0] + numbers[1] + numbers[2] + more[0] + more[1]);
        });
        tests.Add("Stackalloc.PointersInLoop", static () =>
        {
            long sum = 0;
            for (int i = 1; i < 20; i++)
                sum += OnStack(i);
            Check.Equal(1330L, sum);
        });
        tests.Add("InlineArrays.Elements", static () =>
        {
            EightInts eight = default;
            for (int i = 0; i < 8; i++)
                eight[i] = i * i;
            Span<int> span = eight;
            Check.Equal(49, span[7]);
            Check.Equal(8, span.Length);
            Check.Sequence<int>([1, 4, 9], eight[1..4]);
            int sum = 0;
            foreach (int item in eight)
                sum += item;
            Check.Equal(140, sum);
            EightInts copy = eight;
            copy[0] = 5;
            Check.Equal(0, eight[0]);
        });
        tests.Add("InlineArrays.OfReferences", static () =>
        {
            ThreeTexts texts = default;
            texts[0] = "a";
            texts[2] = new string('c', 3);
            object boxed = texts;
            Churn();
            ThreeTexts back = (ThreeTexts)boxed;
            Check.Equal("a", back[0]);
            Check.Null(back[1]);
            Check.Equal("ccc", back[2]);
        });
        tests.Add("InlineArrays.HaveNoBuiltInEquality", static () =>
        {
            object texts = default(ThreeTexts);
            object numbers = default(EightInts);
            Check.RecordThrown(() => texts.Equals(default(ThreeTexts)));
            Check.RecordThrown(() => numbers.GetHashCode());
        });
        tests.Add("InlineArrays.OutOfRange", static () => Check.Throws<IndexOutOfRangeException>(static () =>
        {
            EightInts eight = default;
            eight[Eight()] = 1;
        }));
        tests.Add("FixedBuffers.Elements", static () =>
        {
            WithFixedBuffer value = new() { Before = 1, After = 2 };
            for (int i = 0; i < 16; i++)
                value.Bytes[i] = (byte)(i + 1);
            int sum = 0;
            for (int i = 0; i < 16; i++)
                sum += value.Bytes[i];
            Check.Equal(136, sum);
            Check.Equal(3, value.Before + value.After);
            Check.Equal(24, sizeof(WithFixedBuffer));
        });
        tests.Add("Layout.Sizes", static () =>
        {
            Check.Equal(11, sizeof(Packed));
            Check.Equal(8, sizeof(Overlay));
            Check.Equal(32, sizeof(EightInts));
            Check.Equal(24, Unsafe.SizeOf<ThreeTexts>());
            Check.Equal(8, sizeof((byte, int)));
            Check.Equal(1, sizeof(bool));
            Check.Equal(2, sizeof(char));
            Check.Equal(8, sizeof(nint));
        });
        tests.Add("Layout.PackedFields", static () =>
        {
            Packed packed = new() { A = 1, B = -2, C = 3 };
            byte* bytes = (byte*)&packed;
            Check.Equal(1, bytes[0]);
            Check.Equal(0xfe, bytes[1]);
            Check.Equal(3, bytes[9]);
        });
        tests.Add("ImageData.SpansOfNumbers", static () =>
        {
            ReadOnlySpan<byte> bytes = [1, 2, 250];
            ReadOnlySpan<int> numbers = [int.MinValue, 0, int.MaxValue];
            ReadOnlySpan<double> doubles = [0.5, -1];
            ReadOnlySpan<char> letters = ['a', '\u20ac'];
            Check.Equal(253, bytes[0] + bytes[1] + bytes[2]);
            Check.Equal(-1, numbers[0] + numbers[2]);
            Check.Equal(-0.5, doubles[0] + doubles[1]);
            Check.Equal('\u20ac', letters[1]);
        });
        tests.Add("ImageData.Utf8Literals", static () =>
        {
            ReadOnlySpan<byte> text = "aé€😀"u8;
            Check.Record(text);
            Check.Equal(10, text.Length);
        });
        tests.Add("ImageData.ArrayInitializers", static () =>
        {
            long[] numbers = [1, -1, long.MaxValue, 4, 5, 6];
            uint[,] grid = { { 1, 2 }, { 3, 4 } };
            Check.Equal(long.MaxValue, numbers[2]);
            Check.Equal(10u, grid[0, 0] + grid[0, 1] + grid[1, 0] + grid[1, 1]);
            numbers[0] = 7;
            long[] again = [1, -1, long.MaxValue, 4, 5, 6];
            Check.Equal(1L, again[0]);
        });
        tests.Add("Unsafe.PinnedArray", static () =>
        {
            int[] numbers = [1, 2, 3, 4];
            fixed (int* first = numbers)
            {
                Churn();
                int sum = 0;
                for (int* at = first; at < first + 4; at++)
                    sum += *at;
                Check.Equal(10, sum);
            }
            fixed (char* text = "xyz")
                Check.Equal('z', text[2]);
            fixed (int* none = (int[])[])
                Check.True(none == null);
        });
        tests.Add("Unsafe.PointerArithmetic", static () =>
        {
            long* numbers = stackalloc long[4];
            long* end = numbers + 4;
            Check.Equal(4L, end - numbers);
            for (long* at = numbers; at != end; at++)
                *at = at - numbers;
            Check.Equal(6L, numbers[0] + numbers[1] + numbers[2] + numbers[3]);
        });
        tests.Add("Unsafe.ReinterpretStruct", static () =>
        {
            Span<int> numbers = [1, 2, 3, 4];
            Span<long> pairs = MemoryMarshal.Cast<int, long>(numbers);
            Check.Equal(2, pairs.Length);
            Check.Equal(0x2_0000_0001, pairs[0]);
            Check.Equal(16, MemoryMarshal.AsBytes(numbers).Length);
        });
    }

    private static ref int Least(int[] numbers)
    {
        ref int least = ref numbers[0];
        for (int i = 1; i < numbers.Length; i++)
        {
            if (numbers[i] < least)
                least = ref numbers[i];
        }
        return ref least;
    }

    private static ulong BitsOf(ref readonly Overlay overlay) => overlay.Bits;

    private static void Split(int value, out int tens, out int ones)
    {
        tens = value / 10;
        ones = value % 10;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Eight() => 8;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Node MakeNode(int value) => new() { Value = value, Next = new Node() };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Churn()
    {
        object[] kept = new object[100];
        for (int i = 0; i < 1000; i++)
            kept[i % 100] = new byte[i];
        GC.KeepAlive(kept);
    }

    // SAFETY: both loops stay within the length that was allocated.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long OnStack(int count)
    {
        int* numbers = stackalloc int[count];
        for (int i = 0; i < count; i++)
            numbers[i] = i + 1;
        long sum = 0;
        for (int i = 0; i < count; i++)
            sum += numbers[i];
        return sum;
    }
}

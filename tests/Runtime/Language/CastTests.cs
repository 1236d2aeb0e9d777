namespace Diesis.Tests.Runtime;

internal class CastAnimal;

internal sealed class CastDog : CastAnimal, IDisposable
{
    public void Dispose()
    {
    }
}

internal struct CastPoint(int x, int y)
{
    public int X = x;
    public int Y = y;
}

/// <summary>Casts, type tests, array stores and boxing.</summary>
/// <remarks>The types that messages name are not nested: of those, stock .NET gives the last part of the name only.</remarks>
internal static class CastTests
{
    private enum Small : byte
    {
        One = 1,
    }

    private enum Signed
    {
        One = 1,
    }

    private enum Other
    {
        One = 1,
    }

    private sealed class Box<T>;

    internal static void Register(TestList tests)
    {
        AddTypeTests(tests);
        AddMessages(tests);
        AddArrays(tests);
        AddBoxing(tests);
    }

    private static void AddTypeTests(TestList tests)
    {
        object[] values =
        [
            new CastAnimal(), new CastDog(), "text", 1, 2L, (byte)3, 'c', true, 1.5, Small.One, Signed.One, new CastPoint(1, 2), new int[1], new uint[1], new string[1],
            new object[1], new CastAnimal[1], new CastDog[1], new int[1, 1], new int[1][], new Signed[1], new Small[1], new byte[1], new sbyte[1], new bool[1], new char[1],
            new long[1], new nint[1], new CastPoint[1], new List<int>(), new Box<string>(), new Box<object>(), (Action)(static () => { }), (Func<string>)(static () => ""),
            (Func<object>)(static () => ""), (Action<object>)(static _ => { }), typeof(int), new int?[1], (1, "x"), new Exception(), Array.Empty<IDisposable>(),
        ];
        Add("Object", static value => value is object);
        Add("Animal", static value => value is CastAnimal);
        Add("Dog", static value => value is CastDog);
        Add("IDisposable", static value => value is IDisposable);
        Add("IComparable", static value => value is IComparable);
        Add("IFormattable", static value => value is IFormattable);
        Add("ValueType", static value => value is ValueType);
        Add("Enum", static value => value is Enum);
        Add("Int", static value => value is int);
        Add("NullableInt", static value => value is int?);
        Add("Signed", static value => value is Signed);
        Add("Array", static value => value is Array);
        Add("IntArray", static value => value is int[]);
        Add("UIntArray", static value => value is uint[]);
        Add("ByteArray", static value => value is byte[]);
        Add("SByteArray", static value => value is sbyte[]);
        Add("EnumArray", static value => value is Signed[]);
        Add("OtherEnumArray", static value => value is Other[]);
        Add("ObjectArray", static value => value is object[]);
        Add("AnimalArray", static value => value is CastAnimal[]);
        Add("DisposableArray", static value => value is IDisposable[]);
        Add("TwoDimensions", static value => value is int[,]);
        Add("JaggedArray", static value => value is int[][]);
        Add("ArrayOfArrays", static value => value is object[] and not string[]);
        Add("EnumerableOfObject", static value => value is IEnumerable<object>);
        Add("EnumerableOfInt", static value => value is IEnumerable<int>);
        Add("ListOfInt", static value => value is IList<int>);
        Add("ListOfAnimal", static value => value is IList<CastAnimal>);
        Add("BoxOfObject", static value => value is Box<object>);
        Add("Delegate", static value => value is Delegate);
        Add("FuncOfObject", static value => value is Func<object>);
        Add("ActionOfString", static value => value is Action<string>);
        Add("Tuple", static value => value is (int, string));
        Add("CharArray", static value => value is char[]);
        Add("NIntArray", static value => value is nint[]);

        void Add(string name, Func<object, bool> test) => tests.Add("Casts.Is" + name, () =>
        {
            Check.False(test(null!), "null is nothing");
            long bits = 0;
            for (int i = 0; i < values.Length; i++)
                bits |= test(values[i]) ? 1L << i : 0;
            Check.Record(bits);
        });
    }

    private static void AddMessages(TestList tests)
    {
        tests.Add("Casts.Messages", static () =>
        {
            object text = "text";
            object animal = new CastAnimal();
            object numbers = new int[3];
            object boxed = 5;
            object list = new List<int>();
            Check.RecordThrown(() => _ = (CastAnimal)text);
            Check.RecordThrown(() => _ = (CastDog)animal);
            Check.RecordThrown(() => _ = (IDisposable)animal);
            Check.RecordThrown(() => _ = (string[])numbers);
            Check.RecordThrown(() => _ = (int[,])numbers);
            Check.RecordThrown(() => _ = (int)text);
            Check.RecordThrown(() => _ = (string)boxed);
            Check.RecordThrown(() => _ = (List<string>)list);
            Check.RecordThrown(() => _ = (IEnumerable<string>)list);
            Check.RecordThrown(() => _ = (Action)text);
        });
        tests.Add("Casts.UnboxToWrongType", static () =>
        {
            object boxed = 5;
            Check.RecordThrown(() => _ = (long)boxed);
            Check.RecordThrown(() => _ = (CastPoint)boxed);
            Check.RecordThrown(() => _ = (double)boxed);
        });
        tests.Add("Casts.UnboxNull", static () =>
        {
            object? none = null;
            Check.Throws<NullReferenceException>(() => _ = (int)none!);
            Check.Throws<NullReferenceException>(() => _ = (CastPoint)none!);
        });
        tests.Add("Casts.NullGoesThrough", static () =>
        {
            object? none = null;
            Check.Null((string?)none);
            Check.Null((IDisposable?)none);
            Check.Null((int[]?)none);
            Check.True((int?)none is null);
        });
    }

    private static void AddArrays(TestList tests)
    {
        tests.Add("Casts.CovariantStore", static () =>
        {
            object[] array = new string[2];
            array[0] = "fits";
            array[1] = null!;
            Check.RecordThrown(() => array[1] = 5);
            Check.RecordThrown(() => array[2] = "x");
            Check.Equal("fits", (string)array[0]);
        });
        tests.Add("Casts.CovariantStoreOfDerived", static () =>
        {
            CastAnimal[] animals = new CastAnimal[2];
            animals[0] = new CastDog();
            object[] objects = animals;
            objects[1] = new CastDog();
            Check.RecordThrown(() => objects[1] = new object());
            IDisposable[] disposables = [new CastDog()];
            object[] seen = disposables;
            seen[0] = new CastDog();
            Check.RecordThrown(() => seen[0] = new CastAnimal());
        });
        tests.Add("Casts.AddressOfCovariantElement", static () =>
        {
            object[] array = new string[1];
            Check.RecordThrown(() => Take(ref array[0]));
            object[] exact = new object[1];
            Take(ref exact[0]);
            static void Take(ref object element) => element = "x";
        });
        tests.Add("Casts.ArrayOfSignedSeenAsUnsigned", static () =>
        {
            int[] signed = [-1, 2];
            uint[] unsigned = (uint[])(object)signed;
            Check.Equal(uint.MaxValue, unsigned[0]);
            unsigned[1] = 0x8000_0000;
            Check.Equal(int.MinValue, signed[1]);
        });
        tests.Add("Casts.ArrayOfEnumSeenAsItsNumbers", static () =>
        {
            Signed[] values = [Signed.One, (Signed)7];
            int[] numbers = (int[])(object)values;
            Check.Equal(7, numbers[1]);
            byte[] bytes = (byte[])(object)new Small[] { Small.One };
            Check.Equal(1, bytes[0]);
        });
        tests.Add("Casts.MultiDimensionalArrays", static () =>
        {
            int[,,] cube = new int[2, 3, 4];
            int next = 0;
            for (int i = 0; i < 2; i++)
            {
                for (int j = 0; j < 3; j++)
                {
                    for (int k = 0; k < 4; k++)
                        cube[i, j, k] = next++;
                }
            }
            int sum = 0;
            foreach (int value in cube)
                sum = sum * 3 + value;
            Check.Record(sum);
            Check.Equal(24, cube.Length);
            Check.Equal(3, cube.Rank);
            Check.Equal(23, cube[1, 2, 3]);
            Check.Throws<IndexOutOfRangeException>(() => cube[1, 3, 0] = 1);
            Check.Throws<IndexOutOfRangeException>(() => cube[-1, 0, 0] = 1);
        });
        tests.Add("Casts.MultiDimensionalArrayOfReferences", static () =>
        {
            object[,] grid = new string[2, 2];
            grid[0, 1] = "a";
            Check.RecordThrown(() => grid[0, 0] = 1);
            Check.RecordThrown(() => grid[2, 0] = "x");
            Check.Equal("a", (string)grid[0, 1]);
        });
        tests.Add("Casts.JaggedArrays", static () =>
        {
            int[][] jagged = [[1], [2, 3], []];
            int sum = 0;
            foreach (int[] row in jagged)
            {
                foreach (int value in row)
                    sum += value;
            }
            Check.Equal(6, sum);
            object[] rows = jagged;
            Check.RecordThrown(() => rows[0] = new string[1]);
        });
        tests.Add("Casts.NegativeArrayLength", static () =>
        {
            int length = Minus(1);
            Check.RecordThrown(() => _ = new int[length]);
            Check.RecordThrown(() => _ = new string[length]);
            Check.RecordThrown(() => _ = new int[2, length]);
            static int Minus(int value) => -value;
        });
    }

    private static void AddBoxing(TestList tests)
    {
        tests.Add("Boxing.CopiesTheValue", static () =>
        {
            CastPoint point = new(1, 2);
            object boxed = point;
            point.X = 9;
            Check.Equal(1, ((CastPoint)boxed).X);
        });
        tests.Add("Boxing.EnumUnboxesAsNumberAndBack", static () =>
        {
            object boxed = Signed.One;
            Check.Equal(1, (int)boxed);
            object number = 1;
            Check.True((Signed)number == Signed.One);
        });
        tests.Add("Boxing.NullableWithoutValueIsNull", static () =>
        {
            int? none = null;
            int? some = 4;
            object? boxedNone = none;
            object? boxedSome = some;
            Check.Null(boxedNone);
            Check.True(boxedSome!.GetType() == typeof(int));
            Check.Equal(4, (int)boxedSome);
            Check.Equal(4, ((int?)boxedSome)!.Value);
        });
        tests.Add("Boxing.NullableStructWithReference", static () =>
        {
            (string, int)? pair = ("a", 1);
            object boxed = pair;
            (string, int)? back = ((string, int)?)boxed;
            Check.Equal("a", back!.Value.Item1);
        });
        tests.Add("Boxing.NullableOperators", static () =>
        {
            int? none = null;
            int? two = 2;
            Check.True((none + two) is null);
            Check.Equal(5, (two + 3)!.Value);
            Check.False(none < two);
            Check.False(none >= two);
            Check.True(none == null);
            Check.Equal(7, none ?? 7);
            bool? unknown = null;
            Check.True((unknown & false) == false);
            Check.True((unknown | true) == true);
            Check.True((unknown & true) is null);
            Check.RecordThrown(() => _ = none!.Value);
        });
        tests.Add("Boxing.EqualsAndReferences", static () =>
        {
            object one = 1;
            object again = 1;
            Check.False(ReferenceEquals(one, again));
            Check.True(one.Equals(again));
            Check.False(one.Equals(1L));
        });
        tests.Add("Boxing.NullableToStringAndHash", static () =>
        {
            int? none = null;
            int? some = 12;
            Check.Equal("", none.ToString());
            Check.Equal("12", some.ToString());
            Check.Equal(0, none.GetHashCode());
            Check.Equal(12, some.GetHashCode());
            Check.Equal(3, none.GetValueOrDefault(3));
        });
    }
}

namespace Diesis.Tests.Runtime;

/// <summary>Random: the seeded sequences are .NET's; the others only keep to their ranges.</summary>
internal static class RandomTests
{
    internal static void Register(TestList tests)
    {
        foreach (int seed in (int[])[0, 1, -1, 42, 12345, int.MaxValue, int.MinValue])
        {
            tests.Add("Numbers.Random.Seed" + seed.ToString(), () =>
            {
                Random random = new(seed);
                for (int i = 0; i < 300; i++)
                {
                    Check.Record(random.Next());
                    Check.Record(random.Next(1 + i * 1000));
                    Check.Record(random.Next(-i, i));
                    Check.Record(random.Next(int.MinValue, int.MaxValue));
                    Check.Record(random.NextDouble());
                    Check.Record((double)random.NextSingle());
                    Check.Record(random.NextInt64());
                    Check.Record(random.NextInt64(1000000000000L + i));
                    Check.Record(random.NextInt64(long.MinValue, long.MaxValue - i));
                    byte[] bytes = new byte[i % 20];
                    random.NextBytes(bytes);
                    Check.Record(bytes);
                }
            });
        }

        tests.Add("Numbers.Random.Shuffle", static () =>
        {
            Random random = new(7);
            int[] values = new int[100];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = i;
            }

            random.Shuffle(values);
            foreach (int value in values)
            {
                Check.Record(value);
            }
        });
        tests.Add("Numbers.Random.GetItems", static () =>
        {
            Random random = new(8);
            foreach (string item in random.GetItems(["a", "b", "c"], 100))
            {
                Check.Record(item);
            }

            foreach (int item in random.GetItems([1, 2, 3, 4, 5, 6, 7, 8], 1100))
            {
                Check.Record(item);
            }
        });
        tests.Add("Numbers.Random.Errors", static () =>
        {
            Check.RecordThrown(static () => new Random(5).Next(5, 2));
            Check.RecordThrown(static () => new Random(5).Next(-1));
            Check.RecordThrown(static () => new Random(5).NextInt64(-1));
            Check.RecordThrown(static () => new Random(5).NextInt64(7, 3));
            Check.RecordThrown(static () => new Random().Next(5, 2));
            Check.RecordThrown(static () => new Random(5).NextBytes((byte[])null!));
            Check.RecordThrown(static () => new Random(5).GetItems<int>(new int[0], 1));
            Check.RecordThrown(static () => new Random(5).GetItems(new int[] { 1 }, -1));
            Check.RecordThrown(static () => new Random(5).Shuffle((int[])null!));
            Check.Equal(0, new Random(1).Next(0));
            Check.Equal(3, new Random().Next(3, 3));
        });
        tests.Add("Numbers.Random.Unseeded", static () => Ranges(new Random()));
        tests.Add("Numbers.Random.Shared", static () => Ranges(Random.Shared));
        tests.Add("Numbers.Random.Derived", static () =>
        {
            Random random = new Constant();
            Check.Equal(25, random.Next(100));
            Check.Equal(-5, random.Next(-10, 10));
            Check.Equal(0.25, random.NextDouble());
        });
        tests.Add("Numbers.Random.Uniform", static () =>
        {
            int[] counts = new int[10];
            Random random = new();
            for (int i = 0; i < 100000; i++)
            {
                counts[random.Next(10)]++;
            }

            foreach (int count in counts)
            {
                Check.True(count is > 9000 and < 11000, "within ten standard deviations");
            }
        });
    }

    private static void Ranges(Random random)
    {
        for (int i = 1; i < 2000; i++)
        {
            Check.True(random.Next() is >= 0 and < int.MaxValue);
            Check.True((uint)random.Next(i) < (uint)i);
            Check.True(random.Next(-i, i) is int value && value >= -i && value < i);
            Check.True(random.NextDouble() is >= 0 and < 1);
            Check.True(random.NextSingle() is >= 0 and < 1);
            Check.True(random.NextInt64() >= 0);
            Check.True(random.NextInt64(i) < i);
            Check.True(random.NextInt64(-5, -3) is -5 or -4);
        }

        byte[] bytes = new byte[1000];
        random.NextBytes(bytes);
        int zeros = 0;
        foreach (byte data in bytes)
        {
            zeros += data == 0 ? 1 : 0;
        }

        Check.True(zeros < 30, "filled");
    }

    private sealed class Constant : Random
    {
        protected override double Sample() => 0.25;
    }
}

using System.Numerics;

namespace System;

/// <summary>
/// Pseudo-random numbers. With a seed, or in a derived class: the sequence that .NET has had since its first version. Without: xoshiro256**.
/// </summary>
public class Random
{
    private static Random? s_shared;

    private readonly SubtractiveGenerator? _seeded;
    private readonly XoshiroGenerator? _unseeded;

    public Random()
    {
        if (GetType() == typeof(Random))
        {
            _unseeded = new XoshiroGenerator();
        }
        else
        {
            _seeded = new SubtractiveGenerator((int)new XoshiroGenerator().Next());
        }
    }

    public Random(int Seed)
    {
        _seeded = new SubtractiveGenerator(Seed);
    }

    private protected Random(XoshiroGenerator? none)
    {
    }

    /// <summary>One that any thread may use.</summary>
    public static Random Shared => s_shared ??= new SharedRandom();

    /// <summary>From zero up to, not including, int.MaxValue.</summary>
    public virtual int Next()
    {
        if (_seeded is not null)
        {
            return _seeded.Next();
        }

        while (true)
        {
            int value = (int)(_unseeded!.Next() >> 33);
            if (value != int.MaxValue)
            {
                return value;
            }
        }
    }

    public virtual int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return _seeded is not null ? (int)(Sample() * maxValue) : (int)_unseeded!.Next((uint)maxValue);
    }

    public virtual int Next(int minValue, int maxValue)
    {
        if (minValue > maxValue)
        {
            ThrowMinimum();
        }

        long range = (long)maxValue - minValue;
        if (_seeded is null)
        {
            return (int)(_unseeded!.Next((uint)range) + minValue);
        }

        return range <= int.MaxValue ? (int)(Sample() * range) + minValue : (int)((long)(_seeded.SampleForLargeRange() * range) + minValue);
    }

    public virtual long NextInt64()
    {
        while (true)
        {
            ulong value = NextUInt64() >> 1;
            if (value != long.MaxValue)
            {
                return (long)value;
            }
        }
    }

    public virtual long NextInt64(long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return NextInt64(0, maxValue);
    }

    public virtual long NextInt64(long minValue, long maxValue)
    {
        if (minValue > maxValue)
        {
            ThrowMinimum();
        }

        ulong range = (ulong)(maxValue - minValue);
        if (range <= 1)
        {
            return minValue;
        }

        // Numbers of as few bits as the range needs, until one is in it.
        int unused = BitOperations.LeadingZeroCount(range - 1);
        while (true)
        {
            ulong value = NextUInt64() >> unused;
            if (value < range)
            {
                return (long)value + minValue;
            }
        }
    }

    /// <summary>From 0.0 up to, not including, 1.0.</summary>
    public virtual double NextDouble() => _seeded is not null ? Sample() : (_unseeded!.Next() >> 11) * (1.0 / 9007199254740992.0);

    public virtual float NextSingle()
    {
        if (_seeded is null)
        {
            return (_unseeded!.Next() >> 40) * (1.0f / 16777216.0f);
        }

        while (true)
        {
            // Rounding may make it one.
            float value = (float)Sample();
            if (value < 1)
            {
                return value;
            }
        }
    }

    public virtual void NextBytes(byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        NextBytes(buffer.AsSpan());
    }

    public virtual void NextBytes(Span<byte> buffer)
    {
        if (_seeded is null)
        {
            _unseeded!.Fill(buffer);
            return;
        }

        for (int i = 0; i < buffer.Length; i++)
        {
            buffer[i] = (byte)_seeded.Next();
        }
    }

    public void Shuffle<T>(T[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Shuffle(values.AsSpan());
    }

    public void Shuffle<T>(Span<T> values)
    {
        for (int i = 0; i < values.Length - 1; i++)
        {
            int other = Next(i, values.Length);
            if (other != i)
            {
                (values[i], values[other]) = (values[other], values[i]);
            }
        }
    }

    public T[] GetItems<T>(T[] choices, int length)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return GetItems(new ReadOnlySpan<T>(choices), length);
    }

    public T[] GetItems<T>(ReadOnlySpan<T> choices, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        T[] items = new T[length];
        GetItems(choices, items.AsSpan());
        return items;
    }

    public void GetItems<T>(ReadOnlySpan<T> choices, Span<T> destination)
    {
        if (choices.IsEmpty)
        {
            throw new ArgumentException("Span may not be empty.", nameof(choices));
        }

        if (_unseeded is null || choices.Length > 256 || !BitOperations.IsPow2(choices.Length))
        {
            for (int i = 0; i < destination.Length; i++)
            {
                destination[i] = choices[Next(choices.Length)];
            }

            return;
        }

        // A byte each is enough, without bias.
        Span<byte> bytes = stackalloc byte[512];
        while (!destination.IsEmpty)
        {
            Span<byte> part = bytes.Slice(0, Math.Min(bytes.Length, destination.Length));
            NextBytes(part);
            for (int i = 0; i < part.Length; i++)
            {
                destination[i] = choices[part[i] & (choices.Length - 1)];
            }

            destination = destination.Slice(part.Length);
        }
    }

    /// <summary>What a derived class overrides to be the source of the other methods.</summary>
    protected virtual double Sample() => _seeded is not null ? _seeded.Next() * (1.0 / int.MaxValue) : NextDouble();

    private ulong NextUInt64()
    {
        if (_seeded is null)
        {
            return _unseeded!.Next();
        }

        ulong low = (uint)Next(1 << 22);
        ulong middle = (uint)Next(1 << 22);
        ulong high = (uint)Next(1 << 20);
        return low | (middle << 22) | (high << 44);
    }

    [Diagnostics.CodeAnalysis.DoesNotReturn]
    private static void ThrowMinimum() => throw new ArgumentOutOfRangeException("minValue", "'minValue' cannot be greater than maxValue.");

    /// <summary>Sends each call to a generator of the calling thread.</summary>
    private sealed class SharedRandom : Random
    {
        [ThreadStatic]
        private static Random? t_random;

        internal SharedRandom()
            : base(null)
        {
        }

        private static Random Local => t_random ??= new Random();

        public override int Next() => Local.Next();

        public override int Next(int maxValue) => Local.Next(maxValue);

        public override int Next(int minValue, int maxValue) => Local.Next(minValue, maxValue);

        public override long NextInt64() => Local.NextInt64();

        public override long NextInt64(long maxValue) => Local.NextInt64(maxValue);

        public override long NextInt64(long minValue, long maxValue) => Local.NextInt64(minValue, maxValue);

        public override double NextDouble() => Local.NextDouble();

        public override float NextSingle() => Local.NextSingle();

        public override void NextBytes(byte[] buffer) => Local.NextBytes(buffer);

        public override void NextBytes(Span<byte> buffer) => Local.NextBytes(buffer);

        protected override double Sample() => Local.NextDouble();
    }
}

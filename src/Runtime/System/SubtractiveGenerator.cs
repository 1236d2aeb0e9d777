namespace System;

/// <summary>
/// Knuth's subtractive generator ("The Art of Computer Programming", volume 2, 3.2.2) with .NET's seeding, whose second lag is 21 where
/// Knuth has 31: programs rely on its sequences.
/// </summary>
internal sealed class SubtractiveGenerator
{
    private readonly int[] _state = new int[56];
    private int _next;
    private int _lagged = 21;

    internal SubtractiveGenerator(int seed)
    {
        int magnitude = seed == int.MinValue ? int.MaxValue : Math.Abs(seed);
        int previous = 161803398 - magnitude;
        int value = 1;
        int index = 0;
        _state[55] = previous;
        for (int i = 1; i < 55; i++)
        {
            index += 21;
            if (index >= 55)
            {
                index -= 55;
            }

            _state[index] = value;
            value = previous - value;
            if (value < 0)
            {
                value += int.MaxValue;
            }

            previous = _state[index];
        }

        for (int round = 0; round < 4; round++)
        {
            for (int i = 1; i < 56; i++)
            {
                int other = i + 30;
                if (other >= 55)
                {
                    other -= 55;
                }

                // Unchecked: .NET's sequences include what overflows here.
                _state[i] = unchecked(_state[i] - _state[1 + other]);
                if (_state[i] < 0)
                {
                    _state[i] += int.MaxValue;
                }
            }
        }
    }

    /// <summary>From zero up to, not including, int.MaxValue.</summary>
    internal int Next()
    {
        int next = _next + 1 >= 56 ? 1 : _next + 1;
        int lagged = _lagged + 1 >= 56 ? 1 : _lagged + 1;
        int value = _state[next] - _state[lagged];
        if (value == int.MaxValue)
        {
            value--;
        }

        if (value < 0)
        {
            value += int.MaxValue;
        }

        _state[next] = value;
        _next = next;
        _lagged = lagged;
        return value;
    }

    /// <summary>From 0.0 up to 1.0, with twice as many values, for ranges beyond int.MaxValue.</summary>
    internal double SampleForLargeRange()
    {
        int value = Next();
        if (Next() % 2 == 0)
        {
            value = -value;
        }

        return (value + (int.MaxValue - 1.0)) / (2.0 * int.MaxValue - 1);
    }
}

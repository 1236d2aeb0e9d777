using System;

namespace Diesis.Core.Terminals;

/// <summary>The parameters of a control sequence: numbers between semicolons or colons (ECMA-48, 5.4.2).</summary>
public sealed class ControlParameters
{
    public const int Maximum = 32;

    private const int Largest = 65535;

    private readonly int[] _values = new int[Maximum];
    private readonly bool[] _joined = new bool[Maximum];
    private bool _overflowed;

    /// <summary>At least 1: no text at all is one parameter that is missing.</summary>
    public int Count { get; private set; } = 1;

    internal void Clear()
    {
        Count = 1;
        _values[0] = -1;
        _joined[0] = false;
        _overflowed = false;
    }

    internal void AddDigit(int digit)
    {
        if (_overflowed)
            return;
        ref int value = ref _values[Count - 1];
        value = Math.Min(Math.Max(value, 0) * 10 + digit, Largest);
    }

    internal void Separate() => Next(joined: false);

    /// <summary>A colon: the next number belongs to the one before (ISO 8613-6 colours).</summary>
    internal void Join() => Next(joined: true);

    /// <summary>A number, or <paramref name="missing"/> when it was left out.</summary>
    public int Value(int index, int missing = 0) => index < Count && _values[index] >= 0 ? _values[index] : missing;

    /// <summary>A count: zero and nothing both mean one.</summary>
    public int CountAt(int index) => Math.Max(Value(index), 1);

    /// <summary>Whether a colon stood before this number.</summary>
    public bool IsJoined(int index) => index < Count && _joined[index];

    private void Next(bool joined)
    {
        if (Count == Maximum)
        {
            _overflowed = true;
            return;
        }
        _values[Count] = -1;
        _joined[Count] = joined;
        Count++;
    }
}

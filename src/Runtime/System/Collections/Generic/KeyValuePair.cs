namespace System.Collections.Generic;

/// <summary>Makes pairs whose types the compiler infers.</summary>
public static class KeyValuePair
{
    public static KeyValuePair<TKey, TValue> Create<TKey, TValue>(TKey key, TValue value) => new(key, value);

    // Apart from the generic struct so that each instantiation adds no code of its own.
    internal static string PairToString(object? key, object? value) =>
        string.Concat("[", key?.ToString(), ", ", string.Concat(value?.ToString(), "]"));
}

/// <summary>A key and its value.</summary>
public readonly struct KeyValuePair<TKey, TValue>(TKey key, TValue value)
{
    public TKey Key { get; } = key;

    public TValue Value { get; } = value;

    public void Deconstruct(out TKey key, out TValue value)
    {
        key = Key;
        value = Value;
    }

    public override string ToString() => KeyValuePair.PairToString(Key, Value);
}

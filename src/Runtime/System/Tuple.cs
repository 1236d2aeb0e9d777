using System.Runtime.CompilerServices;

namespace System;

/// <summary>What the tuples know of each other: a longer one writes its last part without an opening parenthesis.</summary>
internal interface ITupleParts : ITuple
{
    string ToStringEnd();
}

/// <summary>Makes tuples whose types the compiler infers.</summary>
public static class Tuple
{
    public static Tuple<T1> Create<T1>(T1 item1) =>
        new(item1);

    public static Tuple<T1, T2> Create<T1, T2>(T1 item1, T2 item2) =>
        new(item1, item2);

    public static Tuple<T1, T2, T3> Create<T1, T2, T3>(T1 item1, T2 item2, T3 item3) =>
        new(item1, item2, item3);

    public static Tuple<T1, T2, T3, T4> Create<T1, T2, T3, T4>(T1 item1, T2 item2, T3 item3, T4 item4) =>
        new(item1, item2, item3, item4);

    public static Tuple<T1, T2, T3, T4, T5> Create<T1, T2, T3, T4, T5>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5) =>
        new(item1, item2, item3, item4, item5);

    public static Tuple<T1, T2, T3, T4, T5, T6> Create<T1, T2, T3, T4, T5, T6>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5,
        T6 item6) =>
        new(item1, item2, item3, item4, item5, item6);

    public static Tuple<T1, T2, T3, T4, T5, T6, T7> Create<T1, T2, T3, T4, T5, T6, T7>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5,
        T6 item6, T7 item7) =>
        new(item1, item2, item3, item4, item5, item6, item7);

    public static Tuple<T1, T2, T3, T4, T5, T6, T7, Tuple<T8>> Create<T1, T2, T3, T4, T5, T6, T7, T8>(
        T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6, T7 item7, T8 item8) =>
        new(item1, item2, item3, item4, item5, item6, item7, new Tuple<T8>(item8));

    internal static int CombineHashCodes(params ReadOnlySpan<int> hashes)
    {
        // Fours first, then pairs from the left: .NET's numbers, which programs have come to see.
        if (hashes.Length > 4)
            return Combine(CombineHashCodes(hashes.Slice(0, 4)), CombineHashCodes(hashes.Slice(4)));
        if (hashes.Length == 4)
            return Combine(Combine(hashes[0], hashes[1]), Combine(hashes[2], hashes[3]));

        int combined = hashes[0];
        for (int i = 1; i < hashes.Length; i++)
            combined = Combine(combined, hashes[i]);
        return combined;
    }

    private static int Combine(int first, int second) => ((first << 5) + first) ^ second;
}

namespace System;

public struct HashCode
{
    private uint _hash;
    public void Add(int value) => _hash = (((_hash << 5) | (_hash >> 27)) + _hash) ^ (uint)value;
    public int ToHashCode() => (int)_hash;
    private static int Of(params ReadOnlySpan<int> values) { HashCode hash = default; foreach (int value in values) hash.Add(value); return hash.ToHashCode(); }
    private static int H<T>(T v) => v?.GetHashCode() ?? 0;
    public static int Combine<T1, T2>(T1 a, T2 b) => Of(H(a), H(b));
    public static int Combine<T1, T2, T3>(T1 a, T2 b, T3 c) => Of(H(a), H(b), H(c));
    public static int Combine<T1, T2, T3, T4>(T1 a, T2 b, T3 c, T4 d) => Of(H(a), H(b), H(c), H(d));
    public static int Combine<T1, T2, T3, T4, T5>(T1 a, T2 b, T3 c, T4 d, T5 e) => Of(H(a), H(b), H(c), H(d), H(e));
    public static int Combine<T1, T2, T3, T4, T5, T6>(T1 a, T2 b, T3 c, T4 d, T5 e, T6 f) => Of(H(a), H(b), H(c), H(d), H(e), H(f));
    public static int Combine<T1, T2, T3, T4, T5, T6, T7>(T1 a, T2 b, T3 c, T4 d, T5 e, T6 f, T7 g) => Of(H(a), H(b), H(c), H(d), H(e), H(f), H(g));
    public static int Combine<T1, T2, T3, T4, T5, T6, T7, T8>(T1 a, T2 b, T3 c, T4 d, T5 e, T6 f, T7 g, T8 h) => Of(H(a), H(b), H(c), H(d), H(e), H(f), H(g), H(h));
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System
{
    public sealed unsafe class String : IEquatable<string>, System.Collections.Generic.IEnumerable<char>
    {
        private readonly int _stringLength;
        private char _firstChar;
        public static readonly string Empty = "";
        [MethodImpl(MethodImplOptions.InternalCall)] public extern String(char c, int count);
        private static string Ctor(char c, int count) { string s = FastAllocateString(count); for (int i = 0; i < count; i++) Unsafe.Add(ref s._firstChar, i) = c; return s; }
        [MethodImpl(MethodImplOptions.InternalCall)] public extern String(char* value, int startIndex, int length);
        private static string Ctor(char* value, int startIndex, int length) { string s = FastAllocateString(length); for (int i = 0; i < length; i++) Unsafe.Add(ref s._firstChar, i) = value[startIndex + i]; return s; }
        public int Length { [Intrinsic] get => _stringLength; }
        [IndexerName("Chars")]
        public char this[int i] { [Intrinsic] get { if ((uint)i >= (uint)_stringLength) Internal.Runtime.CompilerHelpers.ThrowHelpers.ThrowIndexOutOfRangeException(); return Unsafe.Add(ref _firstChar, i); } }
        public ref readonly char GetPinnableReference() => ref _firstChar;
        internal ref char GetRawStringData() => ref _firstChar;
        internal static string FastAllocateString(int length) => Internal.Runtime.ObjectAllocator.AllocateString(length);
        System.Collections.Generic.IEnumerator<char> System.Collections.Generic.IEnumerable<char>.GetEnumerator() => throw new NotSupportedException();
        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => throw new NotSupportedException();
        public static bool IsNullOrEmpty(string? value) => value == null || value.Length == 0;
        public static bool IsNullOrWhiteSpace(string? value) => value == null || value.Length == 0;
        public static string Concat(string? a, string? b)
        {
            int la = a == null ? 0 : a.Length, lb = b == null ? 0 : b.Length;
            string s = FastAllocateString(la + lb);
            for (int i = 0; i < la; i++) Unsafe.Add(ref s._firstChar, i) = a![i];
            for (int i = 0; i < lb; i++) Unsafe.Add(ref s._firstChar, la + i) = b![i];
            return s;
        }
        public static string Concat(string? a, string? b, string? c) => Concat(Concat(a, b), c);
        public static string Concat(string? a, string? b, string? c, string? d) => Concat(Concat(Concat(a, b), c), d);
        public static string Concat(params string?[] a) { string s = ""; for (int i = 0; i < a.Length; i++) s = Concat(s, a[i]); return s; }
        public override string ToString() => this;
        public bool Equals(string? o) => this == o;
        public override bool Equals(object? o) => o is string s && this == s;
        public override int GetHashCode() { uint h = 2166136261; for (int i = 0; i < Length; i++) h = (h ^ this[i]) * 16777619; return (int)h; }
        public static bool operator ==(string? a, string? b)
        {
            if ((object?)a == (object?)b) return true;
            if (a is null || b is null || a.Length != b.Length) return false;
            for (int i = 0; i < a.Length; i++) if (a[i] != b[i]) return false;
            return true;
        }
        public static bool operator !=(string? a, string? b) => !(a == b);
        public static implicit operator ReadOnlySpan<char>(string? s) => s == null ? default : new ReadOnlySpan<char>(ref s._firstChar, s.Length);
    }
    public static partial class MemoryExtensions
    {
        public static ReadOnlySpan<char> AsSpan(this string? s) => s == null ? default : new ReadOnlySpan<char>(ref s.GetRawStringData(), s.Length);
        public static Span<T> AsSpan<T>(this T[]? a) => new Span<T>(a);
    }
    internal static unsafe partial class SpanHelpers
    {
        internal static void Memmove(ref byte destination, ref byte source, nuint length)
        {
            // SAFETY: the caller's ranges; byte by byte in the direction that overlap asks for.
            nuint distance = (nuint)Unsafe.ByteOffset(ref source, ref destination);
            if (distance >= length) for (nuint i = 0; i < length; i++) Unsafe.Add(ref destination, (nint)i) = Unsafe.Add(ref source, (nint)i);
            else for (nuint i = length; i-- > 0;) Unsafe.Add(ref destination, (nint)i) = Unsafe.Add(ref source, (nint)i);
        }
        internal static void ClearWithoutReferences(ref byte destination, nuint length) { for (nuint i = 0; i < length; i++) Unsafe.Add(ref destination, (nint)i) = 0; }
        internal static void Fill(ref byte destination, byte value, nuint length) { for (nuint i = 0; i < length; i++) Unsafe.Add(ref destination, (nint)i) = value; }
        internal static bool SequenceEqual(ref byte first, ref byte second, nuint length) { for (nuint i = 0; i < length; i++) if (Unsafe.Add(ref first, (nint)i) != Unsafe.Add(ref second, (nint)i)) return false; return true; }
    }
    public readonly ref struct Span<T>
    {
        internal readonly ref T _reference;
        private readonly int _length;
        public unsafe Span(void* pointer, int length) { _reference = ref Unsafe.As<byte, T>(ref *(byte*)pointer); _length = length; }
        public Span(T[]? array, int start, int length) { if (array == null) { this = default; return; } _reference = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), start); _length = length; }
        public Span(T[]? array) { if (array == null) { this = default; return; } _reference = ref MemoryMarshal.GetArrayDataReference(array); _length = array.Length; }
        public Span(ref T reference) { _reference = ref reference; _length = 1; }
        internal Span(ref T reference, int length) { _reference = ref reference; _length = length; }
        public int Length { [Intrinsic] get => _length; }
        public bool IsEmpty => _length == 0;
        public ref T this[int i] { [Intrinsic] get { if ((uint)i >= (uint)_length) Internal.Runtime.CompilerHelpers.ThrowHelpers.ThrowIndexOutOfRangeException(); return ref Unsafe.Add(ref _reference, i); } }
        public Span<T> Slice(int s, int n) { if ((uint)s > (uint)_length || (uint)n > (uint)(_length - s)) Internal.Runtime.CompilerHelpers.ThrowHelpers.ThrowArgumentOutOfRangeException(); return new Span<T>(ref Unsafe.Add(ref _reference, s), n); }
        public static implicit operator Span<T>(T[]? a) => new Span<T>(a);
        public static implicit operator ReadOnlySpan<T>(Span<T> a) => new ReadOnlySpan<T>(ref a._reference, a._length);
        public Enumerator GetEnumerator() => new Enumerator(this);
        public ref struct Enumerator { private Span<T> _s; private int _i; internal Enumerator(Span<T> s) { _s = s; _i = -1; } public bool MoveNext() => ++_i < _s.Length; public ref T Current => ref _s[_i]; }
    }
    public readonly ref struct ReadOnlySpan<T>
    {
        internal readonly ref T _reference;
        private readonly int _length;
        public unsafe ReadOnlySpan(void* pointer, int length) { _reference = ref Unsafe.As<byte, T>(ref *(byte*)pointer); _length = length; }
        public ReadOnlySpan(T[]? array, int start, int length) { if (array == null) { this = default; return; } _reference = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), start); _length = length; }
        public ReadOnlySpan(T[]? array) { if (array == null) { this = default; return; } _reference = ref MemoryMarshal.GetArrayDataReference(array); _length = array.Length; }
        public ReadOnlySpan(ref readonly T reference) { _reference = ref Unsafe.AsRef(in reference); _length = 1; }
        internal ReadOnlySpan(ref T reference, int length) { _reference = ref reference; _length = length; }
        public int Length { [Intrinsic] get => _length; }
        public bool IsEmpty => _length == 0;
        public ref readonly T this[int i] { [Intrinsic] get { if ((uint)i >= (uint)_length) Internal.Runtime.CompilerHelpers.ThrowHelpers.ThrowIndexOutOfRangeException(); return ref Unsafe.Add(ref _reference, i); } }
        public ReadOnlySpan<T> Slice(int s, int n) { if ((uint)s > (uint)_length || (uint)n > (uint)(_length - s)) Internal.Runtime.CompilerHelpers.ThrowHelpers.ThrowArgumentOutOfRangeException(); return new ReadOnlySpan<T>(ref Unsafe.Add(ref _reference, s), n); }
        public static implicit operator ReadOnlySpan<T>(T[]? a) => new ReadOnlySpan<T>(a);
        public Enumerator GetEnumerator() => new Enumerator(this);
        public ref struct Enumerator { private ReadOnlySpan<T> _s; private int _i; internal Enumerator(ReadOnlySpan<T> s) { _s = s; _i = -1; } public bool MoveNext() => ++_i < _s.Length; public ref readonly T Current => ref _s[_i]; }
    }
    public readonly struct Index { private readonly int _v; public Index(int v, bool fromEnd = false) { _v = fromEnd ? ~v : v; } public int GetOffset(int length) => _v < 0 ? _v + length + 1 : _v; public static implicit operator Index(int v) => new Index(v); }
    public readonly struct Range { public Index Start { get; } public Index End { get; } public Range(Index s, Index e) { Start = s; End = e; } public (int Offset, int Length) GetOffsetAndLength(int length) { int s = Start.GetOffset(length); return (s, End.GetOffset(length) - s); } }
}
namespace System.Runtime.CompilerServices
{
    [InterpolatedStringHandler]
    public ref struct DefaultInterpolatedStringHandler
    {
        private string _s;
        public DefaultInterpolatedStringHandler(int literalLength, int formattedCount) { _s = ""; }
        public void AppendLiteral(string s) { _s = string.Concat(_s, s); }
        public void AppendFormatted<T>(T v) { _s = string.Concat(_s, v?.ToString()); }
        public void AppendFormatted(string? v) { _s = string.Concat(_s, v); }
        public string ToStringAndClear() { string s = _s; _s = ""; return s; }
    }
}
namespace System.Text
{
    public sealed class StringBuilder
    {
        private string _s = "";
        public StringBuilder Append(string? s) { _s = string.Concat(_s, s); return this; }
        public StringBuilder Append(char s) { _s = string.Concat(_s, s.ToString()); return this; }
        public StringBuilder Append(object? s) { _s = string.Concat(_s, s?.ToString()); return this; }
        public override string ToString() => _s;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Numerics;

namespace System;

// SAFETY: vectors are loaded within the string's length.
public sealed partial class String
{
    private const int PlacesOnStack = 96;

    public string[] Split(params char[]? separator) => SplitAny(separator, int.MaxValue, StringSplitOptions.None);

    public string[] Split(params ReadOnlySpan<char> separator) => SplitAny(separator, int.MaxValue, StringSplitOptions.None);

    public string[] Split(char separator, StringSplitOptions options = StringSplitOptions.None) =>
        SplitAny(new ReadOnlySpan<char>(in separator), int.MaxValue, options);

    public string[] Split(char separator, int count, StringSplitOptions options = StringSplitOptions.None) =>
        SplitAny(new ReadOnlySpan<char>(in separator), count, options);

    public string[] Split(char[]? separator, int count) => SplitAny(separator, count, StringSplitOptions.None);

    public string[] Split(char[]? separator, StringSplitOptions options) => SplitAny(separator, int.MaxValue, options);

    public string[] Split(char[]? separator, int count, StringSplitOptions options) => SplitAny(separator, count, options);

    public string[] Split(string? separator, StringSplitOptions options = StringSplitOptions.None) =>
        SplitStrings(separator ?? Empty, null, int.MaxValue, options);

    public string[] Split(string? separator, int count, StringSplitOptions options = StringSplitOptions.None) =>
        SplitStrings(separator ?? Empty, null, count, options);

    public string[] Split(string[]? separator, StringSplitOptions options) => SplitStrings(null, separator, int.MaxValue, options);

    public string[] Split(string[]? separator, int count, StringSplitOptions options) => SplitStrings(null, separator, count, options);

    [SkipLocalsInit]
    private string[] SplitAny(ReadOnlySpan<char> separators, int count, StringSplitOptions options)
    {
        CheckSplit(count, options);
        if (count <= 1 || _stringLength == 0)
            return Whole(options, count);

        // Where white space separates, the pieces have none to trim; only the rest behind the last counted one may.
        if (separators.IsEmpty && count > _stringLength)
            options &= ~StringSplitOptions.TrimEntries;

        Places places = new(stackalloc int[PlacesOnStack]);
        FindSeparators(separators, ref places);
        if (places.Count == 0)
            return Whole(options, count);
        return Pieces(places.Starts, default, 1, count, options);
    }

    [SkipLocalsInit]
    private string[] SplitStrings(string? separator, string?[]? separators, int count, StringSplitOptions options)
    {
        CheckSplit(count, options);
        if (separator is null && (separators is null || separators.Length == 0))
            return SplitAny(default, count, options);
        if (count <= 1 || _stringLength == 0)
            return Whole(options, count);

        if (separator is not null)
        {
            if (separator.Length == 0)
                return Whole(options, count);

            Places found = new(stackalloc int[PlacesOnStack]);
            int position = 0;
            while (true)
            {
                int next = IndexOfUnits(ref Unsafe.Add(ref _firstChar, position), _stringLength - position, separator);
                if (next < 0)
                    break;
                found.Add(position + next);
                position += next + separator.Length;
            }

            return found.Count == 0 ? Whole(options, count) : Pieces(found.Starts, default, separator.Length, count, options);
        }

        Places starts = new(stackalloc int[PlacesOnStack]);
        Places lengths = new(stackalloc int[PlacesOnStack]);
        for (int i = 0; i < _stringLength; i++)
        {
            foreach (string? candidate in separators!)
            {
                if (!IsNullOrEmpty(candidate) && AsSpan(i, _stringLength - i).StartsWith(candidate.AsSpan()))
                {
                    starts.Add(i);
                    lengths.Add(candidate.Length);
                    i += candidate.Length - 1;
                    break;
                }
            }
        }

        return starts.Count == 0 ? Whole(options, count) : Pieces(starts.Starts, lengths.Starts, 0, count, options);
    }

    private static void CheckSplit(int count, StringSplitOptions options)
    {
        ThrowHelper.CheckNotNegative(count, nameof(count));
        if ((options & ~(StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) != 0)
            ThrowHelper.ThrowArgument("Value of flags is invalid.", nameof(options));
    }

    private string[] Whole(StringSplitOptions options, int count)
    {
        if (count == 0)
            return [];
        string whole = (options & StringSplitOptions.TrimEntries) != 0 ? Trim() : this;
        return whole.Length == 0 && (options & StringSplitOptions.RemoveEmptyEntries) != 0 ? [] : [whole];
    }

    private void FindSeparators(ReadOnlySpan<char> separators, ref Places places)
    {
        if (separators.IsEmpty)
        {
            for (int i = 0; i < _stringLength; i++)
            {
                if (char.IsWhiteSpace(Unsafe.Add(ref _firstChar, i)))
                    places.Add(i);
            }
        }
        else if (separators.Length <= 3)
        {
            ushort a = separators[0];
            ushort b = separators.Length > 1 ? separators[1] : a;
            ushort c = separators.Length > 2 ? separators[2] : b;
            FindThree(a, b, c, ref places);
        }
        else
        {
            for (int i = 0; i < _stringLength; i++)
            {
                if (separators.Contains(Unsafe.Add(ref _firstChar, i)))
                    places.Add(i);
            }
        }
    }

    private void FindThree(ushort a, ushort b, ushort c, ref Places places)
    {
        ref ushort units = ref Unsafe.As<char, ushort>(ref _firstChar);
        int position = 0;
        Vector128<ushort> first = Vector128.Create(a);
        Vector128<ushort> second = Vector128.Create(b);
        Vector128<ushort> third = Vector128.Create(c);
        for (; position + Vector128<ushort>.Count <= _stringLength; position += Vector128<ushort>.Count)
        {
            Vector128<ushort> values = Vector128.LoadUnsafe(ref units, (nuint)position);
            Vector128<ushort> equal = Vector128.Equals(values, first) | Vector128.Equals(values, second) | Vector128.Equals(values, third);
            if (equal == Vector128<ushort>.Zero)
                continue;

            uint mask = equal.ExtractMostSignificantBits();
            do
            {
                places.Add(position + BitOperations.TrailingZeroCount(mask));
                mask &= mask - 1;
            }
            while (mask != 0);
        }

        for (; position < _stringLength; position++)
        {
            ushort unit = Unsafe.Add(ref units, position);
            if (unit == a || unit == b || unit == c)
                places.Add(position);
        }
    }

    // Preconditions: count is at least 2, there is at least one separator; without lengths all separators have the one width.
    private string[] Pieces(ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, int width, int count, StringSplitOptions options)
    {
        bool trims = (options & StringSplitOptions.TrimEntries) != 0;
        bool drops = (options & StringSplitOptions.RemoveEmptyEntries) != 0;
        string[] pieces = new string[Math.Min(starts.Length + 1, count)];
        int filled = 0;
        int position = 0;
        for (int i = 0; i < starts.Length; i++)
        {
            ReadOnlySpan<char> piece = AsSpan(position, starts[i] - position);
            if (trims)
                piece = piece.Trim();
            if (!drops || !piece.IsEmpty)
                pieces[filled++] = FromSpan(ref piece._reference, piece.Length);

            position = starts[i] + (lengths.IsEmpty ? width : lengths[i]);
            if (filled == count - 1)
            {
                // The rest is the last piece; empty pieces in front of it do not count.
                while (drops && ++i < starts.Length)
                {
                    piece = AsSpan(position, starts[i] - position);
                    if (trims)
                        piece = piece.Trim();
                    if (!piece.IsEmpty)
                        break;
                    position = starts[i] + (lengths.IsEmpty ? width : lengths[i]);
                }

                break;
            }
        }

        ReadOnlySpan<char> last = AsSpan(position, _stringLength - position);
        if (trims)
            last = last.Trim();
        if (!drops || !last.IsEmpty)
            pieces[filled++] = FromSpan(ref last._reference, last.Length);

        if (filled != pieces.Length)
            pieces = new ReadOnlySpan<string>(pieces, 0, filled).ToArray();
        return pieces;
    }

    /// <summary>A list of numbers that begins on the stack.</summary>
    private ref struct Places(Span<int> initial)
    {
        private Span<int> _values = initial;
        private int _count;

        public readonly int Count => _count;

        public readonly ReadOnlySpan<int> Starts => _values.Slice(0, _count);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(int place)
        {
            if (_count == _values.Length)
                Grow();
            _values[_count++] = place;
        }

        private void Grow()
        {
            int[] larger = new int[_values.Length * 2];
            _values.CopyTo(larger);
            _values = larger;
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace System;

/// <summary>Search for any of a few values, or for values in a range.</summary>
// SAFETY: every load lies within the given length.
internal static partial class SpanHelpers
{
    /// <summary>What the loops below ask of each lane; a struct, so that each question is compiled into its own loop.</summary>
    internal interface IMatcher<T> where T : unmanaged
    {
        Vector128<T> Matches(Vector128<T> values);
    }

    internal readonly struct AnyOfTwo<T>(T value0, T value1) : IMatcher<T> where T : unmanaged, IEquatable<T>
    {
        private readonly Vector128<T> _value0 = Vector128.Create(value0);
        private readonly Vector128<T> _value1 = Vector128.Create(value1);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<T> Matches(Vector128<T> values) => Vector128.Equals(values, _value0) | Vector128.Equals(values, _value1);
    }

    internal readonly struct AnyOfThree<T>(T value0, T value1, T value2) : IMatcher<T> where T : unmanaged, IEquatable<T>
    {
        private readonly Vector128<T> _value0 = Vector128.Create(value0);
        private readonly Vector128<T> _value1 = Vector128.Create(value1);
        private readonly Vector128<T> _value2 = Vector128.Create(value2);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<T> Matches(Vector128<T> values) =>
            Vector128.Equals(values, _value0) | Vector128.Equals(values, _value1) | Vector128.Equals(values, _value2);
    }

    internal readonly struct AnyOfFive<T>(T value0, T value1, T value2, T value3, T value4) : IMatcher<T> where T : unmanaged, IEquatable<T>
    {
        private readonly Vector128<T> _value0 = Vector128.Create(value0);
        private readonly Vector128<T> _value1 = Vector128.Create(value1);
        private readonly Vector128<T> _value2 = Vector128.Create(value2);
        private readonly Vector128<T> _value3 = Vector128.Create(value3);
        private readonly Vector128<T> _value4 = Vector128.Create(value4);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<T> Matches(Vector128<T> values) =>
            Vector128.Equals(values, _value0) | Vector128.Equals(values, _value1) | Vector128.Equals(values, _value2) |
            Vector128.Equals(values, _value3) | Vector128.Equals(values, _value4);
    }

    /// <summary>Low &lt;= value &lt;= low + width, without sign and beyond the last value from zero on, as .NET does when low is above high.</summary>
    internal readonly struct InRange<T>(T low, T width) : IMatcher<T> where T : unmanaged, IEquatable<T>
    {
        private readonly Vector128<T> _low = Vector128.Create(low);
        private readonly Vector128<T> _width = Vector128.Create(width);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<T> Matches(Vector128<T> values)
        {
            // There is no unsigned comparison, but what is not above the width is its own minimum with it.
            Vector128<T> distances = values - _low;
            return Vector128.Equals(Vector128.Min(distances, _width), distances);
        }
    }

    internal readonly struct Not<T, TMatcher>(TMatcher matcher) : IMatcher<T> where T : unmanaged where TMatcher : struct, IMatcher<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<T> Matches(Vector128<T> values) => ~matcher.Matches(values);
    }

    /// <summary>The first place that the matcher accepts, or -1.</summary>
    internal static int IndexOfMatch<T, TMatcher>(ref T start, int length, TMatcher matcher) where T : unmanaged where TMatcher : struct, IMatcher<T>
    {
        nuint position = 0;
        nuint count = (nuint)length;
        nuint lanes = (nuint)Vector128<T>.Count;
        if (count >= lanes)
        {
            while (position + 4 * lanes <= count)
            {
                Vector128<T> any =
                    matcher.Matches(Vector128.LoadUnsafe(ref start, position)) | matcher.Matches(Vector128.LoadUnsafe(ref start, position + lanes)) |
                    matcher.Matches(Vector128.LoadUnsafe(ref start, position + 2 * lanes)) | matcher.Matches(Vector128.LoadUnsafe(ref start, position + 3 * lanes));
                if (any != Vector128<T>.Zero)
                    break;
                position += 4 * lanes;
            }

            while (position + 2 * lanes <= count)
            {
                Vector128<T> first = matcher.Matches(Vector128.LoadUnsafe(ref start, position));
                Vector128<T> second = matcher.Matches(Vector128.LoadUnsafe(ref start, position + lanes));
                if ((first | second) != Vector128<T>.Zero)
                    return first != Vector128<T>.Zero ? (int)position + FirstLane(first) : (int)(position + lanes) + FirstLane(second);
                position += 2 * lanes;
            }

            for (; position + lanes <= count; position += lanes)
            {
                Vector128<T> found = matcher.Matches(Vector128.LoadUnsafe(ref start, position));
                if (found != Vector128<T>.Zero)
                    return (int)position + FirstLane(found);
            }

            if (position < count)
            {
                Vector128<T> found = matcher.Matches(Vector128.LoadUnsafe(ref start, count - lanes));
                if (found != Vector128<T>.Zero)
                    return (int)(count - lanes) + FirstLane(found);
            }

            return -1;
        }

        for (; position < count; position++)
        {
            if (MatchesOne(Unsafe.Add(ref start, position), matcher))
                return (int)position;
        }

        return -1;
    }

    /// <summary>The last place that the matcher accepts, or -1.</summary>
    internal static int LastIndexOfMatch<T, TMatcher>(ref T start, int length, TMatcher matcher) where T : unmanaged where TMatcher : struct, IMatcher<T>
    {
        nuint count = (nuint)length;
        nuint lanes = (nuint)Vector128<T>.Count;
        for (; count >= lanes; count -= lanes)
        {
            Vector128<T> found = matcher.Matches(Vector128.LoadUnsafe(ref start, count - lanes));
            if (found != Vector128<T>.Zero)
                return (int)(count - lanes) + LastLane(found);
        }

        while (count != 0)
        {
            count--;
            if (MatchesOne(Unsafe.Add(ref start, count), matcher))
                return (int)count;
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool MatchesOne<T, TMatcher>(T value, TMatcher matcher) where T : unmanaged where TMatcher : struct, IMatcher<T> =>
        (matcher.Matches(Vector128.CreateScalarUnsafe(value)).AsByte().ToScalar() & 1) != 0;
}

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
        bool Matches(T value);

        Vector128<T> Matches(Vector128<T> values);
    }

    internal readonly struct AnyOfTwo<T>(T value0, T value1) : IMatcher<T> where T : unmanaged, IEquatable<T>
    {
        public bool Matches(T value) => value.Equals(value0) || value.Equals(value1);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<T> Matches(Vector128<T> values) =>
            Vector128.Equals(values, Vector128.Create(value0)) | Vector128.Equals(values, Vector128.Create(value1));
    }

    internal readonly struct AnyOfThree<T>(T value0, T value1, T value2) : IMatcher<T> where T : unmanaged, IEquatable<T>
    {
        public bool Matches(T value) => value.Equals(value0) || value.Equals(value1) || value.Equals(value2);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<T> Matches(Vector128<T> values) =>
            Vector128.Equals(values, Vector128.Create(value0)) | Vector128.Equals(values, Vector128.Create(value1)) |
            Vector128.Equals(values, Vector128.Create(value2));
    }

    internal readonly struct AnyOfFive<T>(T value0, T value1, T value2, T value3, T value4) : IMatcher<T> where T : unmanaged, IEquatable<T>
    {
        public bool Matches(T value) => value.Equals(value0) || value.Equals(value1) || value.Equals(value2) || value.Equals(value3) || value.Equals(value4);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<T> Matches(Vector128<T> values) =>
            Vector128.Equals(values, Vector128.Create(value0)) | Vector128.Equals(values, Vector128.Create(value1)) |
            Vector128.Equals(values, Vector128.Create(value2)) | Vector128.Equals(values, Vector128.Create(value3)) |
            Vector128.Equals(values, Vector128.Create(value4));
    }

    /// <summary>Low &lt;= value &lt;= low + width, without sign and beyond the last value from zero on, as .NET does when low is above high.</summary>
    internal readonly struct InRange<T>(T low, T width) : IMatcher<T> where T : unmanaged, IEquatable<T>
    {
        public bool Matches(T value) => !Matches(Vector128.CreateScalarUnsafe(value)).ToScalar().Equals(default);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<T> Matches(Vector128<T> values) =>
            Vector128.LessThanOrEqual(values - Vector128.Create(low), Vector128.Create(width));
    }

    internal readonly struct Not<T, TMatcher>(TMatcher matcher) : IMatcher<T> where T : unmanaged where TMatcher : struct, IMatcher<T>
    {
        public bool Matches(T value) => !matcher.Matches(value);

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
            if (matcher.Matches(Unsafe.Add(ref start, position)))
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
            if (matcher.Matches(Unsafe.Add(ref start, count)))
                return (int)count;
        }

        return -1;
    }
}

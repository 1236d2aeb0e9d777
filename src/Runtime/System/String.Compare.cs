using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace System;

// SAFETY: units are read within the strings' lengths; a hash reads whole words that lie within them.
public sealed partial class String
{
    private const ulong HashMultiplier0 = 0x9E37_79B9_7F4A_7C15;
    private const ulong HashMultiplier1 = 0xC2B2_AE3D_27D4_EB4F;

    /// <summary>Set once at start-up by a home that has a source of chance, before the first hash is taken.</summary>
    internal static ulong s_hashSeed;

    public static bool operator ==(string? a, string? b) => Equals(a, b);

    public static bool operator !=(string? a, string? b) => !Equals(a, b);

    [Intrinsic]
    public static bool Equals(string? a, string? b)
    {
        if ((object?)a == (object?)b)
            return true;
        if (a is null || b is null || a._stringLength != b._stringLength)
            return false;
        return SameUnits(a, b);
    }

    [Intrinsic]
    public bool Equals([NotNullWhen(true)] string? value)
    {
        if ((object?)this == (object?)value)
            return true;
        if (value is null || _stringLength != value._stringLength)
            return false;
        return SameUnits(this, value);
    }

    public override bool Equals([NotNullWhen(true)] object? obj) =>
        (object?)this == obj || (obj is string other && _stringLength == other._stringLength && SameUnits(this, other));

    public bool Equals([NotNullWhen(true)] string? value, StringComparison comparisonType) => Equals(this, value, comparisonType);

    public static bool Equals(string? a, string? b, StringComparison comparisonType)
    {
        bool ignoresCase = IgnoresCase(comparisonType);
        if ((object?)a == (object?)b)
            return true;
        if (a is null || b is null || a._stringLength != b._stringLength)
            return false;
        return ignoresCase ? a.AsSpan().EqualsOrdinalIgnoreCase(b.AsSpan()) : SameUnits(a, b);
    }

    public static int Compare(string? strA, string? strB) => Compare(strA, strB, StringComparison.CurrentCulture);

    public static int Compare(string? strA, string? strB, bool ignoreCase) =>
        Compare(strA, strB, ignoreCase ? StringComparison.CurrentCultureIgnoreCase : StringComparison.CurrentCulture);

    public static int Compare(string? strA, string? strB, StringComparison comparisonType)
    {
        bool ignoresCase = IgnoresCase(comparisonType);
        if ((object?)strA == (object?)strB)
            return 0;
        if (strA is null)
            return -1;
        if (strB is null)
            return 1;
        if (ignoresCase)
            return strA.AsSpan().CompareToOrdinalIgnoreCase(strB.AsSpan());
        return comparisonType == StringComparison.Ordinal ? CompareOrdinal(strA, strB) : CompareUnits(strA.AsSpan(), strB.AsSpan());
    }

    public static int Compare(string? strA, int indexA, string? strB, int indexB, int length) =>
        Compare(strA, indexA, strB, indexB, length, StringComparison.CurrentCulture);

    public static int Compare(string? strA, int indexA, string? strB, int indexB, int length, bool ignoreCase) =>
        Compare(strA, indexA, strB, indexB, length, ignoreCase ? StringComparison.CurrentCultureIgnoreCase : StringComparison.CurrentCulture);

    public static int Compare(string? strA, int indexA, string? strB, int indexB, int length, StringComparison comparisonType)
    {
        bool ignoresCase = IgnoresCase(comparisonType);
        bool ordinal = comparisonType is StringComparison.Ordinal or StringComparison.OrdinalIgnoreCase;
        int lengthA = length;
        int lengthB = length;
        if (strA is not null)
            lengthA = Math.Min(lengthA, strA.Length - indexA);
        if (strB is not null)
            lengthB = Math.Min(lengthB, strB.Length - indexB);

        if (ordinal)
        {
            if (strA is null || strB is null)
                return (object?)strA == (object?)strB ? 0 : strA is null ? -1 : 1;
            ThrowHelper.CheckNotNegative(length, nameof(length));
            if (indexA < 0 || indexB < 0)
                ThrowHelper.ThrowIndexLessOrEqual(indexA < 0 ? nameof(indexA) : nameof(indexB));
            if (lengthA < 0 || lengthB < 0)
                ThrowHelper.ThrowIndexLessOrEqual(lengthA < 0 ? nameof(indexA) : nameof(indexB));
        }
        else
        {
            // The culture's comparer names its parameters itself.
            ThrowHelper.CheckNotNegative(lengthA, "length1");
            ThrowHelper.CheckNotNegative(lengthB, "length2");
            ThrowHelper.CheckNotNegative(indexA, "offset1");
            ThrowHelper.CheckNotNegative(indexB, "offset2");
            if (strA is null || strB is null)
                return (object?)strA == (object?)strB ? 0 : strA is null ? -1 : 1;
        }

        ReadOnlySpan<char> a = strA.AsSpan(indexA, lengthA);
        ReadOnlySpan<char> b = strB.AsSpan(indexB, lengthB);
        return ignoresCase ? a.CompareToOrdinalIgnoreCase(b) : CompareUnits(a, b);
    }

    public static int CompareOrdinal(string? strA, string? strB)
    {
        if ((object?)strA == (object?)strB)
            return 0;
        if (strA is null)
            return -1;
        if (strB is null)
            return 1;

        // .NET compares two units at a time, beginning with one, and so takes the zero at the end of a text of odd length for a unit of its
        // own. Only the sign has a meaning, but programs print it.
        int shorter = Math.Min(strA._stringLength, strB._stringLength);
        if (shorter == 0 || (shorter & 1) != 0)
            shorter++;
        else
            return CompareUnits(strA.AsSpan(), strB.AsSpan());

        nuint common = SpanHelpers.CommonPrefixLength(
            ref Unsafe.As<char, byte>(ref strA._firstChar), ref Unsafe.As<char, byte>(ref strB._firstChar), (nuint)shorter * sizeof(char)) / sizeof(char);
        return common < (nuint)shorter
            ? Unsafe.Add(ref strA._firstChar, common) - Unsafe.Add(ref strB._firstChar, common)
            : strA._stringLength - strB._stringLength;
    }

    public static int CompareOrdinal(string? strA, int indexA, string? strB, int indexB, int length)
    {
        if (strA is null || strB is null)
            return (object?)strA == (object?)strB ? 0 : strA is null ? -1 : 1;

        ThrowHelper.CheckNotNegative(length, nameof(length));
        if (indexA < 0 || indexB < 0)
            ThrowHelper.ThrowIndexLessOrEqual(indexA < 0 ? nameof(indexA) : nameof(indexB));
        int lengthA = Math.Min(length, strA.Length - indexA);
        int lengthB = Math.Min(length, strB.Length - indexB);
        if (lengthA < 0 || lengthB < 0)
            ThrowHelper.ThrowIndexLessOrEqual(lengthA < 0 ? nameof(indexA) : nameof(indexB));
        return CompareUnits(strA.AsSpan(indexA, lengthA), strB.AsSpan(indexB, lengthB));
    }

    public int CompareTo(object? value)
    {
        if (value is null)
            return 1;
        if (value is not string other)
            throw new ArgumentException("Object must be of type String.");
        return CompareTo(other);
    }

    public int CompareTo(string? strB) => strB is null ? 1 : CompareUnits(AsSpan(), strB.AsSpan());

    public override int GetHashCode() => HashOf(ref _firstChar, _stringLength);

    public int GetHashCode(StringComparison comparisonType) => GetHashCode(this, comparisonType);

    public static int GetHashCode(ReadOnlySpan<char> value) => HashOf(ref value._reference, value.Length);

    public static int GetHashCode(ReadOnlySpan<char> value, StringComparison comparisonType) =>
        IgnoresCase(comparisonType) ? value.GetHashCodeOrdinalIgnoreCase() : HashOf(ref value._reference, value.Length);

    /// <summary>Whether the comparison maps case; refuses a number that is no comparison.</summary>
    internal static bool IgnoresCase(StringComparison comparisonType)
    {
        if ((uint)comparisonType > (uint)StringComparison.OrdinalIgnoreCase)
            ThrowHelper.ThrowComparisonType();
        return ((int)comparisonType & 1) != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool SameUnits(string a, string b) => SpanHelpers.SequenceEqual(
        ref Unsafe.As<char, byte>(ref a._firstChar), ref Unsafe.As<char, byte>(ref b._firstChar), (nuint)(uint)a._stringLength * sizeof(char));

    private static int CompareUnits(ReadOnlySpan<char> a, ReadOnlySpan<char> b) =>
        SpanHelpers.SequenceCompareTo(ref a._reference, a.Length, ref b._reference, b.Length);

    // Two chains of multiplications, 16 bytes a step; the last words overlap those before. Equal texts have equal hashes within one process only.
    private static int HashOf(ref char units, int length)
    {
        ref byte bytes = ref Unsafe.As<char, byte>(ref units);
        nuint size = (nuint)(uint)length * sizeof(char);
        ulong a = s_hashSeed ^ ((ulong)size * HashMultiplier1);
        ulong b = a + HashMultiplier0;
        if (size >= 8)
        {
            nuint position = 0;
            for (; position + 16 < size; position += 16)
            {
                a = BitOperations.RotateLeft((a ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, position))) * HashMultiplier0, 29);
                b = BitOperations.RotateLeft((b ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, position + 8))) * HashMultiplier1, 31);
            }

            if (position + 8 < size)
                a = BitOperations.RotateLeft((a ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, position))) * HashMultiplier0, 29);
            b = (b ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, size - 8))) * HashMultiplier1;
        }
        else if (size >= 4)
        {
            a = (a ^ Unsafe.ReadUnaligned<uint>(ref bytes)) * HashMultiplier0;
            b = (b ^ Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref bytes, size - 4))) * HashMultiplier1;
        }
        else if (size != 0)
        {
            a = (a ^ units) * HashMultiplier0;
        }

        a ^= BitOperations.RotateLeft(b, 32) + (b >> 17);
        a = (a ^ (a >> 32)) * HashMultiplier1;
        return (int)(a >> 32) ^ (int)a;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace System.Text;

/// <summary>Runs of ASCII, sixteen characters at a time.</summary>
// SAFETY: vectors are loaded and stored only within both spans.
internal static class AsciiCoding
{
    /// <summary>How many bytes at the start are below 128.</summary>
    internal static int LengthOfAscii(ReadOnlySpan<byte> source)
    {
        int position = 0;
        for (; position + 16 <= source.Length; position += 16)
        {
            uint mask = Vector128.LoadUnsafe(ref source._reference, (nuint)position).ExtractMostSignificantBits();
            if (mask != 0)
                return position + BitOperations.TrailingZeroCount(mask);
        }

        while (position < source.Length && source[position] < 0x80)
        {
            position++;
        }

        return position;
    }

    /// <summary>How many units at the start are below 128.</summary>
    internal static int LengthOfAscii(ReadOnlySpan<char> source)
    {
        int position = 0;
        ref ushort units = ref Unsafe.As<char, ushort>(ref source._reference);
        for (; position + 8 <= source.Length; position += 8)
        {
            if ((Vector128.LoadUnsafe(ref units, (nuint)position) & Vector128.Create((ushort)0xFF80)) != Vector128<ushort>.Zero)
                break;
        }

        while (position < source.Length && source[position] < 0x80)
        {
            position++;
        }

        return position;
    }

    /// <summary>Copies bytes below 128 to units, until another comes or the destination is full.</summary>
    internal static int Widen(ReadOnlySpan<byte> source, Span<char> destination)
    {
        int length = Math.Min(source.Length, destination.Length);
        int position = 0;
        ref ushort units = ref Unsafe.As<char, ushort>(ref destination._reference);
        for (; position + 16 <= length; position += 16)
        {
            Vector128<byte> bytes = Vector128.LoadUnsafe(ref source._reference, (nuint)position);
            if (bytes.ExtractMostSignificantBits() != 0)
                break;
            Vector128.WidenLower(bytes).StoreUnsafe(ref units, (nuint)position);
            Vector128.WidenUpper(bytes).StoreUnsafe(ref units, (nuint)position + 8);
        }

        for (; position < length; position++)
        {
            byte value = source[position];
            if (value >= 0x80)
                break;
            destination[position] = (char)value;
        }

        return position;
    }

    /// <summary>Copies units below 128 to bytes, until another comes or the destination is full.</summary>
    internal static int Narrow(ReadOnlySpan<char> source, Span<byte> destination)
    {
        int length = Math.Min(source.Length, destination.Length);
        int position = 0;
        ref ushort units = ref Unsafe.As<char, ushort>(ref source._reference);
        for (; position + 16 <= length; position += 16)
        {
            Vector128<ushort> low = Vector128.LoadUnsafe(ref units, (nuint)position);
            Vector128<ushort> high = Vector128.LoadUnsafe(ref units, (nuint)position + 8);
            if (((low | high) & Vector128.Create((ushort)0xFF80)) != Vector128<ushort>.Zero)
                break;
            Sse2.PackUnsignedSaturate(low.AsInt16(), high.AsInt16()).StoreUnsafe(ref destination._reference, (nuint)position);
        }

        for (; position < length; position++)
        {
            char unit = source[position];
            if (unit >= 0x80)
                break;
            destination[position] = (byte)unit;
        }

        return position;
    }
}

using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System;

/// <summary>Conversions between primitive types that lose no magnitude, as array copies make them (ECMA-335, III.1.6).</summary>
internal static class PrimitiveWidening
{
    // Bit n of entry m: a value of element type m may be widened to element type n.
    private static ReadOnlySpan<ushort> Targets =>
    [
        0,
        0,
        1 << (int)ElementType.Boolean,
        Floats | Wide | Middle | 1 << (int)ElementType.UInt16 | 1 << (int)ElementType.Char,
        Floats | SignedFrom16 | 1 << (int)ElementType.SByte,
        Floats | Wide | Middle | Narrow | 1 << (int)ElementType.Byte,
        Floats | SignedFrom16,
        Floats | Wide | Middle | 1 << (int)ElementType.UInt16 | 1 << (int)ElementType.Char,
        Floats | 1 << (int)ElementType.Int32 | 1 << (int)ElementType.Int64,
        Floats | Wide | 1 << (int)ElementType.UInt32,
        Floats | 1 << (int)ElementType.Int64,
        Floats | 1 << (int)ElementType.UInt64,
        1 << (int)ElementType.IntPtr,
        1 << (int)ElementType.UIntPtr,
        Floats,
        1 << (int)ElementType.Double,
    ];

    private const int Floats = 1 << (int)ElementType.Single | 1 << (int)ElementType.Double;
    private const int Wide = 1 << (int)ElementType.Int64 | 1 << (int)ElementType.UInt64;
    private const int Middle = 1 << (int)ElementType.Int32 | 1 << (int)ElementType.UInt32;
    private const int Narrow = 1 << (int)ElementType.Int16 | 1 << (int)ElementType.UInt16 | 1 << (int)ElementType.Char;
    private const int SignedFrom16 = 1 << (int)ElementType.Int16 | 1 << (int)ElementType.Int32 | 1 << (int)ElementType.Int64;

    internal static bool IsPossible(ElementType from, ElementType to) =>
        (uint)from < (uint)Targets.Length && (Targets[(int)from] >> (int)to & 1) != 0;

    /// <remarks>Preconditions: the conversion is possible, and both places are as wide as their types.</remarks>
    internal static void Widen(ElementType from, ref byte source, ElementType to, ref byte destination)
    {
        if (to is ElementType.Single or ElementType.Double)
        {
            double number = from switch
            {
                ElementType.Single => Unsafe.As<byte, float>(ref source),
                ElementType.Double => Unsafe.As<byte, double>(ref source),
                ElementType.UInt64 => Unsafe.As<byte, ulong>(ref source),
                _ => ReadInteger(from, ref source),
            };
            if (to == ElementType.Double)
                Unsafe.As<byte, double>(ref destination) = number;
            else if (from == ElementType.UInt64)
                Unsafe.As<byte, float>(ref destination) = Unsafe.As<byte, ulong>(ref source);
            else if (from == ElementType.Single)
                Unsafe.As<byte, float>(ref destination) = Unsafe.As<byte, float>(ref source);
            else
                Unsafe.As<byte, float>(ref destination) = ReadInteger(from, ref source);
            return;
        }

        long value = ReadInteger(from, ref source);
        switch (to)
        {
            case ElementType.Boolean or ElementType.SByte or ElementType.Byte:
                destination = (byte)value;
                break;
            case ElementType.Char or ElementType.Int16 or ElementType.UInt16:
                Unsafe.As<byte, short>(ref destination) = (short)value;
                break;
            case ElementType.Int32 or ElementType.UInt32:
                Unsafe.As<byte, int>(ref destination) = (int)value;
                break;
            default:
                Unsafe.As<byte, long>(ref destination) = value;
                break;
        }
    }

    private static long ReadInteger(ElementType type, ref byte source) => type switch
    {
        ElementType.Boolean or ElementType.Byte => source,
        ElementType.SByte => (sbyte)source,
        ElementType.Int16 => Unsafe.As<byte, short>(ref source),
        ElementType.Char or ElementType.UInt16 => Unsafe.As<byte, ushort>(ref source),
        ElementType.Int32 => Unsafe.As<byte, int>(ref source),
        ElementType.UInt32 => Unsafe.As<byte, uint>(ref source),
        _ => Unsafe.As<byte, long>(ref source),
    };
}

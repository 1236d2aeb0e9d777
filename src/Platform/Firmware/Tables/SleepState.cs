using System;

namespace Diesis.Platform.Firmware.Tables;

/// <summary>The values that put the machine into its off state, \_S5 (ACPI 6.5, section 7.4.2).</summary>
/// <param name="TypeA">SLP_TYP for PM1a_CNT.</param>
/// <param name="TypeB">SLP_TYP for PM1b_CNT.</param>
/// <remarks>
/// The object is AML, of which we have no interpreter. But \_S5 is a named package of constants in every machine seen, so that its bytes
/// can be found: NameOp, "_S5_", PackageOp, length, count, constants (ACPI 6.5, sections 20.2.2 to 20.2.5).
/// </remarks>
internal readonly record struct SleepState(byte TypeA, byte TypeB)
{
    private const byte NameOp = 0x08;
    private const byte RootPrefix = (byte)'\\';
    private const byte PackageOp = 0x12;
    private const byte LargestType = 7;

    private static ReadOnlySpan<byte> Name => "_S5_"u8;

    /// <summary>Finds the object in the DSDT's or an SSDT's bytes.</summary>
    internal static bool TryFind(ReadOnlySpan<byte> code, out SleepState state)
    {
        int start = 0;
        while (true)
        {
            int found = code[start..].IndexOf(Name);
            if (found < 0)
                break;
            int at = start + found;
            start = at + Name.Length;
            bool isNamed = (at >= 1 && code[at - 1] == NameOp) || (at >= 2 && code[at - 1] == RootPrefix && code[at - 2] == NameOp);
            if (isNamed && TryReadPackage(code[start..], out state))
                return true;
        }
        state = default;
        return false;
    }

    private static bool TryReadPackage(ReadOnlySpan<byte> code, out SleepState state)
    {
        state = default;
        if (code.Length < 2 || code[0] != PackageOp)
            return false;

        // The length's first byte says in its upper two bits how many follow it; then comes the count of elements.
        int at = 1 + 1 + (code[1] >> 6);
        if (at >= code.Length || code[at] < 1)
            return false;
        int count = code[at++];
        if (!TryReadConstant(code, ref at, out byte typeA))
            return false;
        byte typeB = 0;
        if (count > 1 && !TryReadConstant(code, ref at, out typeB))
            return false;
        if (typeA > LargestType || typeB > LargestType)
            return false;
        state = new SleepState(typeA, typeB);
        return true;
    }

    private static bool TryReadConstant(ReadOnlySpan<byte> code, ref int at, out byte value)
    {
        const byte ZeroOp = 0;
        const byte OneOp = 1;
        const byte BytePrefix = 0x0a;
        const byte WordPrefix = 0x0b;
        const byte DoubleWordPrefix = 0x0c;
        value = 0;
        if (at >= code.Length)
            return false;
        byte operation = code[at++];
        int length = operation switch
        {
            BytePrefix => 1,
            WordPrefix => 2,
            DoubleWordPrefix => 4,
            _ => 0,
        };
        if (length == 0)
        {
            value = operation;
            return operation is ZeroOp or OneOp;
        }
        if (length > code.Length - at)
            return false;
        value = code[at];
        at += length;
        return true;
    }
}

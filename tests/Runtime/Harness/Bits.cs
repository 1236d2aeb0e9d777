namespace Diesis.Tests.Runtime;

/// <summary>The bits of floating-point numbers, without BitConverter and formatting, which are under test. Every NaN counts as the same one.</summary>
internal static unsafe class Bits
{
    private const ulong NaN = 0x7FF8_0000_0000_0000;

    // SAFETY: these read a local variable as a number of the same size.
    internal static ulong Of(double value) => IsNaN(*(ulong*)&value) ? NaN : *(ulong*)&value;

    internal static ulong Of(float value) => Of((double)value);

    internal static double ToDouble(ulong bits) => *(double*)&bits;

    internal static string Text(double value) => value.ToString() + " (bits 0x" + Escaped.Hexadecimal(Of(value), 16) + ")";

    private static bool IsNaN(ulong bits) => (bits & 0x7FFF_FFFF_FFFF_FFFF) > 0x7FF0_0000_0000_0000;
}

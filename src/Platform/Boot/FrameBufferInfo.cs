namespace Diesis.Platform.Boot;

/// <summary>Where one colour's bits are in a pixel.</summary>
/// <param name="Shift">Position of the lowest bit.</param>
/// <param name="Bits">How many there are.</param>
public readonly record struct ColorField(byte Shift, byte Bits)
{
    /// <summary>From a mask as UEFI gives it; a mask with gaps counts from its lowest to its highest bit.</summary>
    internal static ColorField FromMask(uint mask)
    {
        if (mask == 0)
            return default;
        int shift = System.Numerics.BitOperations.TrailingZeroCount(mask);
        return new ColorField((byte)shift, (byte)(32 - System.Numerics.BitOperations.LeadingZeroCount(mask) - shift));
    }
}

/// <summary>A screen that the loader has set up: rows of pixels in memory, with direct colours.</summary>
/// <param name="Address">Physical address of the top left pixel.</param>
/// <param name="Pitch">Bytes from one row to the next.</param>
/// <param name="BitsPerPixel">16, 24 or 32.</param>
public readonly record struct FrameBufferInfo(
    ulong Address, int Width, int Height, int Pitch, int BitsPerPixel, ColorField Red, ColorField Green, ColorField Blue)
{
    /// <summary>More than any screen has: larger numbers are damage.</summary>
    private const int MaxExtent = 32_768;

    public bool IsPresent => Address != 0;

    /// <summary>Whether the numbers fit together; what a loader hands over may be damaged.</summary>
    internal bool IsSensible =>
        Address != 0
        && Width is > 0 and <= MaxExtent
        && Height is > 0 and <= MaxExtent
        && BitsPerPixel is 16 or 24 or 32
        && Pitch >= Width * (BitsPerPixel / 8)
        && Pitch <= MaxExtent * 4
        && Fits(Red) && Fits(Green) && Fits(Blue)
        && Address <= ulong.MaxValue - (ulong)Pitch * (ulong)Height;

    private bool Fits(ColorField color) => color.Bits is > 0 and <= 16 && color.Shift + color.Bits <= BitsPerPixel;
}

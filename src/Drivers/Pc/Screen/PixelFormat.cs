using Diesis.Platform.Boot;

namespace Diesis.Drivers.Pc.Screen;

/// <summary>How a frame buffer wants its points.</summary>
internal readonly struct PixelFormat(int bytes, ColorField red, ColorField green, ColorField blue)
{
    private readonly ColorField _red = red;
    private readonly ColorField _green = green;
    private readonly ColorField _blue = blue;

    /// <summary>Bytes for each point: 2, 3 or 4.</summary>
    internal int Bytes { get; } = bytes;

    /// <summary>A point from 0x00RRGGBB.</summary>
    internal uint Pack(int rgb) => Place(rgb >> 16, _red) | Place(rgb >> 8, _green) | Place(rgb, _blue);

    private static uint Place(int level, ColorField field)
    {
        uint value = (uint)level & 0xff;
        value = field.Bits >= 8 ? value << (field.Bits - 8) : value >> (8 - field.Bits);
        return value << field.Shift;
    }
}

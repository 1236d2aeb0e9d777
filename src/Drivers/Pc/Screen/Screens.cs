using Diesis.Core.Terminals;
using Diesis.Platform.Boot;
using Diesis.Platform.Devices;
using Diesis.Platform.Memory.Paging;

namespace Diesis.Drivers.Pc.Screen;

/// <summary>Finds what there is to draw on.</summary>
public static class Screens
{
    private const int PreferredWidth = 1024;
    private const int PreferredHeight = 768;

    /// <summary>The loader's frame buffer, else a card that we know, else a text mode; null when the machine has no screen.</summary>
    public static CellSurface? Find()
    {
        FrameBufferInfo info = BootInfo.Current.FrameBuffer;
        if (info.IsPresent && Map(info) is CellSurface surface)
            return surface;
        if (StandardVga.SetMode(PreferredWidth, PreferredHeight) is FrameBufferInfo mode && Map(mode) is CellSurface card)
            return card;
        return VgaTextSurface.Find();
    }

    /// <summary>Null when the memory cannot be mapped or is too small for a single cell.</summary>
    internal static CellSurface? Map(in FrameBufferInfo info)
    {
        if (info.Width < ConsoleFont.Width || info.Height < ConsoleFont.Height)
            return null;
        MmioRegion? region = MmioRegion.Map(info.Address, (uint)(info.Pitch * info.Height), PageCaching.WriteCombining);
        return region is null ? null : new FrameBufferSurface(info, new DevicePixelMemory(region));
    }
}

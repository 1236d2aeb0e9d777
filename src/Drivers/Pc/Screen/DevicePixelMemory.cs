using System;
using Diesis.Platform.Devices;

namespace Diesis.Drivers.Pc.Screen;

/// <summary>The memory of a device.</summary>
internal sealed class DevicePixelMemory(MmioRegion region) : PixelMemory
{
    internal override void Write(uint offset, ReadOnlySpan<uint> points) => region.Write(offset, points);

    internal override void Write(uint offset, ReadOnlySpan<byte> points) => region.Write(offset, points);
}

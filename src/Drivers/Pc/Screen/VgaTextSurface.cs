using System;
using Diesis.Core.Terminals;
using Diesis.Platform.Devices;

namespace Diesis.Drivers.Pc.Screen;

/// <summary>The text mode that a PC's screen is in when nobody has chosen another: 80 by 25 cells of character and attribute at B8000.</summary>
internal sealed class VgaTextSurface : CellSurface
{
    private const uint TextAddress = 0xb8000;
    private const int CellBytes = 2;
    private const ushort IndexPort = 0x3d4;
    private const byte CursorStart = 0x0a;
    private const byte CursorOff = 0x20;

    private readonly MmioRegion _memory;

    private VgaTextSurface(MmioRegion memory)
    {
        _memory = memory;
        PortRange controller = new(IndexPort, 2);
        controller.Write8(0, CursorStart);
        controller.Write8(1, CursorOff);
    }

    public override int Columns => 80;

    public override int Rows => 25;

    /// <summary>Null when there is no such screen: its controller's register does not keep what is written.</summary>
    internal static VgaTextSurface? Find()
    {
        const byte CursorLow = 0x0f;
        const byte Probe = 0x5a;
        PortRange controller = new(IndexPort, 2);
        controller.Write8(0, CursorLow);
        controller.Write8(1, Probe);
        if (controller.Read8(1) != Probe)
            return null;
        return MmioRegion.Map(TextAddress, 80 * 25 * CellBytes) is MmioRegion memory ? new VgaTextSurface(memory) : null;
    }

    public override void Draw(int row, int column, ReadOnlySpan<Cell> cells)
    {
        uint offset = (uint)((row * Columns + column) * CellBytes);
        foreach (Cell cell in cells)
        {
            _memory.Write16(offset, (ushort)(CodePage437.FromUnicode(cell.Character) | VgaAttribute.Of(cell) << 8));
            offset += CellBytes;
        }
    }
}

using Diesis.Core.Input;
using Diesis.Drivers.Pc.Ps2;

namespace Diesis.Unit.Tests.Input;

/// <summary>PS/2 mouse packets.</summary>
public sealed class MouseTests
{
    [Theory]
    [InlineData("080000", 0, 0, MouseButtons.None)]
    [InlineData("090503", 5, 3, MouseButtons.Left)]
    [InlineData("38fbfd", -5, -3, MouseButtons.None)]
    [InlineData("0e0000", 0, 0, MouseButtons.Right | MouseButtons.Middle)]
    [InlineData("180000", -256, 0, MouseButtons.None)]
    [InlineData("c9ffff", 0, 0, MouseButtons.Left)]
    public void APacketIsAMovement(string bytes, int x, int y, MouseButtons buttons)
    {
        MouseEvent movement = Assert.Single(Decode(MouseProtocol.Plain, bytes));
        Assert.Equal((x, y, 0, buttons), (movement.DeltaX, movement.DeltaY, movement.Wheel, movement.Buttons));
    }

    [Theory]
    [InlineData("08000001", 1)]
    [InlineData("080000ff", -1)]
    [InlineData("08000008", -8)]
    [InlineData("08000037", 7)]
    public void TheWheelTurns(string bytes, int wheel) => Assert.Equal(wheel, Assert.Single(Decode(MouseProtocol.Wheel, bytes)).Wheel);

    [Fact]
    public void ABrokenBeginningIsSkipped()
    {
        MouseDecoder decoder = new(MouseProtocol.Plain);
        int movements = 0;
        foreach (byte value in Convert.FromHexString("0000010800000801ff"))
        {
            if (decoder.TryTake(value, out _))
                movements++;
        }
        Assert.Equal((2, 3), (movements, decoder.Skipped));
    }

    [Fact]
    public void RandomPacketsAreReadBack()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            Random random = new(seed);
            MouseDecoder decoder = new(MouseProtocol.Wheel);
            for (int i = 0; i < 50; i++)
            {
                (int x, int y, int wheel, int buttons) = (random.Next(-256, 256), random.Next(-256, 256), random.Next(-8, 8), random.Next(8));
                byte first = (byte)(8 | buttons | (x < 0 ? 0x10 : 0) | (y < 0 ? 0x20 : 0));
                Assert.False(decoder.TryTake(first, out _));
                Assert.False(decoder.TryTake((byte)x, out _));
                Assert.False(decoder.TryTake((byte)y, out _));
                Assert.True(decoder.TryTake((byte)(wheel & 15), out MouseEvent movement));
                Assert.True((x, y, wheel, (MouseButtons)buttons) == (movement.DeltaX, movement.DeltaY, movement.Wheel, movement.Buttons), $"seed {seed}");
            }
        }
    }

    private static List<MouseEvent> Decode(MouseProtocol protocol, string bytes)
    {
        MouseDecoder decoder = new(protocol);
        List<MouseEvent> movements = [];
        foreach (byte value in Convert.FromHexString(bytes))
        {
            if (decoder.TryTake(value, out MouseEvent movement))
                movements.Add(movement);
        }
        return movements;
    }
}

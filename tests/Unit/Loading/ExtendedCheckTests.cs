using System.Buffers.Binary;
using Diesis.Platform.Users;

namespace Diesis.Unit.Tests.Loading;

/// <summary>What a signal's frame may hand to XRSTOR.</summary>
public sealed class ExtendedCheckTests
{
    private const ulong Components = 7;

    private static byte[] Area()
    {
        byte[] area = new byte[832];
        BinaryPrimitives.WriteUInt16LittleEndian(area, 0x37f);
        BinaryPrimitives.WriteUInt32LittleEndian(area.AsSpan(24), 0x1f80);
        area[ExtendedCheck.PresentOffset] = (byte)Components;
        return area;
    }

    [Fact]
    public void AnOrdinaryStateIsValid() => Assert.True(ExtendedCheck.IsValid(Area(), Components));

    [Theory]
    [InlineData(26, 1)]
    [InlineData(512, 8)]
    [InlineData(519, 0x80)]
    [InlineData(520, 1)]
    [InlineData(527, 0x80)]
    [InlineData(528, 1)]
    [InlineData(575, 1)]
    public void WhatTheProcessorWouldRefuseIsRefused(int offset, byte value)
    {
        byte[] area = Area();
        area[offset] = value;
        Assert.False(ExtendedCheck.IsValid(area, Components));
    }

    [Fact]
    public void AbsentPartsGetTheirInitialState()
    {
        byte[] area = Area();
        Array.Fill(area, (byte)0x55, 0, 416);
        area[ExtendedCheck.PresentOffset] = 0;
        ExtendedCheck.FillAbsent(area);
        Assert.Equal(0x37f, BinaryPrimitives.ReadUInt16LittleEndian(area));
        Assert.True(area.AsSpan(160, 256).IndexOfAnyExcept((byte)0) < 0);
        Assert.Equal(0x55, area[24]);
    }
}

using Diesis.Platform.Boot;

namespace Diesis.Unit.Tests.Boot;

public sealed class BootInfoTests
{
    [Fact]
    public void RangesThatContinueEachOtherAreJoined()
    {
        BootInfo info = default;
        info.AddRange(new BootMemoryRange(0, 100, BootMemoryKind.Usable));
        info.AddRange(new BootMemoryRange(100, 50, BootMemoryKind.Usable));
        info.AddRange(new BootMemoryRange(150, 50, BootMemoryKind.Reserved));
        info.AddRange(new BootMemoryRange(0, 0, BootMemoryKind.Usable));
        Assert.Equal(2, info.RangeCount);
        Assert.Equal(new BootMemoryRange(0, 150, BootMemoryKind.Usable), info.Range(0));
    }

    [Fact]
    public void WhatDoesNotFitIsCounted()
    {
        BootInfo info = default;
        for (int i = 0; i < BootInfo.MaxRanges + 3; i++)
        {
            info.AddRange(new BootMemoryRange((ulong)i * 100, 50, BootMemoryKind.Usable));
        }

        Assert.Equal((BootInfo.MaxRanges, 3), (info.RangeCount, info.DroppedRanges));
        Assert.Throws<ArgumentOutOfRangeException>(() => info.Range(BootInfo.MaxRanges));
    }

    [Fact]
    public void ALongCommandLineLosesItsEnd()
    {
        BootInfo info = default;
        byte[] text = new byte[BootInfo.MaxCommandLine + 1];
        Array.Fill(text, (byte)'x');
        info.SetCommandLine(text.AsSpan(1));
        Assert.False(info.CommandLineWasCut);
        info.SetCommandLine(text);
        Assert.True(info.CommandLineWasCut);
        Assert.Equal(BootInfo.MaxCommandLine, info.CommandLine.Length);
    }

    [Fact]
    public void RangesAtTheEndOfTheAddressSpaceAreNotJoinedAround()
    {
        BootInfo info = default;
        info.AddRange(new BootMemoryRange(ulong.MaxValue - 9, 20, BootMemoryKind.Usable));
        info.AddRange(new BootMemoryRange(10, 20, BootMemoryKind.Usable));
        Assert.Equal(2, info.RangeCount);
    }

    [Theory]
    [InlineData(0x00ff_0000U, 16, 8)]
    [InlineData(0x0000_f800U, 11, 5)]
    [InlineData(0xffc0_0000U, 22, 10)]
    [InlineData(0U, 0, 0)]
    public void MasksBecomeFields(uint mask, byte shift, byte bits) => Assert.Equal(new ColorField(shift, bits), ColorField.FromMask(mask));

    [Theory]
    [InlineData(0, 768, 4096, 32)]
    [InlineData(1024, -1, 4096, 32)]
    [InlineData(1024, 768, 4095, 32)]
    [InlineData(1024, 768, 4096, 8)]
    [InlineData(1024, 768, int.MaxValue, 32)]
    public void AScreenThatMakesNoSenseIsNotTaken(int width, int height, int pitch, int bits)
    {
        BootInfo info = default;
        info.SetFrameBuffer(new FrameBufferInfo(0x8000_0000, width, height, pitch, bits, new ColorField(16, 8), new ColorField(8, 8), new ColorField(0, 8)));
        Assert.False(info.FrameBuffer.IsPresent);
    }
}

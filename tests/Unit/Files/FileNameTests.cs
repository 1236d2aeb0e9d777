using System.Text;
using Diesis.Core.Files;

namespace Diesis.Unit.Tests.Files;

public sealed class FileNameTests
{
    [Fact]
    public void EqualNamesHashAlikeAndOthersRarely()
    {
        Dictionary<uint, int> hashes = [];
        for (int i = 0; i < 100_000; i++)
        {
            FileName name = new(Encoding.ASCII.GetBytes("file" + i.ToString()));
            Assert.Equal(name.Hash, FileName.HashOf(name.Bytes));
            hashes[name.Hash] = hashes.GetValueOrDefault(name.Hash) + 1;
        }
        Assert.True(hashes.Count > 99_900);
        Assert.True(hashes.Values.Max() < 5);
    }

    [Fact]
    public void LowBitsSpread()
    {
        int[] buckets = new int[1024];
        for (int i = 0; i < 10_240; i++)
            buckets[FileName.HashOf(Encoding.ASCII.GetBytes("/usr/share/" + i.ToString())) & 1023]++;
        Assert.True(buckets.Max() < 40);
    }

    [Fact]
    public void DotsAreKnown()
    {
        Assert.True(new FileName("."u8).IsDot);
        Assert.True(new FileName(".."u8).IsDotDot);
        Assert.False(new FileName("..."u8).IsDotDot);
        Assert.True(new FileName("a"u8).Equals(new FileName("a"u8)));
        Assert.False(new FileName("a"u8).Equals(new FileName("b"u8)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(8, 1)]
    [InlineData(4095, 255)]
    [InlineData(0x12345, 0x6789a)]
    public void DeviceNumbersKeepTheirParts(uint major, uint minor)
    {
        DeviceNumber number = new(major, minor);
        Assert.Equal((major, minor), (number.Major, number.Minor));
    }
}

using Diesis.Platform.Randomness;

namespace Diesis.Unit.Tests.Randomness;

/// <summary>The block function against the RFC, the generator's properties.</summary>
public sealed class GeneratorTests
{
    [Fact]
    public void ComputesTheBlockOfTheSpecification()
    {
        // RFC 8439, section 2.3.2.
        uint[] key = new uint[8];
        for (int i = 0; i < key.Length; i++)
            key[i] = (uint)(4 * i | (4 * i + 1) << 8 | (4 * i + 2) << 16 | (4 * i + 3) << 24);
        byte[] block = new byte[ChaChaBlock.Bytes];
        ChaChaBlock.Compute(key, 1, [0x0900_0000, 0x4a00_0000, 0], block);
        Assert.Equal(
            "10F1E7E4D13B5915500FDD1FA32071C4C7D1F4C733C068030422AA9AC3D46C4ED2826446079FAA0914C2D705D98B02A2B5129CD1DE164EB9CBD083E8A2503C4E",
            Convert.ToHexString(block));
    }

    [Fact]
    public void ComputesTheFirstBlockOfTheZeroKey()
    {
        // RFC 8439, appendix A.1, test vector 1.
        byte[] block = new byte[ChaChaBlock.Bytes];
        ChaChaBlock.Compute(new uint[8], 0, new uint[3], block);
        Assert.StartsWith("76B8E0ADA0F13D90405D6AE55386BD28", Convert.ToHexString(block), StringComparison.Ordinal);
    }

    [Fact]
    public void GivesOtherBytesAtEachRequest()
    {
        KeyedGenerator generator = default;
        HashSet<string> seen = [];
        byte[] buffer = new byte[16];
        for (int i = 0; i < 1000; i++)
        {
            generator.Fill(buffer);
            Assert.True(seen.Add(Convert.ToHexString(buffer)));
        }
    }

    [Fact]
    public void DependsOnWhatIsMixedIn()
    {
        KeyedGenerator first = default;
        KeyedGenerator second = default;
        first.Mix(1);
        second.Mix(2);
        byte[] left = new byte[32];
        byte[] right = new byte[32];
        first.Fill(left);
        second.Fill(right);
        Assert.NotEqual(left, right);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(96)]
    [InlineData(97)]
    [InlineData(1000)]
    public void FillsTheWholeBufferAndNoMore(int length)
    {
        // Were a byte left out, it would be zero in all of many fillings.
        KeyedGenerator generator = default;
        byte[] any = new byte[length + 2];
        for (int i = 0; i < 64; i++)
        {
            byte[] buffer = new byte[length + 2];
            generator.Fill(buffer.AsSpan(1, length));
            Assert.Equal(0, buffer[0]);
            Assert.Equal(0, buffer[^1]);
            for (int j = 0; j < buffer.Length; j++)
                any[j] |= buffer[j];
        }
        Assert.DoesNotContain((byte)0, any[1..^1]);
    }

    [Fact]
    public void HasAsManyOnesAsZeros()
    {
        KeyedGenerator generator = default;
        byte[] buffer = new byte[1 << 16];
        generator.Fill(buffer);
        int ones = buffer.Sum(value => int.PopCount(value));

        // Six standard deviations of a fair coin: 0.5 * sqrt(524288) = 362.
        Assert.InRange(ones, buffer.Length * 4 - 2172, buffer.Length * 4 + 2172);
    }
}

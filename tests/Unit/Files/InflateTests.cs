using System.IO.Compression;
using Diesis.Core.Files.Archives;

namespace Diesis.Unit.Tests.Files;

public sealed class InflateTests
{
    private const int MostBytes = 1 << 20;

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void WhatStockNetPacksComesOutAgain(CompressionLevel level)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            byte[] content = Content(seed);
            BufferedSource source = new(new SpanSource(Pack(content, level), seed));
            Assert.True(GzipHeader.IsNext(source));
            Assert.True(GzipHeader.Skip(source));
            InflateSource inflate = new(source);
            Assert.Equal(content, ReadAll(inflate, seed));
            Assert.False(inflate.IsBroken);
        }
    }

    [Fact]
    public void BrokenStreamsEnd()
    {
        for (int seed = 0; seed < 3000; seed++)
        {
            Random random = new(seed);
            byte[] packed = Pack(Content(seed % 20), CompressionLevel.Optimal)[10..];
            for (int i = random.Next(1, 6); i > 0; i--)
                packed[random.Next(packed.Length)] ^= (byte)(1 << random.Next(8));
            if (random.Next(3) == 0)
                packed = packed[..random.Next(packed.Length)];
            // No exception, no endless loop: whatever comes out, it ends.
            ReadAll(new InflateSource(new BufferedSource(new SpanSource(packed, seed))), seed);
        }
    }

    [Fact]
    public void NoiseEnds()
    {
        for (int seed = 0; seed < 5000; seed++)
        {
            byte[] noise = new byte[new Random(seed).Next(200)];
            new Random(seed + 1).NextBytes(noise);
            ReadAll(new InflateSource(new BufferedSource(new SpanSource(noise, seed))), seed);
        }
    }

    [Fact]
    public void AStreamThatIsCutOffIsBroken()
    {
        byte[] packed = Pack(Content(3), CompressionLevel.Optimal)[10..];
        InflateSource inflate = new(new BufferedSource(new SpanSource(packed[..(packed.Length / 2)], 1)));
        ReadAll(inflate, 1);
        Assert.True(inflate.IsBroken);
    }

    private static byte[] Pack(byte[] content, CompressionLevel level)
    {
        using MemoryStream packed = new();
        using (GZipStream stream = new(packed, level))
            stream.Write(content);
        return packed.ToArray();
    }

    /// <summary>Text-like, repetitive or random, as the seed says; some longer than the window.</summary>
    private static byte[] Content(int seed)
    {
        Random random = new(seed);
        byte[] content = new byte[random.Next(seed % 3 == 0 ? 200 : 150_000)];
        int alphabet = seed % 4 == 0 ? 256 : random.Next(2, 30);
        for (int i = 0; i < content.Length; i++)
        {
            int back = random.Next(1, 40_000);
            content[i] = back <= i && random.Next(4) != 0 ? content[i - back] : (byte)random.Next(alphabet);
        }
        return content;
    }

    private static byte[] ReadAll(ByteSource source, int seed)
    {
        Random random = new(seed + 7);
        List<byte> all = [];
        byte[] piece = new byte[5000];
        while (all.Count < MostBytes)
        {
            int count = source.Read(piece.AsSpan(0, random.Next(1, piece.Length)));
            if (count == 0)
                break;
            all.AddRange(piece[..count]);
        }
        return [.. all];
    }
}

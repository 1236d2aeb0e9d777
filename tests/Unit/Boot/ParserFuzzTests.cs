using Diesis.Platform.Boot;

namespace Diesis.Unit.Tests.Boot;

/// <summary>Damaged input: bytes of valid structures changed at random. No parser may read outside, loop, or fill in nonsense.</summary>
public sealed class ParserFuzzTests
{
    private const int Rounds = 20_000;

    private delegate ulong Sample(PhysicalImage image);

    private delegate BootError Parser(in PhysicalWindow memory, ulong address, ref BootInfo info);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Pvh(int seed) => Fuzz(static image => Samples.Pvh(image), PvhParser.Parse, seed);

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Multiboot2(int seed) => Fuzz(Samples.Multiboot2, Multiboot2Parser.Parse, seed);

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Own(int seed) => Fuzz(Samples.Own, LoaderBlockParser.Parse, seed);

    private static void Fuzz(Sample sample, Parser parse, int seed)
    {
        int needed;
        using (PhysicalImage measure = new(4096))
        {
            sample(measure);
            needed = measure.Used.Length;
        }

        // The structure ends where the readable memory does.
        using PhysicalImage image = new(needed);
        ulong address = sample(image);
        byte[] valid = image.Bytes.ToArray();
        Random random = new(seed);
        ReadOnlySpan<byte> telling = [0, 1, 7, 8, 0x7f, 0x80, 0xff];
        for (int round = 0; round < Rounds; round++)
        {
            valid.CopyTo(image.Bytes);
            for (int change = random.Next(1, 6); change > 0; change--)
            {
                image.Bytes[random.Next(needed)] = random.Next(2) == 0 ? telling[random.Next(telling.Length)] : (byte)random.Next(256);
            }

            BootInfo info = default;
            BootError error = parse(image.Window, address, ref info);
            Assert.True(error != BootError.None || info.RangeCount > 0, $"seed {seed}, round {round}: accepted without memory");
            Assert.True(!info.FrameBuffer.IsPresent || info.FrameBuffer.IsSensible, $"seed {seed}, round {round}: {info.FrameBuffer}");
            Assert.True(info.Initrd.Length <= ulong.MaxValue - info.Initrd.Start, $"seed {seed}, round {round}: {info.Initrd}");
        }
    }
}

using Diesis.Core.Consoles;

namespace Diesis.Unit.Tests.Terminals;

/// <summary>The queue between a device and its users.</summary>
public sealed class ByteQueueTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-4)]
    [InlineData(12)]
    public void TheCapacityIsAPowerOfTwo(int capacity) => Assert.Throws<ArgumentException>(() => new ByteQueue(capacity));

    [Fact]
    public void ItHoldsItsCapacityAndNoMore()
    {
        ByteQueue queue = new(4);
        for (byte i = 0; i < 4; i++)
            Assert.True(queue.TryAdd(i));
        Assert.False(queue.TryAdd(9));
        Assert.Equal((4, 0), (queue.Count, queue.Room));
        for (byte i = 0; i < 4; i++)
        {
            Assert.True(queue.TryTake(out byte value));
            Assert.Equal(i, value);
        }
        Assert.False(queue.TryTake(out _));
    }

    [Fact]
    public void RandomTracesAgreeWithAQueue()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            Random random = new(seed);
            ByteQueue queue = new(1 << random.Next(8));
            Queue<byte> model = new();
            for (int step = 0; step < 500; step++)
            {
                byte[] bytes = new byte[random.Next(queue.Capacity + 3)];
                if (random.Next(2) == 0)
                {
                    random.NextBytes(bytes);
                    int added = queue.Add(bytes);
                    Assert.True(added == Math.Min(bytes.Length, queue.Capacity - model.Count), $"seed {seed}, step {step}");
                    foreach (byte value in bytes.AsSpan(0, added))
                        model.Enqueue(value);
                }
                else
                {
                    int taken = queue.Take(bytes);
                    Assert.True(taken == Math.Min(bytes.Length, model.Count), $"seed {seed}, step {step}");
                    foreach (byte value in bytes.AsSpan(0, taken))
                        Assert.True(value == model.Dequeue(), $"seed {seed}, step {step}");
                }
                Assert.Equal(model.Count, queue.Count);
            }
        }
    }
}

using Diesis.Core.Async;

namespace Diesis.Unit.Tests.Async;

/// <summary>Channels: order, room, completion, cancellation; and many threads at once.</summary>
public sealed class ChannelTests
{
    [Fact]
    public async Task ItemsComeInOrder()
    {
        Channel<int> channel = new();
        for (int i = 0; i < 100; i++)
            Assert.True(channel.TryWrite(i));
        Assert.Equal(100, channel.Count);
        for (int i = 0; i < 100; i++)
            Assert.Equal(i, (await channel.ReadAsync()).Item);
        Assert.False(channel.TryRead(out _));
    }

    [Fact]
    public async Task AReaderWaitsForAnItem()
    {
        Channel<string> channel = new();
        Task<Received<string>> read = channel.ReadAsync().AsTask();
        Assert.False(read.IsCompleted);
        Assert.True(channel.TryWrite("item"));
        Assert.Equal("item", (await read).Item);
    }

    [Fact]
    public async Task ReadersAreServedInOrder()
    {
        Channel<int> channel = new();
        Task<Received<int>>[] reads = [.. Enumerable.Range(0, 10).Select(_ => channel.ReadAsync().AsTask())];
        for (int i = 0; i < 10; i++)
            channel.TryWrite(i);
        for (int i = 0; i < 10; i++)
            Assert.Equal(i, (await reads[i]).Item);
    }

    [Fact]
    public async Task AWriterWaitsForRoom()
    {
        Channel<int> channel = new(2);
        Assert.True(channel.TryWrite(0));
        Assert.True(channel.TryWrite(1));
        Assert.False(channel.TryWrite(9));
        Task<bool> write = channel.WriteAsync(2).AsTask();
        Assert.False(write.IsCompleted);
        Assert.True(channel.TryRead(out int first));
        Assert.Equal(0, first);
        Assert.True(await write);
        Assert.Equal((1, 2), ((await channel.ReadAsync()).Item, (await channel.ReadAsync()).Item));
    }

    [Fact]
    public void TheOldestGoesWhenOnlyTheLatestMatter()
    {
        Channel<int> channel = new(3, ChannelFullMode.DropOldest);
        for (int i = 0; i < 10; i++)
            Assert.True(channel.TryWrite(i));
        Assert.Equal(3, channel.Count);
        Assert.True(channel.TryRead(out int item));
        Assert.Equal(7, item);
    }

    [Fact]
    public async Task ACompleteChannelCanBeReadToItsEnd()
    {
        Channel<int> channel = new();
        channel.TryWrite(1);
        Assert.True(channel.Complete());
        Assert.False(channel.Complete());
        Assert.False(channel.TryWrite(2));
        Assert.False(await channel.WriteAsync(3));
        Assert.True((await channel.ReadAsync()).HasItem);
        Assert.False((await channel.ReadAsync()).HasItem);
    }

    [Fact]
    public async Task CompletionWakesEveryoneWhoWaits()
    {
        Channel<int> empty = new();
        Task<Received<int>> read = empty.ReadAsync().AsTask();
        empty.Complete();
        Assert.False((await read).HasItem);

        Channel<int> full = new(1);
        full.TryWrite(1);
        Task<bool> write = full.WriteAsync(2).AsTask();
        full.Complete();
        Assert.False(await write);
        Assert.Equal(1, full.Count);
    }

    [Fact]
    public async Task ACancelledReaderTakesNothing()
    {
        Channel<int> channel = new();
        using CancellationTokenSource source = new();
        Task<Received<int>> cancelled = channel.ReadAsync(source.Token).AsTask();
        Task<Received<int>> next = channel.ReadAsync().AsTask();
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        channel.TryWrite(5);
        Assert.Equal(5, (await next).Item);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => channel.ReadAsync(source.Token).AsTask());
    }

    [Fact]
    public async Task ACancelledWriterGivesNothing()
    {
        Channel<int> channel = new(1);
        channel.TryWrite(1);
        using CancellationTokenSource source = new();
        Task<bool> cancelled = channel.WriteAsync(2, source.Token).AsTask();
        Task<bool> next = channel.WriteAsync(3).AsTask();
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.True(channel.TryRead(out int first));
        Assert.True(await next);
        Assert.True(channel.TryRead(out int second));
        Assert.Equal((1, 3), (first, second));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 3, 2)]
    [InlineData(int.MaxValue, 4, 3)]
    public async Task NothingIsLostOrDoubled(int capacity, int threads, int seed)
    {
        const int PerWriter = 5000;
        Channel<int> channel = new(capacity);
        int[] counts = new int[threads * PerWriter];
        Task[] readers = [.. Enumerable.Range(0, threads).Select(reader => Task.Run(async () =>
        {
            Random random = new(seed + reader);
            while (true)
            {
                using CancellationTokenSource source = new();
                if (random.Next(20) == 0)
                    source.CancelAfter(0);
                try
                {
                    Received<int> received = await channel.ReadAsync(source.Token);
                    if (!received.HasItem)
                        return;
                    Interlocked.Increment(ref counts[received.Item]);
                }
                catch (OperationCanceledException)
                {
                }
            }
        }))];
        await Task.WhenAll(Enumerable.Range(0, threads).Select(writer => Task.Run(async () =>
        {
            for (int i = 0; i < PerWriter; i++)
                Assert.True(await channel.WriteAsync(writer * PerWriter + i));
        })));
        channel.Complete();
        await Task.WhenAll(readers).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(counts.All(count => count == 1), $"seed {seed}: {counts.Count(count => count == 0)} lost, {counts.Count(count => count > 1)} doubled");
    }
}

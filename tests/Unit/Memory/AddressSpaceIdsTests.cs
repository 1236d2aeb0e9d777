using Diesis.Platform.Memory.Paging;

namespace Diesis.Unit.Tests.Memory;

/// <summary>Identifiers of address spaces in one processor's TLB.</summary>
public sealed class AddressSpaceIdsTests
{
    [Fact]
    public void AFirstActivationGetsANumberWithoutAFlush()
    {
        AddressSpaceIds ids = new(4096);
        AddressSpaceId id = default;
        ids.Activate(ref id, out AddressSpaceFlush flush);
        Assert.Equal((1, AddressSpaceFlush.None), (id.Number, flush));
    }

    [Fact]
    public void ASecondActivationKeepsTheNumber()
    {
        AddressSpaceIds ids = new(4096);
        AddressSpaceId one = default;
        AddressSpaceId other = default;
        ids.Activate(ref one, out _);
        ids.Activate(ref other, out _);
        ids.Activate(ref one, out AddressSpaceFlush flush);
        Assert.Equal((1, 2, AddressSpaceFlush.None), (one.Number, other.Number, flush));
    }

    [Fact]
    public void AForgottenIdGetsANewNumber()
    {
        AddressSpaceIds ids = new(4096);
        AddressSpaceId id = default;
        ids.Activate(ref id, out _);
        AddressSpaceIds.Forget(ref id);
        ids.Activate(ref id, out AddressSpaceFlush flush);
        Assert.Equal((2, AddressSpaceFlush.None), (id.Number, flush));
    }

    [Fact]
    public void WhenNumbersRunOutAllIsFlushedAndAllIdsAreVoid()
    {
        AddressSpaceIds ids = new(4);
        AddressSpaceId[] spaces = new AddressSpaceId[4];
        for (int i = 0; i < 3; i++)
        {
            ids.Activate(ref spaces[i], out _);
        }

        ids.Activate(ref spaces[3], out AddressSpaceFlush flush);
        Assert.Equal((1, AddressSpaceFlush.Everything, 2UL), (spaces[3].Number, flush, ids.Generation));
        ids.Activate(ref spaces[0], out flush);
        Assert.Equal((2, AddressSpaceFlush.None), (spaces[0].Number, flush));
    }

    [Fact]
    public void WithoutIdentifiersEverySwitchFlushes()
    {
        AddressSpaceIds ids = new(1);
        AddressSpaceId id = default;
        ids.Activate(ref id, out AddressSpaceFlush first);
        ids.Activate(ref id, out AddressSpaceFlush second);
        Assert.Equal((0, AddressSpaceFlush.Everything, AddressSpaceFlush.Everything), (id.Number, first, second));
    }

    /// <summary>A TLB as a dictionary from number to space: whoever runs must find only what is its own.</summary>
    [Fact]
    public void NoSpaceEverSeesAnothersTranslations()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            Random random = new(seed);
            AddressSpaceIds ids = new(random.Next(1, 12));
            AddressSpaceId[] spaces = new AddressSpaceId[20];
            Dictionary<int, int> translations = [];
            for (int step = 0; step < 1000; step++)
            {
                int space = random.Next(spaces.Length);
                if (random.Next(10) == 0)
                {
                    AddressSpaceIds.Forget(ref spaces[space]);
                    continue;
                }

                ids.Activate(ref spaces[space], out AddressSpaceFlush flush);
                if (flush == AddressSpaceFlush.Everything)
                {
                    translations.Clear();
                }

                Assert.True(!translations.TryGetValue(spaces[space].Number, out int owner) || owner == space, $"seed {seed}");
                translations[spaces[space].Number] = space;
            }
        }
    }
}

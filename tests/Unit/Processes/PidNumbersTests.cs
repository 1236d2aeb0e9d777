using Diesis.Core.Processes;

namespace Diesis.Unit.Tests.Processes;

/// <summary>Numbers of processes, against a set.</summary>
public sealed class PidNumbersTests
{
    [Fact]
    public void BeginsWithOne()
    {
        PidNumbers numbers = new(1000);
        Assert.Equal(1, numbers.Take());
        Assert.Equal(2, numbers.Take());
        Assert.Equal(2, numbers.Last);
    }

    [Fact]
    public void AFreeNumberComesBackLate()
    {
        PidNumbers numbers = new(1000);
        numbers.Take();
        numbers.Free(numbers.Take());
        Assert.Equal(3, numbers.Take());
    }

    [Fact]
    public void TheSecondRoundLeavesTheReservedOnesAlone()
    {
        PidNumbers numbers = new(400);
        for (int i = 1; i < 400; i++)
            Assert.Equal(i, numbers.Take());
        Assert.Equal(0, numbers.Take());
        numbers.Free(17);
        Assert.Equal(0, numbers.Take());
        numbers.Free(350);
        numbers.Free(301);
        Assert.Equal(301, numbers.Take());
        Assert.Equal(350, numbers.Take());
        Assert.Equal(0, numbers.Take());
    }

    [Fact]
    public void ACertainNumberIsTakenOnce()
    {
        PidNumbers numbers = new(1000);
        Assert.True(numbers.TryTake(500));
        Assert.False(numbers.TryTake(500));
        Assert.False(numbers.TryTake(1000));
        Assert.False(numbers.TryTake(0));
        Assert.Equal(1, numbers.Count);
    }

    [Fact]
    public void AgreesWithASetOverManySteps()
    {
        const int Maximum = 777;
        PidNumbers numbers = new(Maximum);
        HashSet<int> used = [];
        Random random = new(4711);
        for (int step = 0; step < 50_000; step++)
        {
            if (random.Next(100) < 52)
            {
                int number = numbers.Take();
                if (number == 0)
                    Assert.True(Enumerable.Range(PidNumbers.Reserved, Maximum - PidNumbers.Reserved).All(used.Contains));
                else
                    Assert.True(number is > 0 and < Maximum && used.Add(number));
            }
            else if (used.Count > 0)
            {
                int number = used.ElementAt(random.Next(used.Count));
                numbers.Free(number);
                used.Remove(number);
            }
            Assert.Equal(used.Count, numbers.Count);
        }
        Assert.All(Enumerable.Range(1, Maximum - 1), number => Assert.Equal(used.Contains(number), numbers.IsUsed(number)));
    }
}

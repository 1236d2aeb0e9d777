using Diesis.Abi;
using Diesis.Core.Signals;

namespace Diesis.Unit.Tests.Signals;

/// <summary>Queues of signals, against a list.</summary>
public sealed class PendingSignalsTests
{
    [Fact]
    public void RealTimeSignalsAreTakenInTheOrderOfTheirComing()
    {
        PendingSignals pending = default;
        pending.Add(Entry(40, 1));
        pending.Add(Entry(41, 2));
        pending.Add(Entry(40, 3));
        pending.Take((Signal)40, out SigInfo first);
        Assert.Equal(1ul, first.Value);
        Assert.True(pending.Contains((Signal)40));
        pending.Take((Signal)40, out SigInfo second);
        Assert.Equal(3ul, second.Value);
        Assert.False(pending.Contains((Signal)40));
        Assert.True(pending.Contains((Signal)41));
    }

    [Fact]
    public void OneWithoutEntryTellsItsOriginOnly()
    {
        PendingSignals pending = default;
        pending.Add(Signal.SIGINT, SignalCode.SI_KERNEL);
        pending.Add(Signal.SIGHUP, SignalCode.SI_USER);
        pending.Take(Signal.SIGINT, out SigInfo kernel);
        pending.Take(Signal.SIGHUP, out SigInfo user);
        Assert.Equal(SignalCode.SI_KERNEL, kernel.Code);
        Assert.Equal(SignalCode.SI_USER, user.Code);
        Assert.Equal((int)Signal.SIGHUP, user.Number);
        Assert.True(pending.Set.IsEmpty);
    }

    [Fact]
    public void AnOwnerTakesItsEntryBack()
    {
        PendingSignals pending = default;
        QueuedSignal mine = Entry(14, 1);
        QueuedSignal other = Entry(15, 2);
        pending.Add(mine);
        pending.Add(other);
        Assert.True(pending.Remove(mine));
        Assert.False(pending.Remove(mine));
        Assert.False(pending.Contains(Signal.SIGALRM));
        Assert.True(pending.Contains(Signal.SIGTERM));
    }

    [Fact]
    public void EntriesGiveBackTheirAllowance()
    {
        PendingAccount account = new();
        PendingSignals pending = default;
        for (int i = 0; i < 3; i++)
        {
            Assert.True(account.TryAdd(3));
            QueuedSignal entry = Entry(34, (ulong)i);
            entry.Account = account;
            pending.Add(entry);
        }
        Assert.False(account.TryAdd(3));
        pending.Take((Signal)34, out _);
        Assert.Equal(2, account.Count);
        pending.Clear(SignalSet.Of((Signal)34));
        Assert.Equal(0, account.Count);
    }

    [Fact]
    public void AgreesWithAListOverManySteps()
    {
        Random random = new(99);
        PendingSignals pending = default;
        List<(int Signal, ulong Value)> model = [];
        for (ulong step = 0; step < 20_000; step++)
        {
            int signal = random.Next(1, 65);
            switch (random.Next(8))
            {
                case < 4:
                    pending.Add(Entry(signal, step));
                    model.Add((signal, step));
                    break;
                case < 7:
                    Signal next = pending.Set.First;
                    Assert.Equal(model.Count == 0, next == Signal.None);
                    if (next == Signal.None)
                        break;
                    pending.Take(next, out SigInfo info);
                    int index = model.FindIndex(entry => entry.Signal == (int)next);
                    Assert.Equal(model[index].Value, info.Value);
                    model.RemoveAt(index);
                    break;
                default:
                    SignalSet cleared = new((ulong)random.NextInt64() & (ulong)random.NextInt64() & (ulong)random.NextInt64());
                    pending.Clear(cleared);
                    model.RemoveAll(entry => cleared.Contains((Signal)entry.Signal));
                    break;
            }
            ulong expected = model.Aggregate(0ul, (bits, entry) => bits | 1ul << (entry.Signal - 1));
            Assert.Equal(expected, pending.Set.Bits);
        }
    }

    private static QueuedSignal Entry(int signal, ulong value) => new() { Info = new SigInfo { Number = signal, Value = value } };
}

using System;
using System.Threading;

namespace Diesis.Tests.Stress;

/// <summary>A heap of 100 MB of live data, of which parts are replaced.</summary>
internal sealed class LargeHeapScenario : Scenario
{
    private const int Lists = 100;
    private const int ItemsPerList = 10_000;

    private sealed class Item(int number, Item? next)
    {
        public readonly long A = number;
        public readonly long B = ~number;
        public readonly byte[] Data = new byte[16];
        public readonly Item? Next = next;
    }

    private readonly Item?[] _lists = new Item?[Lists];
    private readonly Lock _gate = new();

    internal override void Prepare(int seed)
    {
        for (int i = 0; i < Lists; i++)
            _lists[i] = Create();
    }

    private static Item? Create()
    {
        Item? list = null;
        for (int i = 0; i < ItemsPerList; i++)
            list = new Item(i, list);
        return list;
    }

    private static void Check(Item? list)
    {
        int expected = ItemsPerList;
        for (; list is not null; list = list.Next)
        {
            expected--;
            Require(list.A == expected && list.B == ~(long)expected && list.Data.Length == 16, "an item of a list");
        }
        Require(expected == 0, "a list's length");
    }

    internal override void Round(Random random)
    {
        int index = random.Next(Lists);
        Item? fresh = Create();
        Item? old;
        using (_gate.EnterScope())
        {
            old = _lists[index];
            _lists[index] = fresh;
        }
        Check(old);
    }

    internal override void Finish()
    {
        foreach (Item? list in _lists)
            Check(list);
    }
}

/// <summary>Objects of all sizes that die in another order than they came.</summary>
internal sealed class FragmentScenario : Scenario
{
    private const int Slots = 2000;

    private readonly byte[]?[] _slots = new byte[]?[Slots];
    private readonly Lock _gate = new();

    internal override void Round(Random random)
    {
        for (int i = 0; i < 100; i++)
        {
            int length = random.Next(20) switch
            {
                0 => random.Next(200_000),
                < 4 => random.Next(20_000),
                _ => random.Next(500),
            };
            byte[] fresh = new byte[length];
            foreach (byte value in fresh)
                Require(value == 0, "a new array is not zero");
            Array.Fill(fresh, (byte)length);
            int index = random.Next(Slots);
            byte[]? old;
            using (_gate.EnterScope())
            {
                old = _slots[index];
                _slots[index] = fresh;
            }
            if (old is null)
                continue;
            foreach (byte value in old)
                Require(value == (byte)old.Length, "an array's content");
        }
    }
}

/// <summary>Memory runs out again and again: the exception comes, nothing is half done, and what is let go can be used again.</summary>
internal sealed class ExhaustScenario : Scenario
{
    private static int s_seen;

    private const int MostBlocks = 200_000;

    /// <summary>Room for the blocks of each thread, made before memory is short; a thread takes one for a round.</summary>
    private readonly byte[]?[]?[] _hoards = new byte[]?[]?[4];

    internal override void Prepare(int seed)
    {
        for (int i = 0; i < _hoards.Length; i++)
            _hoards[i] = new byte[]?[MostBlocks];
    }

    internal override void Round(Random random)
    {
        int place = 0;
        byte[]?[]? hoard = null;
        for (; hoard is null; place = (place + 1) % _hoards.Length)
            hoard = Interlocked.Exchange(ref _hoards[place], null);
        int length = 100 + random.Next(100_000);
        int count = 0;
        try
        {
            for (; count < MostBlocks; count++)
            {
                byte[] block = new byte[length];
                block[^1] = (byte)count;
                hoard[count] = block;
            }
        }
        catch (OutOfMemoryException)
        {
            Interlocked.Increment(ref s_seen);
        }

        for (int i = 0; i < count; i++)
            Require(hoard[i]!.Length == length && hoard[i]![^1] == (byte)i, "a block of the hoard");
        // What is let go must be there again for the next round.
        Array.Clear(hoard, 0, count);
        for (; Interlocked.CompareExchange(ref _hoards[place], hoard, null) is not null; place = (place + 1) % _hoards.Length)
        {
        }
    }

    internal override void Finish() => Require(s_seen > 0, "memory never ran out");
}

/// <summary>Threads come and go while others allocate.</summary>
internal sealed class ThreadsScenario : Scenario
{
    [ThreadStatic]
    private static string? t_name;

    internal override void Round(Random random)
    {
        int value = random.Next();
        string? result = null;
        Thread thread = new(() =>
        {
            t_name = value.ToString();
            InteriorScenario.Garbage(new Random(value));
            result = t_name;
        });
        thread.Start();
        InteriorScenario.Garbage(random);
        thread.Join();
        Require(result == value.ToString(), "a thread's result");
    }
}

using Diesis.Abi;
using Diesis.Core.Files;

namespace Diesis.Unit.Tests.Files;

/// <summary>Record locks against a model with an entry for each byte and owner.</summary>
public sealed class RecordLocksTests
{
    private const int Bytes = 40;
    private const int Owners = 3;

    [Fact]
    public void AgreesWithAModelOfBytes()
    {
        for (int seed = 0; seed < 400; seed++)
        {
            Random random = new(seed);
            object[] owners = [new(), new(), new()];
            LockType[,] model = new LockType[Owners, Bytes];
            for (int owner = 0; owner < Owners; owner++)
            {
                for (int i = 0; i < Bytes; i++)
                    model[owner, i] = LockType.F_UNLCK;
            }
            RecordLocks locks = new();
            for (int step = 0; step < 200; step++)
            {
                int owner = random.Next(Owners);
                int start = random.Next(Bytes);
                int end = random.Next(start, Bytes);
                LockType type = (LockType)random.Next(3);
                bool isRefused = type != LockType.F_UNLCK && locks.FindConflict(owners[owner], type, start, end, out _);
                Assert.Equal(Conflicts(model, owner, type, start, end), isRefused);
                if (isRefused)
                    continue;
                if (random.Next(50) == 0)
                {
                    locks.RemoveAll(owners[owner]);
                    (type, start, end) = (LockType.F_UNLCK, 0, Bytes - 1);
                }
                else
                {
                    locks.Set(owners[owner], type, start, end, owner);
                }
                for (int i = start; i <= end; i++)
                    model[owner, i] = type;
                Compare(model, locks, owners);
            }
        }
    }

    [Fact]
    public void NeighboursOfOneTypeAreJoined()
    {
        RecordLocks locks = new();
        object owner = new();
        locks.Set(owner, LockType.F_WRLCK, 0, 9, 1);
        locks.Set(owner, LockType.F_WRLCK, 10, long.MaxValue, 1);
        Assert.Equal(1, locks.Count);
        Assert.Equal((0, long.MaxValue), (locks[0].Start, locks[0].End));
        locks.Set(owner, LockType.F_UNLCK, 5, 5, 1);
        Assert.Equal(2, locks.Count);
    }

    private static bool Conflicts(LockType[,] model, int owner, LockType type, int start, int end)
    {
        for (int other = 0; other < Owners; other++)
        {
            for (int i = start; i <= end && other != owner && type != LockType.F_UNLCK; i++)
            {
                if (model[other, i] == LockType.F_WRLCK || (model[other, i] == LockType.F_RDLCK && type == LockType.F_WRLCK))
                    return true;
            }
        }
        return false;
    }

    private static void Compare(LockType[,] model, RecordLocks locks, object[] owners)
    {
        LockType[,] found = new LockType[Owners, Bytes];
        for (int owner = 0; owner < Owners; owner++)
        {
            for (int i = 0; i < Bytes; i++)
                found[owner, i] = LockType.F_UNLCK;
        }
        for (int at = 0; at < locks.Count; at++)
        {
            RecordLock held = locks[at];
            for (long i = held.Start; i <= held.End; i++)
            {
                Assert.Equal(LockType.F_UNLCK, found[Array.IndexOf(owners, held.Owner), i]);
                found[Array.IndexOf(owners, held.Owner), i] = held.Type;
            }
        }
        Assert.Equal(model, found);
    }
}

using System.Threading;
using Diesis.Abi;
using Diesis.Platform.Memory;

namespace Diesis.Core.Memory;

/// <summary>Memory that several programs share and no file holds: shared anonymous mappings, System V segments. Counted by its mappings and holders.</summary>
public sealed class SharedMemory
{
    private readonly long _promised;
    private int _references = 1;

    private SharedMemory(long bytes, long promised)
    {
        _promised = promised;
        Pages = new PageCache();
        Pages.SetSize(bytes);
    }

    public PageCache Pages { get; }

    /// <summary>Makes an object of zeros.</summary>
    /// <param name="reservation">Whether its pages count as promised from now on.</param>
    /// <returns>ENOMEM.</returns>
    public static Result<SharedMemory> Create(ulong bytes, MemoryReservation reservation)
    {
        long pages = (long)((bytes + FrameNumber.FrameBytes - 1) >> FrameNumber.FrameShift);
        long promised = reservation == MemoryReservation.Promised ? pages : 0;
        if (promised != 0 && MemoryCommitment.TryTake(promised) != Errno.None)
            return Errno.ENOMEM;
        return new SharedMemory((long)bytes, promised);
    }

    internal int References => Volatile.Read(ref _references);

    public void Retain() => Interlocked.Increment(ref _references);

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) != 0)
            return;
        Pages.Release();
        MemoryCommitment.Give(_promised);
    }
}

/// <summary>Whether memory is promised when it is mapped, or only looked for when it is touched (MAP_NORESERVE).</summary>
public enum MemoryReservation
{
    Promised,
    None,
}

using System.Threading;

namespace Diesis.Core.Synchronization;

/// <summary>
/// A small value that is read often and written seldom: readers never wait for each other nor write anything; they read again if a writer
/// was at work meanwhile. Readable in any context.
/// </summary>
/// <remarks>
/// The sequence is odd while a writer is at work. Writers are serialised by the caller, and must not be interrupted by a reader of their own
/// processor that would wait for them: with readers in interrupts they write under a spin lock. The value has no references, so a torn copy that is
/// thrown away does no harm.
/// </remarks>
public sealed class SequenceLock<T>
    where T : unmanaged
{
    private int _sequence;
    private T _value;

    public SequenceLock(T value) => _value = value;

    /// <summary>Even numbers of writes that have begun and ended; for tests.</summary>
    internal int Sequence => Volatile.Read(ref _sequence);

    /// <summary>A value that was written as a whole.</summary>
    public T Read()
    {
        while (true)
        {
            int before = Volatile.Read(ref _sequence);
            if ((before & 1) == 0)
            {
                T copy = _value;

                // The copy must be complete before the second look.
                Interlocked.MemoryBarrier();
                if (Volatile.Read(ref _sequence) == before)
                    return copy;
            }

            Thread.SpinWait(1);
        }
    }

    /// <remarks>Preconditions: no other writer is at work.</remarks>
    public void Write(in T value)
    {
        Volatile.Write(ref _sequence, _sequence + 1);
        Interlocked.MemoryBarrier();
        _value = value;
        Volatile.Write(ref _sequence, _sequence + 1);
    }
}

using System.Threading;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Interrupts;

/// <summary>What a driver does at an interrupt of its device: take note, quiet the device, wake somebody.</summary>
/// <remarks>
/// Life: made by the driver, connected to a line or to a message vector, disconnected. A handler is connected to at most one source at a
/// time. Handlers of a shared line are all asked.
/// </remarks>
public abstract class InterruptHandler(string name)
{
    private readonly long[] _counts = new long[Processor.Maximum];

    /// <summary>The next handler of the same vector. Changed under the lock of <see cref="InterruptVectors"/>, read by its dispatch.</summary>
    internal InterruptHandler? Next;

    /// <summary>The vector it is connected to, or 0.</summary>
    internal int ConnectedVector;

    /// <summary>Exceptions that came out of it.</summary>
    internal int Faults;

    /// <summary>The device's name in the list of interrupts.</summary>
    public string Name { get; } = name;

    /// <summary>Interrupts that this handler took as its device's, on one processor.</summary>
    public long Count(int processor) => Volatile.Read(ref _counts[processor]);

    /// <summary>Interrupts that this handler took as its device's, on all processors.</summary>
    public long TotalCount
    {
        get
        {
            long total = 0;
            for (int i = 0; i < Processor.Count; i++)
                total += Count(i);
            return total;
        }
    }

    /// <summary>
    /// Called with interrupts off on the interrupted thread's stack: allocates nothing, never waits, throws nothing. On a line that is
    /// triggered by level the device must have let go of the line at return.
    /// </summary>
    /// <returns>Whether the interrupt was this device's.</returns>
    protected internal abstract bool OnInterrupt();

    /// <summary>Only the processor itself counts in its cell, with interrupts off.</summary>
    internal void NoteTaken(int processor) => Volatile.Write(ref _counts[processor], _counts[processor] + 1);
}

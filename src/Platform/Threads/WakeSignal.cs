using System.Threading;
using Internal.Runtime;

namespace Diesis.Platform.Threads;

/// <summary>Wakes threads from any context, interrupts among them: "something has happened, look again".</summary>
/// <remarks>
/// Typical sequence: read <see cref="Version"/>, look whether there is work, and if not <see cref="Wait"/> with that version; a signal in
/// between is not lost. SAFETY: objects do not move, and the waiter keeps this one alive.
/// </remarks>
public sealed unsafe class WakeSignal
{
    private int _version;

    /// <summary>Counts signals.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>Wakes all that wait. In any context in which no lock of rank WaitTable or above is held.</summary>
    public void Raise()
    {
        Interlocked.Increment(ref _version);
        fixed (int* version = &_version)
            Home.WakeByAddress(version, int.MaxValue);
    }

    /// <summary>Waits until the version is another than the one seen, or for a time.</summary>
    /// <param name="timeoutNanoseconds">Negative: for ever.</param>
    public void Wait(int seen, long timeoutNanoseconds = -1)
    {
        fixed (int* version = &_version)
        {
            while (Volatile.Read(ref *version) == seen)
            {
                if (!Home.WaitOnAddress(version, seen, timeoutNanoseconds))
                    return;
            }
        }
    }
}

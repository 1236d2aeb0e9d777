using System.Threading;
using Diesis.Abi;
using Diesis.Core.Waiting;

namespace Diesis.Core.Processes;

/// <content>Those who want to hear of signals that nobody takes: signalfd(2).</content>
public sealed partial class Process
{
    private WaitQueue? _signalArrivals;

    /// <summary>Woken when a signal comes into a queue of the process or of its threads.</summary>
    internal WaitQueue SignalArrivals
    {
        get
        {
            if (Volatile.Read(ref _signalArrivals) is { } queue)
                return queue;
            Interlocked.CompareExchange(ref _signalArrivals, new WaitQueue(), null);
            return _signalArrivals;
        }
    }

    /// <summary>From any context, under the signal lock.</summary>
    internal void TellArrival() => Volatile.Read(ref _signalArrivals)?.WakeAll(PollEvents.In | PollEvents.ReadNormal);
}

using System.Threading;
using Diesis.Core.Async;
using Diesis.Platform.Processors;

namespace Diesis.Tests.InKernel;

/// <summary>Counts how often it is run.</summary>
internal sealed class WakeCounter(WakeSet home) : Wakeable(home)
{
    private int _runs;

    internal int Runs => Volatile.Read(ref _runs);

    internal int LastProcessor { get; private set; } = -1;

    internal Action? Action { get; set; }

    protected override void OnWake()
    {
        LastProcessor = Processor.CurrentIndex;
        try
        {
            Action?.Invoke();
        }
        finally
        {
            Interlocked.Increment(ref _runs);
        }
    }
}

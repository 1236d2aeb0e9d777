using System.Threading;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;

namespace Diesis.Platform.Diagnostics.Figures;

/// <summary>What the processors have done since the start.</summary>
/// <remarks>SAFETY: blocks of processors are never freed; <see cref="Processor.Block"/> has one for each index below <see cref="Processor.Count"/>.</remarks>
public static unsafe class ProcessorFigures
{
    /// <summary>Switches from one thread to another.</summary>
    /// <param name="processor">Its index.</param>
    public static long Switches(int processor) => Volatile.Read(ref Processor.Block(processor)->SwitchCount);

    /// <summary>Time in programs, without the stay that goes on now.</summary>
    public static long UserNanoseconds(int processor) => Clock.TicksToNanoseconds(Volatile.Read(ref Processor.Block(processor)->UserTicks));

    /// <summary>Time without anything to run.</summary>
    public static long IdleNanoseconds(int processor) => Scheduler.UsedNanoseconds(Scheduler.Queue(processor).Idle);
}

using System.Collections.Generic;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Processors;

namespace Diesis.Bench.Kernel;

/// <summary>What an interrupt costs that a handler of a driver takes.</summary>
internal static class InterruptBenchmarks
{
    internal static void Register(List<KernelBenchmark> benchmarks) => benchmarks.Add(new EntryBenchmark());

    private sealed class SilentHandler() : InterruptHandler("bench")
    {
        protected internal override bool OnInterrupt() => true;
    }

    /// <summary>
    /// An interrupt that is pending already is let in: the way in, finding and asking the handler, telling the APIC, the way out.
    /// Raising it is not counted; letting in nothing is taken from the result.
    /// </summary>
    private sealed class EntryBenchmark() : KernelBenchmark("Interrupt.EntryAndExit")
    {
        private readonly SilentHandler _handler = new();
        private int _vector;

        internal override void Prepare(int count) => _vector = InterruptVectors.Allocate(_handler);

        internal override void Run(int count)
        {
        }

        internal override long Ticks(int count)
        {
            long ticks = 0;
            for (int i = 0; i < count; i++)
            {
                Instructions.DisableInterrupts();
                LocalInterrupts.Send(Processor.CurrentIndex, _vector);
                ticks += LetIn();
                Instructions.DisableInterrupts();
                ticks -= LetIn();
            }
            return ticks;
        }

        internal override void CleanUp(int count) => InterruptVectors.Remove(_handler);

        private static long LetIn()
        {
            ulong start = Instructions.ReadTimeStampCounter();
            Instructions.EnableInterrupts();
            return (long)(Instructions.ReadTimeStampCounter() - start);
        }
    }
}

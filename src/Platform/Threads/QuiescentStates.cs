using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Threads;

/// <summary>Asks processors whether they are in a section that must not be preempted, which is what a reader of RCU is in.</summary>
/// <remarks>
/// A processor answers in a cross call, so in the order of its own instructions: if it is in no such section then, or in another one than when it
/// was asked the same before, every section that had begun there before the question is over. SAFETY: the function is code of the image; answers are indexed by processor.
/// </remarks>
public static unsafe class QuiescentStates
{
    private static Answers s_answers;
    private static AskedTable s_asked;

    /// <summary>Asks, and waits for the answers.</summary>
    /// <param name="processors">Whom, one bit each; the calling processor answers too.</param>
    /// <param name="question">A number that has not been used before.</param>
    /// <returns>Those that were in no such section at some time since the question.</returns>
    public static ulong Ask(ulong processors, long question)
    {
        processors &= Processor.AllMask;
        nuint flags = Instructions.SaveAndDisableInterrupts();
        Answer((nint)question);
        CrossCalls.Run(processors, &Answer, (nint)question, CrossCallWait.UntilDone);
        Instructions.RestoreInterrupts(flags);
        ulong quiet = 0;
        for (int processor = 0; processor < Processor.Count; processor++)
        {
            if ((processors >> processor & 1) != 0 && Volatile.Read(ref s_answers[processor]) == question)
                quiet |= 1UL << processor;
        }

        return quiet;
    }

    private static void Answer(nint question)
    {
        ProcessorBlock* block = ProcessorBlock.Current;
        ref Asked asked = ref s_asked[block->Index];
        if (block->PreemptionDepth == 0 || (asked.Question == question && asked.Section != block->PreemptionSections))
            Volatile.Write(ref s_answers[block->Index], question);
        asked.Question = question;
        asked.Section = block->PreemptionSections;
    }

    /// <summary>What a processor was asked last, and in which section it was then. Its own.</summary>
    private struct Asked
    {
        internal long Question;
        internal long Section;
    }

    [InlineArray(Processor.Maximum)]
    private struct AskedTable
    {
        private Asked _first;
    }

    [InlineArray(Processor.Maximum)]
    private struct Answers
    {
        private long _first;
    }
}

namespace Diesis.Platform.Processors;

/// <summary>Whether the caller of a cross call goes on before the others have run it.</summary>
internal enum CrossCallWait
{
    UntilDone,
    None,
}

/// <summary>Runs functions on other processors.</summary>
internal static unsafe class CrossCalls
{
    // SAFETY: the function is code of the image; its argument stays valid until it has run, which the caller sees to.

    /// <summary>Runs a function on other processors, in interrupt context there. May be called with interrupts off.</summary>
    /// <param name="processorMask">One bit for each processor; the current one's is ignored.</param>
    internal static void Run(ulong processorMask, delegate*<nint, void> function, nint argument, CrossCallWait wait)
    {
    }
}

namespace Diesis.Platform.Interrupts;

/// <summary>The interrupt that cannot be kept away: watchdogs send it to a processor that answers nothing else.</summary>
/// <remarks>SAFETY: the function is code of the image; the frame stands while it runs.</remarks>
internal static unsafe class NonMaskableInterrupts
{
    private static delegate*<InterruptFrame*, bool> s_handler;

    /// <summary>Sets what looks at one first; it returns false when the interrupt was not its own. It may come at any instruction, so it takes no locks.</summary>
    internal static void SetHandler(delegate*<InterruptFrame*, bool> handler) => s_handler = handler;

    /// <summary>Says whether the interrupt was expected: otherwise it reports broken hardware (PC: memory parity, bus error).</summary>
    internal static bool Handle(InterruptFrame* frame)
    {
        if (Diagnostics.Panic.IsUnderWay)
            Diagnostics.Panic.StopHere();
        return s_handler != null && s_handler(frame);
    }
}

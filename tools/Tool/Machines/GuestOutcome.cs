namespace Diesis.Tool.Machines;

/// <summary>How a captured run of a kernel ended.</summary>
/// <param name="Status">The exit status that the kernel gave; 0 when it powered the machine off; null when it ended in another way.</param>
/// <param name="Console">What came through the serial port.</param>
/// <param name="Log">The kernel log.</param>
/// <param name="End">In words: why there is no status.</param>
internal sealed record GuestOutcome(int? Status, string Console, string Log, string End);

using Diesis.Platform.Interrupts;

namespace Diesis.Core.Async;

/// <summary>An interrupt handler that only takes note and wakes: the task that awaits <see cref="Event"/> does the rest.</summary>
/// <remarks>For message interrupts and lines triggered by edge, where the device need not be quieted in the handler.</remarks>
/// <param name="name">The device's name in the list of interrupts.</param>
/// <param name="home">Whose workers run the waiting task.</param>
public sealed class InterruptEventHandler(string name, WakeSet home) : InterruptHandler(name)
{
    public InterruptEvent Event { get; } = new(home);

    protected override bool OnInterrupt()
    {
        Event.Note();
        return true;
    }
}

using System.Threading;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Locks;

/// <summary>
/// The lock of what must work at the very end: the log and the console. It knows its holder, so that a processor that comes again (an NMI, a
/// fault under the gate, the lock checker's own report) is told so instead of waiting for itself for ever.
/// </summary>
/// <remarks>
/// Outside of the order of locks: nothing else may be taken while a gate is held. Interrupts are off meanwhile. Usable before there is a
/// heap. It must not be copied.
/// </remarks>
public struct OwnerGate
{
    private const int NoOwner = 0;

    /// <summary>The holder's index plus one.</summary>
    private int _owner;

    /// <summary>Takes the gate; false when this processor holds it already.</summary>
    /// <param name="flags">For <see cref="Leave"/>.</param>
    public bool TryEnter(out nuint flags)
    {
        flags = Instructions.SaveAndDisableInterrupts();
        int self = Processor.CurrentIndex + 1;
        while (true)
        {
            int owner = Interlocked.CompareExchange(ref _owner, self, NoOwner);
            if (owner == NoOwner)
                return true;
            if (owner == self)
            {
                Instructions.RestoreInterrupts(flags);
                return false;
            }
            Instructions.Pause();
        }
    }

    public void Leave(nuint flags)
    {
        Volatile.Write(ref _owner, NoOwner);
        Instructions.RestoreInterrupts(flags);
    }

    /// <summary>Opens the gate by force: whoever held it will not come back. Only for a panic.</summary>
    public void Break() => Volatile.Write(ref _owner, NoOwner);
}

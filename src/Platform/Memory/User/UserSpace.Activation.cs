using System.Threading;
using Diesis.Platform.Memory.Paging;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Memory.User;

/// <summary>Which processors use the space, and what they must forget when its tables change.</summary>
/// <remarks>
/// A processor keeps a space while it runs threads that have none of their own, and goes on being told of changes; so a switch to the kernel's
/// threads and back costs nothing. Where translations carry identifiers (PCID) those of a space that is not in use stay valid, unless its
/// tables have changed meanwhile, which <c>_generation</c> says.
/// SAFETY: the request of a call to other processors is on the caller's stack, who waits for them.
/// </remarks>
public sealed unsafe partial class UserSpace
{
    /// <summary>So many pages cost as much as to drop everything and fetch again what is needed.</summary>
    private const ulong MaximumPages = 32;

    /// <summary>CR3's bit 63: translations of the identifier stay (Intel SDM, volume 3, section 4.10.4.1).</summary>
    private const ulong KeepTranslations = 1UL << 63;

    private struct ProcessorIdentifier
    {
        internal AddressSpaceId Id;
        internal long SeenGeneration;
    }

    private struct ForgetRequest
    {
        internal ulong Root;
        internal ulong First;
        internal ulong End;
    }

    private static UserSpace?[]? s_active;
    private static AddressSpaceIds[]? s_identifiers;
    private static long s_shootDowns;

    /// <summary>By processor; null where translations carry no identifiers.</summary>
    private readonly ProcessorIdentifier[]? _identifiers;

    private long _activeOn;
    private long _generation;

    /// <summary>Changes that other processors had to be interrupted for.</summary>
    public static long ShootDowns => Volatile.Read(ref s_shootDowns);

    /// <summary>Processors that use the tables, one bit each.</summary>
    public ulong ActiveProcessors => (ulong)Volatile.Read(ref _activeOn);

    private static void PrepareProcessors()
    {
        if (Volatile.Read(ref s_active) is not null)
            return;
        AddressSpaceIds[] identifiers = new AddressSpaceIds[Processor.Maximum];
        for (int i = 0; i < identifiers.Length; i++)
            identifiers[i] = new AddressSpaceIds(ProcessorFeatures.AddressSpaceIdCount);
        Interlocked.CompareExchange(ref s_identifiers, identifiers, null);
        Interlocked.CompareExchange(ref s_active, new UserSpace?[Processor.Maximum], null);
    }

    /// <summary>Makes the current processor use this space.</summary>
    /// <remarks>Preconditions: interrupts are off. No allocation, no waiting.</remarks>
    public void Activate()
    {
        UserSpace?[] active = s_active!;
        int processor = Processor.CurrentIndex;
        UserSpace? previous = active[processor];
        if (ReferenceEquals(previous, this))
            return;
        // The mark comes first, and the exchange orders it: who changes the tables after this sees it, who has changed them before is seen.
        Interlocked.Or(ref _activeOn, 1L << processor);
        active[processor] = this;
        PagingInstructions.WriteRootTable(_identifiers is null ? _root.Address.Value : RootWithIdentifier(processor));
        if (previous is not null)
            Interlocked.And(ref previous._activeOn, ~(1L << processor));
    }

    private ulong RootWithIdentifier(int processor)
    {
        ref ProcessorIdentifier own = ref _identifiers![processor];
        ulong before = own.Id.Generation;
        s_identifiers![processor].Activate(ref own.Id, out AddressSpaceFlush flush);
        bool isKnown = before == own.Id.Generation;
        long generation = Volatile.Read(ref _generation);
        bool isCurrent = isKnown && own.SeenGeneration == generation;
        own.SeenGeneration = generation;
        if (flush == AddressSpaceFlush.Everything)
            PagingInstructions.InvalidateAllTranslations();
        return _root.Address.Value | own.Id.Number | (isCurrent ? KeepTranslations : 0);
    }

    /// <summary>Gives all pages and tables back. The object is of no use afterwards.</summary>
    /// <remarks>Preconditions: no thread of the space runs or will, but for the caller; no spin lock is held.</remarks>
    public void Destroy()
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        LeaveTables((nint)_root.Value);
        ulong others = ActiveProcessors;
        if (others != 0)
            CrossCalls.Run(others, &LeaveTables, (nint)_root.Value, CrossCallWait.UntilDone);
        Instructions.RestoreInterrupts(flags);
        ReleaseAll();
    }

    /// <summary>Uses the kernel's own root instead of the given one. Interrupts are off.</summary>
    private static void LeaveTables(nint root)
    {
        int processor = Processor.CurrentIndex;
        UserSpace? active = s_active![processor];
        if (active is null || active._root.Value != (uint)root)
            return;
        PagingInstructions.WriteRootTable(KernelSpace.Root.Value);
        s_active[processor] = null;
        Interlocked.And(ref active._activeOn, ~(1L << processor));
    }

    /// <summary>Makes all processors forget a range. Preconditions: no spin lock is held.</summary>
    private void Forget(ulong start, ulong end)
    {
        // Orders the change of the tables before the look at who uses them.
        Interlocked.Increment(ref _generation);
        ulong active = ActiveProcessors;
        if (active == 0)
            return;
        ForgetRequest request = new() { Root = _root.Address.Value, First = start, End = end };
        // The thread may move to another processor meanwhile: whoever runs this part is the one left out of the call.
        nuint flags = Instructions.SaveAndDisableInterrupts();
        ulong own = 1UL << Processor.CurrentIndex;
        if ((active & own) != 0)
            ForgetHere((nint)(&request));
        if ((active & ~own) != 0)
        {
            Interlocked.Increment(ref s_shootDowns);
            CrossCalls.Run(active & ~own, &ForgetHere, (nint)(&request), CrossCallWait.UntilDone);
        }
        Instructions.RestoreInterrupts(flags);
    }

    private void ForgetAll() => Forget(0, End);

    /// <remarks>Interrupts are off; on other processors in interrupt context.</remarks>
    private static void ForgetHere(nint argument)
    {
        ForgetRequest* request = (ForgetRequest*)argument;
        int processor = Processor.CurrentIndex;
        UserSpace? active = s_active![processor];
        if (active is null || active._root.Address.Value != request->Root)
            return;
        if (active._identifiers is not null)
            active._identifiers[processor].SeenGeneration = Volatile.Read(ref active._generation);
        if ((request->End - request->First) / PageBytes > MaximumPages)
        {
            // Without the bit to keep them, the identifier's translations go; global ones stay.
            PagingInstructions.WriteRootTable(PagingInstructions.ReadRootTable() & ~KeepTranslations);
            return;
        }
        for (ulong at = request->First; at < request->End; at += PageBytes)
            Instructions.InvalidatePage((void*)at);
    }
}

using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Abi;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Memory.User;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using Internal.Runtime;

namespace Diesis.Platform.Users;

/// <summary>A program's thread as the processor sees it: registers, extended state, address space; and the way into it.</summary>
/// <remarks>
/// <see cref="Run"/> is a call that returns when the program wants something or is wanted. The extended state beyond SSE stays in the processor
/// meanwhile: it is stored when another thread gets the processor, and loaded again before the program goes on if it is not there any more.
/// A context belongs to one thread of the kernel, which alone uses it. SAFETY: the memory is a block of frames that lives until <see cref="Free"/>.
/// </remarks>
public sealed unsafe class UserContext
{
    /// <summary>What <see cref="Run"/> returns for a system call; other values are vectors of exceptions, or <see cref="Wanted"/>.</summary>
    public const int SystemCall = 256;

    /// <summary>What <see cref="Run"/> returns when there is work to do first.</summary>
    public const int Wanted = -1;

    private const int ExtendedOffset = 256;
    private const int PageFault = 14;

    private const ushort InitialControlWord = 0x37f;
    private const uint InitialSseControl = 0x1f80;
    private const int ControlWordOffset = 0;
    private const int SseControlOffset = 24;

    /// <summary>What follows the extended state in a signal's frame.</summary>
    private const int EndMarkBytes = sizeof(uint);

    /// <summary>The part that must be cleared: what the header behind it calls absent counts as initial.</summary>
    private const int LegacyAndHeaderBytes = ExtendedCheck.LegacyBytes + 64;

    private readonly FrameNumber _frames;
    private readonly int _order;
    private readonly UserRegisters* _registers;

    /// <summary>The processor whose registers are newer than the memory, if it still names this context as their owner.</summary>
    private int _lastProcessor = -1;

    private UserContext(FrameNumber frames, int order)
    {
        _frames = frames;
        _order = order;
        _registers = (UserRegisters*)DirectMap.Pointer(frames);
        ResetExtended();
    }

    public ref UserRegisters Registers => ref *_registers;

    /// <summary>The address whose access faulted: CR2 of the last page fault.</summary>
    public UserAddress FaultAddress { get; private set; }

    /// <summary>The tables that the thread runs with. After a change the owner activates them.</summary>
    public UserSpace? Space { get; set; }

    /// <summary>Ticks of the time stamp counter spent in the program.</summary>
    public long UserTicks { get; private set; }

    /// <summary>Bytes of the extended state, as XSAVE stores it.</summary>
    public static int ExtendedBytes => ExtendedState.AreaBytes;

    /// <summary>What parts of it there are: bits of XCR0.</summary>
    public static ulong ExtendedComponents => ExtendedState.Components;

    private byte* Extended => (byte*)_registers + ExtendedOffset;

    /// <summary>A fresh one, all registers 0; null when memory is short.</summary>
    public static UserContext? TryCreate()
    {
        int order = 0;
        while (FrameMemory.Bytes << order < ExtendedOffset + ExtendedState.AreaBytes + EndMarkBytes)
            order++;
        FrameNumber frames = Frames.Allocate(order, FrameZone.Normal, FrameOwner.Other, FrameContents.Zeroed);
        return frames.IsNone ? null : new UserContext(frames, order);
    }

    /// <summary>Gives the memory back. Preconditions: no thread runs with it, and none will.</summary>
    public void Free()
    {
        for (int i = 0; i < Processor.Count; i++)
            Interlocked.CompareExchange(ref Processor.Block(i)->ExtendedOwner, 0, (nint)_registers);
        Frames.Free(_frames, _order);
    }

    /// <summary>Makes this the calling thread's way into a program.</summary>
    public void Attach()
    {
        KernelThread thread = KernelThread.Current!;
        nuint flags = Instructions.SaveAndDisableInterrupts();
        thread.Context = this;
        SwitchIn();
        Instructions.RestoreInterrupts(flags);
    }

    /// <summary>The calling thread runs no program any more.</summary>
    public static void Detach()
    {
        KernelThread thread = KernelThread.Current!;
        nuint flags = Instructions.SaveAndDisableInterrupts();
        thread.Context = null;
        Instructions.RestoreInterrupts(flags);
    }

    /// <summary>Runs the program until it makes a system call, faults, or is wanted. Interrupts are handled meanwhile.</summary>
    /// <param name="pendingWork">While this is not 0 the program is not entered. Whoever sets it then calls <see cref="Scheduler.Kick"/>.</param>
    public int Run(ref int pendingWork)
    {
        Instructions.DisableInterrupts();
        int vector;
        while (true)
        {
            if (Volatile.Read(ref pendingWork) != 0)
            {
                vector = Wanted;
                break;
            }
            ProcessorBlock* processor = ProcessorBlock.Current;
            if (!HoldsExtended(processor))
                LoadExtended(processor);
            ulong entered = Instructions.ReadTimeStampCounter();
            vector = (int)UserMode.Enter(_registers);
            processor = ProcessorBlock.Current;
            UserMode.OnEntry(processor);
            long stay = (long)(Instructions.ReadTimeStampCounter() - entered);
            UserTicks += stay;
            processor->UserTicks += stay;
            if (vector is SystemCall or < Vector.FirstOldLine)
                break;
            InterruptEntry.OnDevice(processor, (InterruptFrame*)_registers);
        }
        if (vector == PageFault)
            FaultAddress = new UserAddress(Instructions.ReadPageFaultAddress());
        Instructions.EnableInterrupts();
        return vector;
    }

    /// <summary>Puts the state that the processor holds into memory. The calling thread's own.</summary>
    public void StoreExtended()
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        SaveExtended(ProcessorBlock.Current);
        Instructions.RestoreInterrupts(flags);
    }

    /// <summary>The state as a new program finds it: all registers empty, all exceptions masked.</summary>
    public void ResetExtended()
    {
        Forget();
        new Span<byte>(Extended, LegacyAndHeaderBytes).Clear();
        *(ushort*)(Extended + ControlWordOffset) = InitialControlWord;
        *(uint*)(Extended + SseControlOffset) = InitialSseControl;
        PutMarks();
    }

    /// <summary>What programs find in a signal's frame beside the state: where the processor stores nothing, so that they are there for each frame.</summary>
    private void PutMarks()
    {
        uint bytes = (uint)ExtendedState.AreaBytes;
        *(FloatingPointNote*)(Extended + FloatingPointNote.Offset) = new FloatingPointNote
        {
            Magic1 = FloatingPointNote.FP_XSTATE_MAGIC1,
            ExtendedSize = bytes + EndMarkBytes,
            Features = ExtendedState.Components,
            StateSize = bytes,
        };
        *(uint*)(Extended + bytes) = FloatingPointNote.FP_XSTATE_MAGIC2;
    }

    /// <summary>Copies registers, extended state and bases from a thread to its child. Preconditions: the calling thread is the parent.</summary>
    public void CopyFrom(UserContext parent)
    {
        parent.StoreExtended();
        parent.SynchronizeBases();
        new ReadOnlySpan<byte>(parent._registers, ExtendedOffset + ExtendedState.AreaBytes).CopyTo(new Span<byte>(_registers, ExtendedOffset + ExtendedState.AreaBytes));
    }

    /// <summary>Writes the extended state into a signal's frame: <see cref="ExtendedBytes"/> bytes in XSAVE's form, and the mark of their end.</summary>
    public Errno CopyExtendedOut(UserMemory memory, UserAddress to)
    {
        StoreExtended();
        *(ulong*)(Extended + ExtendedCheck.PresentOffset) |= ExtendedState.Legacy;
        return memory.CopyOut(Extended, to, (nuint)(ExtendedState.AreaBytes + EndMarkBytes), out _);
    }

    /// <summary>Takes the extended state from a signal's frame, which the program may have changed.</summary>
    /// <param name="hasComponents">Whether more than the first 512 bytes is there.</param>
    /// <returns>EFAULT; EINVAL for a state that the processor would not take. The state is the initial one then.</returns>
    public Errno CopyExtendedIn(UserMemory memory, UserAddress from, bool hasComponents)
    {
        // What the processor holds does not count any more, so nobody else writes here until the program runs again.
        Forget();
        Span<byte> area = new(Extended, ExtendedState.AreaBytes);
        if (!hasComponents)
            area[ExtendedCheck.LegacyBytes..LegacyAndHeaderBytes].Clear();
        Errno error = memory.CopyIn(from, hasComponents ? area : area[..ExtendedCheck.LegacyBytes]);
        if (!hasComponents)
            area[ExtendedCheck.PresentOffset] = (byte)ExtendedState.Legacy;
        if (error == Errno.None && !ExtendedCheck.IsValid(area, ExtendedState.Components))
            error = Errno.EINVAL;
        if (error != Errno.None)
        {
            ResetExtended();
            return error;
        }
        ExtendedCheck.FillAbsent(area);
        PutMarks();
        return Errno.None;
    }

    /// <summary>Floating-point exceptions that have happened and are not masked, as bits of the status word (Intel SDM, volume 1, section 8.1.3).</summary>
    public uint FloatingPointExceptions(bool isX87)
    {
        const int MaskShift = 7;
        const uint Exceptions = 0x3f;
        if (isX87)
            return *(ushort*)(Extended + 2) & ~(uint)*(ushort*)Extended & Exceptions;
        uint control = *(uint*)(Extended + SseControlOffset);
        return control & ~(control >> MaskShift) & Exceptions;
    }

    /// <summary>Sets the base of FS or GS of the calling thread's program.</summary>
    public void SetFsBase(ulong value)
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        _registers->FsBase = value;
        if (IsCurrent)
            ExtendedState.FsBase = value;
        Instructions.RestoreInterrupts(flags);
    }

    public void SetGsBase(ulong value)
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        _registers->GsBase = value;
        if (IsCurrent)
            ExtendedState.GsBase = value;
        Instructions.RestoreInterrupts(flags);
    }

    /// <summary>Brings <see cref="UserRegisters.FsBase"/> and its like up to date. The calling thread's own.</summary>
    public void SynchronizeBases()
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        StoreBases();
        Instructions.RestoreInterrupts(flags);
    }

    private bool IsCurrent => KernelThread.Current?.Context == this;

    private void StoreBases()
    {
        _registers->FsBase = ExtendedState.FsBase;
        _registers->GsBase = ExtendedState.GsBase;
    }

    /// <summary>Another thread gets the processor. Interrupts are off.</summary>
    internal void SwitchOut()
    {
        StoreBases();
        SaveExtended(ProcessorBlock.Current);
    }

    /// <summary>This thread gets the processor. Interrupts are off.</summary>
    internal void SwitchIn()
    {
        ExtendedState.FsBase = _registers->FsBase;
        ExtendedState.GsBase = _registers->GsBase;
        Space?.Activate();
    }

    /// <summary>Whether the processor has this program's extended state, newer than or as in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool HoldsExtended(ProcessorBlock* processor) => processor->ExtendedOwner == (nint)_registers && _lastProcessor == processor->Index;

    private void SaveExtended(ProcessorBlock* processor)
    {
        ulong components = ExtendedState.Components & ~ExtendedState.Legacy;
        // Another processor may have had newer ones since this one loaded its registers, or memory counts (Forget).
        if (components != 0 && HoldsExtended(processor))
            ExtendedState.Save(Extended, components);
    }

    private void LoadExtended(ProcessorBlock* processor)
    {
        ulong components = ExtendedState.Components & ~ExtendedState.Legacy;
        if (components != 0)
            ExtendedState.Restore(Extended, components);
        processor->ExtendedOwner = (nint)_registers;
        _lastProcessor = processor->Index;
    }

    /// <summary>What the processor holds is not the program's any more: memory counts.</summary>
    private void Forget() => _lastProcessor = -1;
}

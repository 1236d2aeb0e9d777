using System.Runtime;
using System.Runtime.CompilerServices;

namespace Internal.Runtime;

/// <summary>Walks from frame to calling frame, stepping from a running funclet to the frame of the method it belongs to.</summary>
/// <remarks>
/// A handler is called by CallFinally or CallCatch (Exceptions.S), which leave a <see cref="FuncletRecord"/> on the stack. A walk that
/// comes to one goes on with the frame that the record names, as it was when the handler's exception was thrown: what lies between on
/// the stack is the dispatcher's own. No state is kept per thread, so exceptions nest freely.
/// </remarks>
internal static unsafe class StackWalk
{
    // SAFETY: the stack that is walked is that of the running thread, or of a stopped one, so frames and records stand while they are read.

    /// <summary>Pushed by CallFinally and CallCatch below the funclet's return address.</summary>
    internal struct FuncletRecord
    {
        public UnwindFrame* Frame;
        public long ClauseIndex;
        public nint Exception;
        private readonly nint _padding;
    }

    internal const long NoClause = -1;

    [RuntimeImport("*", "FinallyReturnAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern byte* FinallyReturn();

    [RuntimeImport("*", "CatchReturnAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern byte* CatchReturn();

    /// <summary>Fills in the frame of the method that calls this, to walk from there while it has not returned.</summary>
    [RuntimeImport("*", "CaptureFrame")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void Capture(UnwindFrame* frame);

    /// <summary>Moves to the calling frame.</summary>
    /// <param name="leftClause">
    /// The clause whose handler was left: only clauses after it, which lie outside of it, apply in the frame arrived at. Else <see cref="NoClause"/>.
    /// </param>
    /// <returns>False at the bottom of the stack.</returns>
    internal static bool TryMoveToCaller(ref UnwindFrame frame, out long leftClause)
    {
        leftClause = NoClause;
        if (!MethodLookup.TryFind(frame.LookupAddress, out MethodTables method))
            return false;
        FrameUnwinder.Unwind(ref frame, in method);
        if (frame.InstructionPointer == FinallyReturn() || frame.InstructionPointer == CatchReturn())
        {
            FuncletRecord* record = (FuncletRecord*)frame.StackPointer;
            leftClause = record->ClauseIndex;
            frame = *record->Frame;
        }
        return MethodLookup.TryFind(frame.LookupAddress, out _);
    }

    /// <summary>The exception of the innermost catch handler that runs on the stack above a frame.</summary>
    internal static object CurrentException(in UnwindFrame start)
    {
        UnwindFrame frame = start;
        while (MethodLookup.TryFind(frame.LookupAddress, out MethodTables method))
        {
            FrameUnwinder.Unwind(ref frame, in method);
            if (frame.InstructionPointer == CatchReturn())
                return Unsafe.As<nint, object>(ref ((FuncletRecord*)frame.StackPointer)->Exception);
            if (frame.InstructionPointer == FinallyReturn())
                frame = *((FuncletRecord*)frame.StackPointer)->Frame;
        }
        FailFast.Abort("rethrow outside of a catch handler");
        return null;
    }
}

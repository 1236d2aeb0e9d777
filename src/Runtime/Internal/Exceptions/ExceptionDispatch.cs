using System;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Internal.Runtime;

/// <summary>
/// Two-pass exception dispatch: the first pass looks for a handler and asks filters while all frames still stand, the second runs the
/// finally handlers in between and enters the catch.
/// </summary>
/// <remarks>
/// ECMA-335, I.12.4.2.5 orders the passes. Entered from Exceptions.S with the thrower's registers. No locks and no per-thread state, but
/// for the depth that tells the fault handler to open the stack's reserve instead of reporting an overflow.
/// </remarks>
internal static unsafe class ExceptionDispatch
{
    // SAFETY: frames are on the running thread's own stack, above the dispatcher; handlers and filters are code of the image, found by its tables.

    [RuntimeImport("*", "CallFinally")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void CallFinally(object exception, byte* handler, UnwindFrame* frame, long clauseIndex);

    [RuntimeImport("*", "CallFilter")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern long CallFilter(object exception, byte* filter, UnwindFrame* frame);

    /// <summary>Does not return: execution goes on where the handler says.</summary>
    [RuntimeImport("*", "CallCatch")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void CallCatch(object exception, byte* handler, UnwindFrame* frame, long clauseIndex);

    /// <summary>Where the search ended.</summary>
    private struct Catch
    {
        public byte* Handler;
        public byte* StackPointer;
        public long ClauseIndex;
    }

    [RuntimeExport("DispatchThrow")]
    private static void Throw(object? thrown, UnwindFrame* origin)
    {
        Exception exception = thrown == null ? new NullReferenceException() : Unsafe.As<Exception>(thrown);
        exception.StackTraceBuffer.Begin();
        Dispatch(exception, origin);
    }

    [RuntimeExport("DispatchRethrow")]
    private static void Rethrow(UnwindFrame* origin) =>
        Dispatch(Unsafe.As<Exception>(StackWalk.CurrentException(in *origin)), origin, again: 1);

    [RuntimeExport("DispatchFault")]
    private static void Fault(HardwareFault fault, UnwindFrame* origin)
    {
        // Stubs that the compiler makes in machine code have no unwind tables, nor a frame: they stand for the call they were reached by.
        if (!MethodLookup.TryFind(origin->LookupAddress, out _))
        {
            origin->InstructionPointer = *(byte**)origin->StackPointer;
            origin->StackPointer += sizeof(nint);
            origin->IsFault = 0;
        }

        Exception exception = fault switch
        {
            HardwareFault.NullReference => new NullReferenceException(),
            HardwareFault.DivideError => new DivideByZeroException(),
            HardwareFault.Overflow => new OverflowException(),
            _ => new AccessViolationException(),
        };
        Dispatch(exception, origin);
    }

    /// <param name="again">1 for a rethrow: the method at the origin stands in the trace already.</param>
    private static void Dispatch(Exception exception, UnwindFrame* origin, int again = 0)
    {
        ThreadBlock* block = RuntimeThread.Current;
        block->DispatchDepth++;
        Catch target = FindHandler(exception, in *origin, again != 0);
        if (target.Handler == null)
            UnhandledException.Report(exception);
        RunFinallyHandlers(exception, in *origin, in target);
    }

    private static Catch FindHandler(Exception exception, in UnwindFrame origin, bool isKnown)
    {
        UnwindFrame frame = origin;
        long leftClause = StackWalk.NoClause;
        do
        {
            if (!MethodLookup.TryFind(frame.LookupAddress, out MethodTables method))
                break;
            exception.StackTraceBuffer.Append(in frame, method.MethodStart, isKnown || leftClause != StackWalk.NoClause);
            isKnown = false;

            uint offset = (uint)(frame.LookupAddress - method.MethodStart);
            ExceptionClauses clauses = new(in method);
            clauses.SkipLeft(leftClause);
            while (clauses.TryNext(out ExceptionClause clause))
            {
                if (offset < clause.Start || offset >= clause.End || clause.Kind == ClauseKind.Finally)
                    continue;
                bool handles = clause.Kind == ClauseKind.Typed
                    ? TypeCast.IsInstanceOfException(clause.CaughtType, exception)
                    : Accepts(exception, clause.Filter, &frame);
                if (handles)
                    return new Catch { Handler = clause.Handler, StackPointer = frame.StackPointer, ClauseIndex = clauses.Index };
            }
        }
        while (StackWalk.TryMoveToCaller(ref frame, out leftClause));
        return default;
    }

    /// <summary>Asks a filter. One that throws has said no (ECMA-335, I.12.4.2.5).</summary>
    private static bool Accepts(Exception exception, byte* filter, UnwindFrame* frame)
    {
        try
        {
            return CallFilter(exception, filter, frame) != 0;
        }
        catch
        {
            return false;
        }
    }

    private static void RunFinallyHandlers(Exception exception, in UnwindFrame origin, in Catch target)
    {
        UnwindFrame frame = origin;
        long leftClause = StackWalk.NoClause;
        while (true)
        {
            MethodLookup.TryFind(frame.LookupAddress, out MethodTables method);
            uint offset = (uint)(frame.LookupAddress - method.MethodStart);
            bool isTarget = frame.StackPointer == target.StackPointer;
            ExceptionClauses clauses = new(in method);
            clauses.SkipLeft(leftClause);
            while (clauses.TryNext(out ExceptionClause clause))
            {
                if (isTarget && clauses.Index >= target.ClauseIndex)
                    break;
                if (offset >= clause.Start && offset < clause.End && clause.Kind == ClauseKind.Finally)
                    CallFinally(exception, clause.Handler, &frame, clauses.Index);
            }
            if (isTarget)
            {
                LeaveDispatch(frame.StackPointer);
                CallCatch(exception, target.Handler, &frame, target.ClauseIndex);
            }
            StackWalk.TryMoveToCaller(ref frame, out leftClause);
        }
    }

    private static void LeaveDispatch(byte* stackPointer)
    {
        const int Margin = 16 << 10;
        ThreadBlock* block = RuntimeThread.Current;
        block->DispatchDepth = 0;
        if (block->ReserveOpen != 0 && stackPointer > block->StackLimit + Margin)
            Home.SetStackReserve(block, open: false);
    }
}

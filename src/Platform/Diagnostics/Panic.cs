using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Diesis.Platform.Boot;
using Diesis.Platform.Firmware;
using Diesis.Platform.Homes;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;
using Internal.Runtime;

namespace Diesis.Platform.Diagnostics;

/// <summary>The kernel's end: the other processors stop, every console gets the report, then the machine stops or starts anew.</summary>
/// <remarks>
/// The reason and the trace have been written to standard error by whoever found out (the runtime, the processor's exceptions,
/// <see cref="Stop"/>); here the rest is added, and all of it goes to the log and to the screen. Nothing here takes a lock that somebody else
/// may hold, allocates, or waits for another processor. A panic within a panic ends at once. Option: <c>panic=SECONDS</c> restarts.
/// SAFETY: text is written from static and stack memory only.
/// </remarks>
public static unsafe class Panic
{
    private const int LogTail = 12;

    /// <summary>The processor that panics, plus one.</summary>
    private static int s_processor;

    private static PanicConsole? s_console;

    /// <summary>Statics that hold references may not be touched before the runtime is up.</summary>
    private static bool s_hasConsole;

    /// <summary>Whether the machine is ending.</summary>
    internal static bool IsUnderWay => Volatile.Read(ref s_processor) != 0;

    /// <summary>Has the report shown on one more console than the serial port and the log.</summary>
    public static void Attach(PanicConsole console)
    {
        s_console = console;
        Volatile.Write(ref s_hasConsole, true);
    }

    /// <summary>Ends the kernel, since it cannot go on.</summary>
    [DoesNotReturn]
    public static void Stop(string reason)
    {
        Instructions.DisableInterrupts();
        UnhandledException.EnterReport();
        RawConsole.WriteError("Panic: ");
        RawConsole.WriteError(reason);
        RawConsole.WriteError("\n");
        UnwindFrame frame;
        StackWalk.Capture(&frame);
        StackReport.Write(in frame);
        Home.Abort();
        while (true)
        {
        }
    }

    /// <summary>A processor that another one's panic has stopped ends here.</summary>
    internal static void StopHere()
    {
        Instructions.DisableInterrupts();
        while (true)
            Instructions.Halt();
    }

    /// <summary>The last part of every unexpected end.</summary>
    internal static void End()
    {
        Instructions.DisableInterrupts();
        int self = Processor.CurrentIndex + 1;
        int first = Interlocked.CompareExchange(ref s_processor, self, 0);
        if (first != 0 && first != self)
            StopHere();
        if (first == 0)
        {
            StopOthers();
            StandardStreams.Detach();
            KernelLog.BreakGate();
            Report();
        }
        if (CommandLine.TryGetNumber("panic"u8, out long seconds))
            RestartAfter(seconds);
        BareProcess.LeaveEmulator(BareProcess.KernelDied);
        StopHere();
    }

    private static void StopOthers()
    {
        for (int i = 0; i < Processor.Count; i++)
        {
            if (i != Processor.CurrentIndex)
                LocalInterrupts.SendNonMaskable(i);
        }
    }

    private static void Report()
    {
        LogCursor tail = KernelLog.Last(LogTail);
        ulong end = KernelLog.Count;
        WriteWhere();
        int reasonLength = LastWords.Text.Length;
        RawConsole.WriteError("The log's end:\n");
        Span<byte> record = stackalloc byte[KernelLog.MaximumRecord];
        Span<byte> prefix = stackalloc byte[LogLine.MaximumPrefix];
        while (tail.NextSequence < end && KernelLog.TryRead(ref tail, record, out LogRecord what))
        {
            int length = LogLine.WritePrefix(prefix, what.Level, what.TimeNanoseconds, record.Slice(0, what.TagLength));
            RawConsole.WriteErrorBytes(prefix.Slice(0, length));
            RawConsole.WriteErrorBytes(record.Slice(what.TagLength, what.TextLength));
            RawConsole.WriteErrorBytes("\n"u8);
        }

        WriteLog(LastWords.Text.Slice(0, reasonLength));
        if (s_hasConsole)
            s_console!.Write(LastWords.Text);
    }

    private static void WriteWhere()
    {
        RawConsole.WriteError("Panic on processor ");
        RawConsole.WriteErrorDecimal(Processor.CurrentIndex);
        RawConsole.WriteError(" of ");
        RawConsole.WriteErrorDecimal(Processor.Count);
        if (Scheduler.IsRunning && KernelThread.Current is KernelThread thread)
        {
            RawConsole.WriteError(", thread ");
            RawConsole.WriteErrorDecimal(thread.Id);
            if (thread.Managed.Name is string name)
            {
                RawConsole.WriteError(" '");
                RawConsole.WriteError(name);
                RawConsole.WriteError("'");
            }
            if (Processor.IsInInterrupt)
                RawConsole.WriteError(", in an interrupt");
        }
        RawConsole.WriteError(", ");
        RawConsole.WriteErrorDecimal(Clock.Monotonic / 1_000_000);
        RawConsole.WriteError(" ms after the start\n");
    }

    /// <summary>A record for each line, for the file that the log goes to.</summary>
    private static void WriteLog(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            KernelLog.Write(LogLevel.Emergency, "panic"u8, end < 0 ? text : text.Slice(0, end));
            if (end < 0)
                return;
            text = text.Slice(end + 1);
        }
    }

    private static void RestartAfter(long seconds)
    {
        long start = Clock.Monotonic;
        while (Clock.Monotonic - start < seconds * Clock.NanosecondsPerSecond)
            Instructions.Pause();
        Power.Reset();
    }
}

using System;
using System.Runtime;
using System.Threading;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Locks;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using Internal.Runtime;

namespace Diesis.Platform.Homes;

/// <summary>
/// Standard input, output and error of what is linked with the kernel: the first serial port, polled at first and in a panic, by its driver
/// in between.
/// </summary>
/// <remarks>
/// What one call writes stays together, whatever other processors write; so lines do not tear. What goes to standard error is also kept as
/// <see cref="LastWords"/>. SAFETY: buffers are valid during the call, as Internal.Runtime.Home says; the input's signal is a static.
/// </remarks>
public static unsafe class StandardStreams
{
    private const byte EndOfTransmission = 4;
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';
    private const long ForEver = -1;

    private static ConsoleDevice? s_device;

    /// <summary>Statics that hold references may not be touched before the runtime is up: this says when.</summary>
    private static bool s_hasDevice;

    private static OwnerGate s_gate;

    /// <summary>Counts arrivals: readers sleep on it.</summary>
    private static int s_arrivals;

    /// <summary>Hands the streams to a driver.</summary>
    public static void Attach(ConsoleDevice device)
    {
        s_device = device;
        Volatile.Write(ref s_hasDevice, true);
    }

    /// <summary>Tells sleeping readers that something has arrived. In any context.</summary>
    public static void SignalInput()
    {
        Interlocked.Increment(ref s_arrivals);
        fixed (int* arrivals = &s_arrivals)
            Home.WakeByAddress(arrivals, int.MaxValue);
    }

    /// <summary>Back to the polled port for good, once what is queued has left: the machine is ending.</summary>
    internal static void Detach()
    {
        if (s_hasDevice)
        {
            s_device!.Seize();
            s_device.Flush();
        }
        Volatile.Write(ref s_hasDevice, false);
        s_gate.Break();
    }

    /// <summary>Returns when everything written has left the machine.</summary>
    internal static void Flush()
    {
        if (s_hasDevice)
            s_device!.Flush();
    }

    /// <summary>Writes to standard output, past the core library's buffers and locks. In any context.</summary>
    public static void WriteOutput(ReadOnlySpan<byte> bytes) => Write(bytes);

    internal static void Write(ReadOnlySpan<byte> bytes)
    {
        if (Volatile.Read(ref s_hasDevice))
        {
            s_device!.Write(bytes);
            return;
        }
        bool entered = s_gate.TryEnter(out nuint flags);
        SerialPort.Write(bytes);
        if (entered)
            s_gate.Leave(flags);
    }

    /// <summary>Takes what has arrived, without waiting.</summary>
    public static int TryRead(Span<byte> buffer) =>
        Volatile.Read(ref s_hasDevice) ? s_device!.Read(buffer) : SerialPort.TryRead(buffer);

    /// <summary>Waits until something has arrived, and takes it.</summary>
    public static int Read(Span<byte> buffer)
    {
        while (true)
        {
            int seen = Volatile.Read(ref s_arrivals);
            int count = TryRead(buffer);
            if (count != 0)
                return count;
            if (Volatile.Read(ref s_hasDevice))
                WaitForArrival(seen);
            else
                Instructions.Pause();
        }
    }

    private static void WaitForArrival(int seen)
    {
        // Nobody may ever type anything: that is no thread that hangs.
        KernelThread? self = Scheduler.IsRunning ? KernelThread.Current : null;
        bool mayWait = self is not null && self.MayWaitForever;
        if (self is not null)
            self.MayWaitForever = true;
        fixed (int* arrivals = &s_arrivals)
            Home.WaitOnAddress(arrivals, seen, Scheduler.IsRunning ? ForEver : 0);
        if (self is not null)
            self.MayWaitForever = mayWait;
    }

    [RuntimeExport("HomeWrite")]
    private static void Write(int stream, byte* data, nuint length)
    {
        ReadOnlySpan<byte> bytes = new(data, (int)length);
        if (stream == Home.StandardError)
            LastWords.Add(bytes);
        Write(bytes);
    }

    /// <summary>Reads a line, whose end may be a carriage return; nothing at Control-D.</summary>
    [RuntimeExport("HomeRead")]
    private static nint Read(byte* data, nuint length)
    {
        nuint count = 0;
        while (count < length)
        {
            byte value = 0;
            Read(new Span<byte>(ref value));
            if (value == EndOfTransmission)
                break;
            data[count++] = value == CarriageReturn ? LineFeed : value;
            if (value is CarriageReturn or LineFeed)
                break;
        }
        return (nint)count;
    }
}

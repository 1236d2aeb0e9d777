using System;
using System.Threading;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Terminals.Lines;
using Diesis.Platform.Homes;
using Diesis.Platform.Threads;

namespace Diesis.Core.Ttys;

/// <summary>A terminal on the kernel's standard streams: the first serial port. A thread of its own takes what arrives.</summary>
/// <remarks>The thread is started by the first opening: before that the streams are the kernel's own, or a test program's.</remarks>
public sealed class StreamTtyDriver : TtyDriver
{
    private const int MostAtOnce = 256;

    private readonly WakeSignal _room = new();
    private readonly Tty _tty;
    private int _isStarted;

    private StreamTtyDriver(string name, DeviceNumber number) => _tty = new Tty(name, number, this);

    public override void Write(ReadOnlySpan<byte> bytes) => StandardStreams.WriteOutput(bytes);

    public override void OnInputRoom() => _room.Raise();

    public override void OnOpenCountChanged(int count)
    {
        if (count != 0 && Interlocked.Exchange(ref _isStarted, 1) == 0)
            KernelThread.Start(_tty.Name, Receive, ThreadPriority.AboveNormal).MayWaitForever = true;
    }

    /// <summary>Makes the terminal.</summary>
    public static Tty Make(string name, DeviceNumber number)
    {
        Tty tty = new StreamTtyDriver(name, number)._tty;
        Termios settings = TermiosDefaults.Make();
        settings.c_cflag = ControlModes.B115200 | ControlModes.CS8 | ControlModes.CREAD | ControlModes.HUPCL | ControlModes.CLOCAL;
        tty.Initialize(settings);
        return tty;
    }

    private void Receive()
    {
        byte[] buffer = new byte[MostAtOnce];
        while (true)
        {
            int count = StandardStreams.Read(buffer);
            int taken = 0;
            while (true)
            {
                int version = _room.Version;
                taken += _tty.Receive(buffer.AsSpan(taken, count - taken));
                if (taken == count)
                    break;
                if (!_tty.HasInputRoom)
                    _room.Wait(version);
            }
        }
    }
}

using System;
using Diesis.Abi;
using Diesis.Core.Terminals.Lines;
using Diesis.Core.Waiting;
using Diesis.Platform.Time;
using Diesis.Platform.Users;
using Mutex = Diesis.Core.Synchronization.Mutex;

namespace Diesis.Core.Ttys;

/// <content>read(2) and poll(2).</content>
public sealed partial class Tty
{
    private const int PieceBytes = 512;
    private const long Decisecond = 100_000_000;

    /// <summary>read(2): a line in canonical mode; otherwise what VMIN and VTIME say.</summary>
    /// <returns>0 at an end of file and after a hang-up. EAGAIN, EIO, ERESTARTSYS, EFAULT.</returns>
    internal Result<long> Read(ref IoBuffer to, TtyReader reader)
    {
        Errno error = CheckForeground(Signal.SIGTTIN);
        if (error != Errno.None)
            return error;
        if (to.Remaining == 0)
            return 0;
        int minimum = 0;
        long pause = long.MaxValue;
        long first = long.MaxValue;
        using (_lock.Enter())
            ReadTimes(out minimum, out first, out pause);
        minimum = (int)nuint.Min((nuint)minimum, to.Remaining);
        long deadline = first == long.MaxValue ? long.MaxValue : Clock.Monotonic + first;
        while (true)
        {
            bool ended = false;
            nuint before = to.Transferred;
            error = CopyInput(ref to, ref ended);
            if (ended || to.Remaining == 0 || error != Errno.None || to.Transferred >= (nuint)Math.Max(minimum, 1))
                break;
            if (to.Transferred != before && pause != long.MaxValue)
                deadline = Clock.Monotonic + pause;
            error = WaitForInput(reader, deadline);
            if (error != Errno.None)
                break;
        }
        if (to.Transferred != 0 || error is Errno.None or Errno.ETIMEDOUT)
            return (long)to.Transferred;
        return error;
    }

    /// <summary>termios(3), "Canonical and noncanonical mode": how long to wait for the first byte and between bytes, and for how many.</summary>
    private void ReadTimes(out int minimum, out long first, out long pause)
    {
        ref readonly Termios settings = ref _line.Settings;
        minimum = 1;
        first = long.MaxValue;
        pause = long.MaxValue;
        if (_line.IsCanonical)
            return;
        minimum = settings.c_cc[(int)ControlCharacter.VMIN];
        int time = settings.c_cc[(int)ControlCharacter.VTIME];
        if (minimum == 0)
            first = time * Decisecond;
        else if (time != 0)
            pause = time * Decisecond;
    }

    /// <summary>Moves what is there, up to a line's end.</summary>
    private Errno CopyInput(ref IoBuffer to, ref bool ended)
    {
        Span<byte> piece = stackalloc byte[PieceBytes];
        bool madeRoom = false;
        Errno error = Errno.None;
        while (!ended && to.Remaining != 0 && error == Errno.None)
        {
            int count;
            Raised raised;
            using (_lock.Enter())
            {
                if (!_line.HasInput(1))
                    break;
                madeRoom |= _line.ReceiveRoom <= 0;
                count = _line.Read(piece.Slice(0, (int)nuint.Min(to.Remaining, PieceBytes)), out ended);
                raised = TakeRaised();
            }
            Deliver(raised);
            error = to.Put(piece.Slice(0, count));
        }
        if (madeRoom)
            _driver.OnInputRoom();
        return error;
    }

    private Errno WaitForInput(TtyReader reader, long deadline)
    {
        using WaitScope wait = ReadQueue.EnterExclusive();
        while (true)
        {
            if (HasInput(1))
                return Errno.None;
            if (reader.IsHungUp)
                return Errno.ETIMEDOUT;
            if (deadline != long.MaxValue && Clock.Monotonic >= deadline)
                return Errno.ETIMEDOUT;
            if (reader.IsNonBlocking)
                return Errno.EAGAIN;
            Errno error = wait.Sleep(deadline);
            if (error == Errno.None)
                continue;
            if (HasInput(1))
                ReadQueue.Wake(PollEvents.In | PollEvents.ReadNormal);
            return error;
        }
    }

    private bool HasInput(int minimum)
    {
        using Mutex.Scope held = _lock.Enter();
        return _line.HasInput(minimum);
    }

    internal PollEvents Poll(PollTable? table)
    {
        table?.Add(ReadQueue);
        table?.Add(WriteQueue);
        PollEvents ready = PollEvents.None;
        using Mutex.Scope held = _lock.Enter();
        ref readonly Termios settings = ref _line.Settings;
        int minimum = settings.c_cc[(int)ControlCharacter.VTIME] == 0 ? settings.c_cc[(int)ControlCharacter.VMIN] : 1;
        if (_line.HasInput(minimum))
            ready |= PollEvents.In | PollEvents.ReadNormal;
        if (!_line.IsStopped && _driver.Room > 0)
            ready |= PollEvents.Out | PollEvents.WriteNormal;
        return ready;
    }
}

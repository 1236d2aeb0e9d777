namespace Internal.Runtime;

/// <summary>
/// Writes the frames of a stack, however deep, to standard error without allocation: what repeats is written once with a count, and of a
/// stack without end that does not repeat only the first and the last frames.
/// </summary>
internal unsafe struct StackReport
{
    private const int WindowLength = 64;
    private const int LongestCycle = 16;
    private const int FewestRepeats = 3;
    private const int FirstFrames = 64;
    private const int LastFrames = 32;

    private UnwindFrame _frame;
    private bool _ended;
    private int _count;

    /// <summary>The frames that come next, innermost first: return address and method.</summary>
    private fixed ulong _addresses[WindowLength];
    private fixed ulong _methods[WindowLength];

    internal static void Write(in UnwindFrame origin)
    {
        StackReport report = default;
        report._frame = origin;
        report.Fill();
        report.WriteAll();
    }

    private void WriteAll()
    {
        for (int written = 0; _count != 0; written++)
        {
            if (written >= FirstFrames && SkipMiddle())
                RawConsole.WriteError("   ...\n");
            int cycle = CycleLength();
            if (cycle != 0)
            {
                WriteCycle(cycle);
                continue;
            }
            StackTraceText.WriteError((nuint)_addresses[0]);
            Advance(1);
        }
    }

    /// <summary>Frames of the shortest sequence that the stack goes on with several times over; 0 when it does not repeat.</summary>
    private int CycleLength()
    {
        for (int length = 1; length <= LongestCycle && length * FewestRepeats <= _count; length++)
        {
            int same = 0;
            while (same < length * (FewestRepeats - 1) && _methods[same] == _methods[same + length])
                same++;
            if (same == length * (FewestRepeats - 1))
                return length;
        }
        return 0;
    }

    private void WriteCycle(int length)
    {
        // The second round is written: the first begins within the innermost method, at an instruction of its own.
        ulong* addresses = stackalloc ulong[LongestCycle];
        ulong* methods = stackalloc ulong[LongestCycle];
        for (int i = 0; i < length; i++)
        {
            addresses[i] = _addresses[length + i];
            methods[i] = _methods[i];
        }

        long repeats = 0;
        while (StartsWith(methods, length))
        {
            Advance(length);
            repeats++;
        }
        RawConsole.WriteError("Repeated ");
        RawConsole.WriteErrorDecimal(repeats);
        RawConsole.WriteError(" times:\n--------------------------------\n");
        for (int i = 0; i < length; i++)
            StackTraceText.WriteError((nuint)addresses[i]);
        RawConsole.WriteError("--------------------------------\n");
    }

    private bool StartsWith(ulong* methods, int length)
    {
        if (_count < length)
            return false;
        for (int i = 0; i < length; i++)
        {
            if (_methods[i] != methods[i])
                return false;
        }
        return true;
    }

    /// <summary>Goes on to the last frames; false when there was nothing to leave out.</summary>
    private bool SkipMiddle()
    {
        bool skipped = false;
        while (!_ended && CycleLength() == 0)
        {
            Advance(1);
            skipped = true;
        }
        while (_ended && _count > LastFrames && CycleLength() == 0)
        {
            Advance(1);
            skipped = true;
        }
        return skipped;
    }

    private void Advance(int frames)
    {
        _count -= frames;
        for (int i = 0; i < _count; i++)
        {
            _addresses[i] = _addresses[frames + i];
            _methods[i] = _methods[frames + i];
        }
        Fill();
    }

    // SAFETY: the window's bounds are checked here; frames are read from a stack that stands while its thread is in the fault handler.
    private void Fill()
    {
        while (_count < WindowLength && !_ended)
        {
            if (!MethodLookup.TryFind(_frame.LookupAddress, out MethodTables method))
            {
                _ended = true;
                return;
            }
            _addresses[_count] = (ulong)_frame.LookupAddress + 1;
            _methods[_count++] = (ulong)method.MethodStart;
            _ended = !StackWalk.TryMoveToCaller(ref _frame, out _);
        }
    }
}

using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System.Diagnostics;

/// <summary>The calls that led to where it is made, or to where an exception was thrown; innermost first.</summary>
/// <remarks>
/// Methods that the compiler inlined do not appear. SAFETY: the walk starts at a frame captured in the same method, whose callers stand.
/// </remarks>
public sealed unsafe class StackTrace
{
    /// <summary>Frames that a new trace leaves out by itself.</summary>
    public const int METHODS_TO_SKIP = 0;

    private const int MaxFrames = 1000;

    private readonly nint[] _addresses;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public StackTrace() => _addresses = Walk(1);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public StackTrace(bool fNeedFileInfo) => _addresses = Walk(1);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public StackTrace(int skipFrames)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skipFrames);
        _addresses = Walk(1 + skipFrames);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public StackTrace(int skipFrames, bool fNeedFileInfo)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skipFrames);
        _addresses = Walk(1 + skipFrames);
    }

    public StackTrace(Exception e)
    {
        ArgumentNullException.ThrowIfNull(e);
        int count = 0;
        nint[] addresses = new nint[e.StackTraceBuffer.Count];
        for (int i = 0; i < addresses.Length; i++)
        {
            if (e.StackTraceBuffer[i] != StackTraceBuffer.EndOfPrevious)
                addresses[count++] = e.StackTraceBuffer[i];
        }
        _addresses = Trimmed(addresses, count);
    }

    public StackTrace(Exception e, bool fNeedFileInfo) : this(e)
    {
    }

    /// <summary>For the runtime's own callers, which appear themselves.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal StackTrace(int skipFrames, int innermost) => _addresses = Walk(1 + skipFrames + innermost);

    public int FrameCount => _addresses.Length;

    public StackFrame? GetFrame(int index) => (uint)index < (uint)_addresses.Length ? new StackFrame(_addresses[index]) : null;

    public StackFrame[] GetFrames()
    {
        StackFrame[] frames = new StackFrame[_addresses.Length];
        for (int i = 0; i < frames.Length; i++)
            frames[i] = new StackFrame(_addresses[i]);
        return frames;
    }

    /// <summary>One line for each frame, each ended by a newline.</summary>
    public override string ToString() => string.Concat(ToText(), "\n");

    internal string ToText()
    {
        string[] lines = new string[_addresses.Length];
        int count = 0;
        foreach (nint address in _addresses)
        {
            if (StackTraceText.TryDescribe((nuint)address, out string line))
                lines[count++] = string.Concat(StackTraceText.FrameStart, line);
        }
        return string.Join("\n", lines, 0, count);
    }

    /// <summary>The frame of the caller of the method that calls this with 0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static nint[] Walk(int skipFrames)
    {
        UnwindFrame frame;
        StackWalk.Capture(&frame);
        nint[] addresses = new nint[16];
        int count = 0;
        for (int depth = -1; count < MaxFrames && StackWalk.TryMoveToCaller(ref frame, out _); depth++)
        {
            if (depth + 1 < skipFrames)
                continue;
            if (count == addresses.Length)
            {
                nint[] larger = new nint[count * 2];
                for (int i = 0; i < count; i++)
                    larger[i] = addresses[i];
                addresses = larger;
            }
            addresses[count++] = (nint)frame.LookupAddress + 1;
        }
        return Trimmed(addresses, count);
    }

    private static nint[] Trimmed(nint[] addresses, int count)
    {
        nint[] exact = new nint[count];
        for (int i = 0; i < count; i++)
            exact[i] = addresses[i];
        return exact;
    }
}

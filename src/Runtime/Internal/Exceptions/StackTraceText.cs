using System;

namespace Internal.Runtime;

/// <summary>Turns return addresses into lines of text.</summary>
internal static unsafe class StackTraceText
{
    internal const string FrameStart = "   at ";
    internal const string EndOfPrevious = "--- End of stack trace from previous location ---";

    internal static string Format(in StackTraceBuffer trace)
    {
        string[] lines = new string[trace.Count];
        int count = 0;
        int length = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            string line = EndOfPrevious;
            if (trace[i] != StackTraceBuffer.EndOfPrevious)
            {
                if (!TryDescribe((nuint)trace[i], out line))
                    continue;
                line = string.Concat(FrameStart, line);
            }
            length += line.Length + (count == 0 ? 0 : 1);
            lines[count++] = line;
        }

        // By hand, since string.Join would bring much into programs that need nothing else of it.
        string text = ObjectAllocator.AllocateString(length);
        fixed (char* start = text)
        {
            // SAFETY: the string was made here, with room for just these lines.
            char* next = start;
            for (int i = 0; i < count; i++)
            {
                if (i != 0)
                    *next++ = '\n';
                for (int at = 0; at < lines[i].Length; at++)
                    *next++ = lines[i][at];
            }
        }
        return text;
    }

    /// <summary>
    /// The method and its parameters as stock .NET has them; then the address, in the place of which ./diesis puts file and line.
    /// False for a method that asked to be left out (StackTraceHidden), which has no name in the table, and for assembly.
    /// </summary>
    internal static bool TryDescribe(nuint address, out string line)
    {
        // A call that never returns may be a method's last instruction: the return address then belongs to the next method.
        if (!NameTables.TryGetMethod(address - 1, out string name, out _))
            name = NameTables.HasNames ? "" : "unknown";
        line = name.Length == 0 ? "" : string.Concat(name, " [0x", string.Concat(Hexadecimal(address), "]"));
        return line.Length != 0;
    }

    /// <summary>The same line, written to standard error without allocation.</summary>
    internal static void WriteError(nuint address)
    {
        const int LongestName = 512;
        // SAFETY: the buffer is this method's own and its length is told to NameText.
        byte* buffer = stackalloc byte[LongestName];
        NameText name = new(new Span<byte>(buffer, LongestName));
        bool known = NameTables.TryGetMethod(address - 1, ref name, out _);
        if (known && name.Length == 0)
            return;
        RawConsole.WriteError(FrameStart);
        if (known)
            RawConsole.WriteErrorBytes(name.Bytes);
        else
            RawConsole.WriteError("unknown");
        RawConsole.WriteError(" [0x");
        RawConsole.WriteErrorHex(address);
        RawConsole.WriteError("]\n");
    }

    private static string Hexadecimal(nuint value)
    {
        string text = ObjectAllocator.AllocateString(16);
        fixed (char* digits = text)
        {
            // SAFETY: the string was made here and nobody else has seen it.
            for (int i = 0; i < 16; i++)
            {
                int digit = (int)(value >> (60 - 4 * i)) & 15;
                digits[i] = (char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
            }
        }
        return text;
    }
}

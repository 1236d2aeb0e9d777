using System;

namespace Internal.Runtime;

/// <summary>Turns return addresses into lines of text.</summary>
internal static unsafe class StackTraceText
{
    internal static string Format(in StackTraceBuffer trace)
    {
        string text = "";
        for (int i = 0; i < trace.Count; i++)
            text = string.Concat(text, i == 0 ? "   at " : "\n   at ", Describe((nuint)trace[i]));
        return text;
    }

    /// <summary>
    /// The method and its parameters as stock .NET has them; then the address, in the place of which ./diesis puts file and line.
    /// </summary>
    internal static string Describe(nuint address)
    {
        // A call that never returns may be a method's last instruction: the return address then belongs to the next method.
        if (!NameTables.TryGetMethod(address - 1, out string name, out _))
            name = "unknown";
        return string.Concat(name, " [0x", string.Concat(Hexadecimal(address), "]"));
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

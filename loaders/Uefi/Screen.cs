namespace Diesis.Loaders.Uefi;

/// <summary>Text on the firmware's console. There is no heap: no concatenation, no formatting.</summary>
internal static unsafe class Screen
{
    private const int DigitsBuffer = 20;

    private struct Digits
    {
        public fixed char Characters[DigitsBuffer];
    }

    private static TextOutput* s_output;
    private static Digits s_digits;

    internal static void Initialize(TextOutput* output) => s_output = output;

    // SAFETY: a literal's characters end with a zero; the digits' buffer is as long as the longest number with its end.

    internal static void Write(string text)
    {
        fixed (char* characters = text)
            s_output->OutputString(s_output, characters);
    }

    internal static void WriteLine(string text)
    {
        Write(text);
        Write("\r\n");
    }

    /// <summary>In hexadecimal, with 0x.</summary>
    internal static void Write(ulong number)
    {
        Write("0x");
        fixed (char* digits = s_digits.Characters)
        {
            int at = DigitsBuffer - 1;
            digits[at] = '\0';
            do
            {
                uint digit = (uint)number & 15;
                digits[--at] = (char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
                number >>= 4;
            }
            while (number != 0);
            s_output->OutputString(s_output, digits + at);
        }
    }
}

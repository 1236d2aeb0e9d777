using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Diesis.Platform.Boot;

/// <summary>The kernel command line: words in small letters are options of the kernel (<c>sched=fair monitor</c>).</summary>
/// <remarks>SAFETY: words are in static memory and never change after start-up; each has a zero after it.</remarks>
public static unsafe class CommandLine
{
    private static CommandLineWords s_words;

    /// <summary>Finds an option, also before there is a heap. Of several of one name the last counts.</summary>
    /// <param name="name">Without the equals sign.</param>
    /// <param name="value">In UTF-8; empty for an option without a value.</param>
    public static bool TryGet(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value) => s_words.TryGetOption(name, out value);

    /// <summary>Whether an option is there, with or without a value.</summary>
    public static bool Has(ReadOnlySpan<byte> name) => TryGet(name, out _);

    /// <summary>Whether an option has just this value.</summary>
    public static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => TryGet(name, out ReadOnlySpan<byte> actual) && actual.SequenceEqual(value);

    /// <summary>An option's value as text; null when the option is not there.</summary>
    public static string? Text(ReadOnlySpan<byte> name) => TryGet(name, out ReadOnlySpan<byte> value) ? Encoding.UTF8.GetString(value) : null;

    /// <summary>An option's value as a number; false when it is not there or is not a decimal number without a sign.</summary>
    public static bool TryGetNumber(ReadOnlySpan<byte> name, out long number)
    {
        number = 0;
        if (!TryGet(name, out ReadOnlySpan<byte> value) || value.IsEmpty || value.Length > 18)
            return false;
        foreach (byte digit in value)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                number = 0;
                return false;
            }
            number = number * 10 + (digit - '0');
        }
        return true;
    }

    /// <summary>Words that did not fit into the kernel's table.</summary>
    public static int Dropped => s_words.Dropped;

    internal static void Initialize() => s_words.Parse(BootInfo.Current.CommandLine);

    internal static int ArgumentCount => s_words.CountOf(WordKind.Argument);

    /// <summary>A program's argument, ended by a zero; null beyond the last.</summary>
    internal static byte* Argument(int index) => Pointer(s_words.OfKind(WordKind.Argument, index));

    /// <summary>An environment setting NAME=VALUE, ended by a zero; null beyond the last.</summary>
    internal static byte* Setting(int index) => Pointer(s_words.OfKind(WordKind.Setting, index));

    private static byte* Pointer(ReadOnlySpan<byte> word) => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(word));
}

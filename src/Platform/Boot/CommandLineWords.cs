using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Diesis.Platform.Boot;

/// <summary>What a word of the kernel command line is.</summary>
internal enum WordKind : byte
{
    /// <summary>A kernel option: name=value, or a name alone.</summary>
    Option,

    /// <summary>An environment setting: NAME=VALUE with a name in capitals.</summary>
    Setting,

    /// <summary>After the word --: an argument of the program.</summary>
    Argument,
}

/// <summary>The kernel command line in words. Blanks part them, but not between double quotes, which do not belong to the word.</summary>
/// <remarks>
/// Usable before there is a heap. What does not fit is counted. SAFETY: the buffers are the structure's own; starts and lengths lie within
/// the text by construction, and every word has a zero after it.
/// </remarks>
internal unsafe struct CommandLineWords
{
    internal const int MaxWords = 128;
    internal const int MaxText = BootInfo.MaxCommandLine;

    /// <summary>Every word loses a blank or quote and wins a zero, but for the last, which wins one more.</summary>
    private const int TextBytes = MaxText + 1;

    private fixed byte _text[TextBytes];
    private fixed ushort _starts[MaxWords];
    private fixed ushort _lengths[MaxWords];
    private fixed byte _kinds[MaxWords];

    internal int Count { readonly get; private set; }

    /// <summary>Words that did not fit.</summary>
    internal int Dropped { readonly get; private set; }

    internal readonly WordKind Kind(int index) => (WordKind)_kinds[index];

    [UnscopedRef]
    internal readonly ReadOnlySpan<byte> Word(int index) => MemoryMarshal.CreateReadOnlySpan(in _text[_starts[index]], _lengths[index]);

    internal void Parse(ReadOnlySpan<byte> text)
    {
        this = default;
        if (text.Length > MaxText)
            text = text[..MaxText];
        bool afterDashes = false;
        int at = 0;
        int end = 0;
        while (true)
        {
            while (at < text.Length && IsBlank(text[at]))
                at++;
            if (at == text.Length)
                return;
            int start = end;
            bool isQuoted = false;
            for (; at < text.Length && (isQuoted || !IsBlank(text[at])); at++)
            {
                if (text[at] == '"')
                    isQuoted = !isQuoted;
                else
                    _text[end++] = text[at];
            }
            _text[end++] = 0;
            ReadOnlySpan<byte> word = MemoryMarshal.CreateReadOnlySpan(in _text[start], end - 1 - start);
            if (!afterDashes && word.SequenceEqual("--"u8))
            {
                afterDashes = true;
                end = start;
            }
            else
            {
                Add(start, word, afterDashes);
            }
        }
    }

    /// <summary>Finds an option; of several of one name the last counts. An option without a value has an empty one.</summary>
    [UnscopedRef]
    internal readonly bool TryGetOption(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        for (int i = Count - 1; i >= 0; i--)
        {
            ReadOnlySpan<byte> word = Word(i);
            if (Kind(i) != WordKind.Option || !word.StartsWith(name))
                continue;
            if (word.Length == name.Length || word[name.Length] == '=')
            {
                value = word.Length == name.Length ? default : word[(name.Length + 1)..];
                return true;
            }
        }
        value = default;
        return false;
    }

    /// <summary>The number of words of a kind.</summary>
    internal readonly int CountOf(WordKind kind)
    {
        int count = 0;
        for (int i = 0; i < Count; i++)
            count += Kind(i) == kind ? 1 : 0;
        return count;
    }

    /// <summary>The nth word of a kind, or an empty one with a null reference when there are fewer.</summary>
    [UnscopedRef]
    internal readonly ReadOnlySpan<byte> OfKind(WordKind kind, int number)
    {
        for (int i = 0; i < Count; i++)
        {
            if (Kind(i) == kind && number-- == 0)
                return Word(i);
        }
        return default;
    }

    private void Add(int start, ReadOnlySpan<byte> word, bool isArgument)
    {
        if (Count == MaxWords)
        {
            Dropped++;
            return;
        }
        _starts[Count] = (ushort)start;
        _lengths[Count] = (ushort)word.Length;
        _kinds[Count] = (byte)(isArgument ? WordKind.Argument : IsSetting(word) ? WordKind.Setting : WordKind.Option);
        Count++;
    }

    private static bool IsSetting(ReadOnlySpan<byte> word)
    {
        int equals = word.IndexOf((byte)'=');
        for (int i = 0; i < equals; i++)
        {
            if (word[i] is not ((>= (byte)'A' and <= (byte)'Z') or (byte)'_' or (>= (byte)'0' and <= (byte)'9')))
                return false;
        }
        return equals > 0;
    }

    private static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';
}

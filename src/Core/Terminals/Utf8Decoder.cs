namespace Diesis.Core.Terminals;

/// <summary>UTF-8 (RFC 3629) to characters, byte by byte. What is broken becomes one U+FFFD for each longest part of a valid sequence.</summary>
/// <remarks>That rule is Unicode's (core specification, 3.9, "best practice"), so that a cut sequence never swallows the text behind it.</remarks>
internal struct Utf8Decoder
{
    internal const int Replacement = 0xfffd;

    private int _value;
    private int _missing;

    // The next continuation byte's bounds: they shut out overlong forms, surrogates and what lies above U+10FFFF.
    private byte _lowest;
    private byte _highest;

    /// <summary>Whether a sequence has begun and is not complete.</summary>
    internal readonly bool IsPending => _missing != 0;

    /// <summary>Takes a byte.</summary>
    /// <param name="character">A complete character, or -1.</param>
    /// <returns>Whether the byte was used; if not, the character is a replacement for what came before, and the byte must be given again.</returns>
    internal bool Take(byte value, out int character)
    {
        if (_missing != 0)
        {
            if (value < _lowest || value > _highest)
            {
                _missing = 0;
                character = Replacement;
                return false;
            }
            _value = _value << 6 | value & 0x3f;
            _lowest = 0x80;
            _highest = 0xbf;
            character = --_missing == 0 ? _value : -1;
            return true;
        }

        character = value < 0x80 ? value : Begin(value);
        return true;
    }

    /// <summary>Ends the input: a sequence that has begun is broken.</summary>
    /// <returns>The replacement, or -1 when nothing is pending.</returns>
    internal int Flush()
    {
        bool pending = IsPending;
        _missing = 0;
        return pending ? Replacement : -1;
    }

    private int Begin(byte value)
    {
        _lowest = 0x80;
        _highest = 0xbf;
        switch (value)
        {
            case >= 0xc2 and <= 0xdf:
                _missing = 1;
                _value = value & 0x1f;
                return -1;
            case >= 0xe0 and <= 0xef:
                _missing = 2;
                _value = value & 0x0f;
                if (value == 0xe0)
                    _lowest = 0xa0;
                else if (value == 0xed)
                    _highest = 0x9f;
                return -1;
            case >= 0xf0 and <= 0xf4:
                _missing = 3;
                _value = value & 0x07;
                if (value == 0xf0)
                    _lowest = 0x90;
                else if (value == 0xf4)
                    _highest = 0x8f;
                return -1;
            default:
                return Replacement;
        }
    }
}

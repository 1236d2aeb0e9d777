namespace Diesis.Core.Terminals;

/// <summary>G0 and G1, of which one is in use: Unicode, or DEC's line drawing characters in the place of small letters.</summary>
internal struct CharacterSets
{
    private bool _drawsLines0;
    private bool _drawsLines1;
    private bool _uses1;

    /// <summary>SCS: ESC ( and ESC ) with 0 for lines; anything else is plain.</summary>
    internal void Designate(byte set, byte final)
    {
        if (set == (byte)'(')
            _drawsLines0 = final == (byte)'0';
        else if (set == (byte)')')
            _drawsLines1 = final == (byte)'0';
    }

    /// <summary>SO.</summary>
    internal void UseSecond() => _uses1 = true;

    /// <summary>SI.</summary>
    internal void UseFirst() => _uses1 = false;

    internal readonly int Translate(int character) =>
        (_uses1 ? _drawsLines1 : _drawsLines0) && character is >= '`' and <= '~' ? LineCharacters[character - '`'] : character;

    /// <summary>From 60 to 7E (DEC, VT220 Programmer Reference Manual, table 2-4).</summary>
    private static string LineCharacters => "◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";
}

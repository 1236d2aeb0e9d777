using System;

namespace Diesis.Core.Terminals;

/// <summary>What SM and RM switch (ECMA-48, section 7, and the private modes of DEC's and xterm's terminals).</summary>
[Flags]
public enum TerminalModes
{
    None = 0,

    /// <summary>IRM (4): characters push the rest of the row to the right.</summary>
    Insert = 1,

    /// <summary>LNM (20): a line feed also returns to the first column.</summary>
    NewLine = 2,

    /// <summary>DECCKM (?1): cursor keys send SS3 sequences.</summary>
    ApplicationCursorKeys = 4,

    /// <summary>DECSCNM (?5): the whole screen is inverse.</summary>
    ReverseScreen = 8,

    /// <summary>DECOM (?6): rows count from the scrolling region's top, and the cursor stays inside.</summary>
    Origin = 16,

    /// <summary>DECAWM (?7): a character behind the last column goes to the next row.</summary>
    AutoWrap = 32,

    /// <summary>DECTCEM (?25): the cursor is shown.</summary>
    CursorVisible = 64,

    /// <summary>?47, ?1047, ?1049: the second screen is shown, which programs use so that the first is as before when they end.</summary>
    AlternateScreen = 128,

    /// <summary>?2004: pasted text is put between marks; kept for who sends pasted text.</summary>
    BracketedPaste = 256,

    /// <summary>DECNKM (ESC =): the keypad sends sequences.</summary>
    ApplicationKeypad = 512,
}

using System;

namespace Diesis.Core.Terminals;

/// <summary>One place of a terminal's grid: a character, its colours and its style.</summary>
public struct Cell : IEquatable<Cell>
{
    /// <summary>A Unicode scalar value; 0 is blank, as a space.</summary>
    public int Character;

    public TerminalColor Foreground;
    public TerminalColor Background;
    public CellStyle Style;

    public readonly bool Equals(Cell other) =>
        Character == other.Character && Foreground.Equals(other.Foreground) && Background.Equals(other.Background) && Style == other.Style;

    public override readonly bool Equals(object? other) => other is Cell cell && Equals(cell);

    public override readonly int GetHashCode() => Character ^ Foreground.GetHashCode() * 31 ^ Background.GetHashCode() * 961 ^ (int)Style << 24;
}

using System;

namespace Diesis.Core.Terminals;

/// <summary>A screen that shows cells: a text mode's memory or a frame buffer. Cells come finished, the cursor's among them.</summary>
public abstract class CellSurface
{
    public abstract int Columns { get; }

    public abstract int Rows { get; }

    /// <summary>Draws neighbouring cells of a row.</summary>
    /// <remarks>Preconditions: row and columns are inside. Neither allocates nor blocks: a panic draws too.</remarks>
    public abstract void Draw(int row, int column, ReadOnlySpan<Cell> cells);
}

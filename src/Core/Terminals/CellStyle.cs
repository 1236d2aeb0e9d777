using System;

namespace Diesis.Core.Terminals;

/// <summary>How a cell's character is drawn, beside its colours (ECMA-48, 8.3.117 SGR).</summary>
[Flags]
public enum CellStyle
{
    None = 0,
    Bold = 1,
    Faint = 2,
    Italic = 4,
    Underlined = 8,
    Blinking = 16,
    Inverse = 32,
    Hidden = 64,
    Struck = 128,
}

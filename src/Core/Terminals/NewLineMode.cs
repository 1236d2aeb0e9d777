namespace Diesis.Core.Terminals;

/// <summary>Whether a line feed also returns to the first column (ECMA-48, LNM).</summary>
public enum NewLineMode
{
    Off,
    On,
}

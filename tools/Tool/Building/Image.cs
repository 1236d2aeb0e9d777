namespace Diesis.Tool.Building;

/// <summary>A linked executable and its twin of the same layout with symbols and line numbers.</summary>
internal sealed record Image(string Executable, string WithSymbols);

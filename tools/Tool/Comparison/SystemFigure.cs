namespace Diesis.Tool.Comparison;

/// <summary>What the system as a whole costs on Linux and here.</summary>
internal sealed record SystemFigure(string Name, double? Linux, double? Diesis, string Unit)
{
    internal double? Ratio => Linux is > 0 && Diesis is double diesis ? diesis / Linux : null;
}

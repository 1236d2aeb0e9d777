namespace Diesis.Tool.Testing;

/// <summary>A figure of Linux and of Diesis in the same machine.</summary>
/// <param name="Unit">Instructions for one operation, unless it is said.</param>
internal sealed record LinuxFigure(string Name, double? Linux, double? Diesis, string Unit)
{
    /// <summary>No operation is to cost more than twice what it costs Linux.</summary>
    internal const double MostRatio = 2;

    internal double? Ratio => Linux is > 0 && Diesis is double diesis ? diesis / Linux : null;
}

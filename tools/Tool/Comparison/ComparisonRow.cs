namespace Diesis.Tool.Comparison;

/// <summary>What one operation costs on Linux and here, in the same machine.</summary>
/// <param name="Linux">Virtual microseconds, each a thousand instructions; null where it was not measured.</param>
/// <param name="Diesis">The same here.</param>
internal sealed record ComparisonRow(string Name, double? Linux, double? Diesis)
{
    internal const string Unit = "us";

    /// <summary>No operation is to cost more than so many times what it costs Linux.</summary>
    internal const double MostRatio = 2;

    /// <summary>Names of rows that have nothing to do with the kernel and must agree.</summary>
    internal const string ControlPrefix = "control-";

    /// <summary>By which share of Linux' figure a control may differ.</summary>
    private const double Tolerance = 0.01;

    /// <summary>Time here by time on Linux: below 1 we are the faster.</summary>
    internal double? Ratio => Linux is > 0 && Diesis is double diesis ? diesis / Linux : null;

    internal bool IsControl => Name.StartsWith(ControlPrefix, StringComparison.Ordinal);

    /// <summary>A control that differs or is missing: then the two machines were not the same, and no other row means anything.</summary>
    internal bool VoidsTheRun => IsControl && (Ratio is not double ratio || Math.Abs(ratio - 1) > Tolerance);
}

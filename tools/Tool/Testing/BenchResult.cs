namespace Diesis.Tool.Testing;

/// <param name="Stock">On stock .NET; null when it did not run there or there is nothing to compare.</param>
/// <param name="Own">On our runtime; null when it did not run there.</param>
/// <param name="Ratio">Below 1 we are the faster.</param>
internal sealed record BenchResult(string Name, string Unit, double? Stock, double? Own, double? Ratio)
{
    internal BenchResult(string name, string unit, double? stock, double? own)
        : this(name, unit, stock, own, own / stock)
    {
    }

    /// <summary>The mean of ratios: it does not depend on which of the two is the base.</summary>
    internal static double? GeometricMean(IEnumerable<BenchResult> results)
    {
        double[] logarithms = [.. results.Where(result => result.Ratio > 0).Select(result => Math.Log(result.Ratio!.Value))];
        return logarithms.Length == 0 ? null : Math.Exp(logarithms.Average());
    }
}

namespace Diesis.Tool.Testing;

/// <param name="Stock">On stock .NET; null when it did not run there or there is nothing to compare.</param>
/// <param name="Own">On our runtime; null when it did not run there.</param>
internal sealed record BenchResult(string Name, string Unit, double? Stock, double? Own)
{
    /// <summary>Below 1 we are the faster.</summary>
    public double? Ratio => Own / Stock;
}

namespace System.Runtime.CompilerServices;

/// <summary>A switch expression that no arm matched.</summary>
public sealed class SwitchExpressionException : InvalidOperationException
{
    public SwitchExpressionException() : base("Non-exhaustive switch expression failed to match its input.")
    {
    }

    public SwitchExpressionException(object? unmatchedValue) : this() => UnmatchedValue = unmatchedValue;

    public SwitchExpressionException(string? message) : base(message)
    {
    }

    public object? UnmatchedValue { get; }

    public override string Message =>
        UnmatchedValue == null ? base.Message : string.Concat(base.Message, "\nUnmatched value was ", string.Concat(UnmatchedValue.ToString(), "."));
}

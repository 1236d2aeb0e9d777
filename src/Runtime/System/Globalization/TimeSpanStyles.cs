namespace System.Globalization;

/// <summary>How ParseExact takes the sign of a span.</summary>
[Flags]
public enum TimeSpanStyles
{
    None = 0,
    AssumeNegative = 1,
}

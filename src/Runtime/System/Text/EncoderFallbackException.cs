namespace System.Text;

/// <summary>A character cannot be expressed in the encoding.</summary>
public sealed class EncoderFallbackException : ArgumentException
{
    public EncoderFallbackException() : base("Value does not fall within the expected range.")
    {
    }

    public EncoderFallbackException(string? message) : base(message)
    {
    }

    public EncoderFallbackException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    internal EncoderFallbackException(string message, char unknown, int index) : base(message)
    {
        CharUnknown = unknown;
        Index = index;
    }

    internal EncoderFallbackException(string message, char high, char low, int index) : base(message)
    {
        CharUnknownHigh = high;
        CharUnknownLow = low;
        Index = index;
    }

    public char CharUnknown { get; }

    public char CharUnknownHigh { get; }

    public char CharUnknownLow { get; }

    public int Index { get; }

    public bool IsUnknownSurrogate() => CharUnknownHigh != '\0';
}

namespace System;

/// <summary>Gives formatting objects, as NumberFormatInfo, by their type.</summary>
public interface IFormatProvider
{
    object? GetFormat(Type? formatType);
}

/// <summary>Has a text whose form a format string chooses.</summary>
public interface IFormattable
{
    string ToString(string? format, IFormatProvider? formatProvider);
}

/// <summary>Writes its text into a caller's characters.</summary>
public interface ISpanFormattable : IFormattable
{
    bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider);
}

/// <summary>Writes its text into a caller's bytes, as UTF-8.</summary>
public interface IUtf8SpanFormattable
{
    bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider);
}

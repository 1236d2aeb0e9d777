namespace System;

/// <summary>Formats values of other types on behalf of a format provider.</summary>
public interface ICustomFormatter
{
    string Format(string? format, object? arg, IFormatProvider? formatProvider);
}

namespace System.Globalization;

/// <summary>Keeps parts of a time out of the formats of dates, and the other way round.</summary>
internal static class CustomFormatCheck
{
    /// <exception cref="FormatException">One of the symbols stands in the format outside of quotes.</exception>
    internal static void Refuse(ReadOnlySpan<char> format, string symbols)
    {
        for (int i = 0; i < format.Length; i++)
        {
            char symbol = format[i];
            if (symbol is '\'' or '"')
            {
                int end = format.Slice(i + 1).IndexOf(symbol);
                if (end < 0)
                {
                    throw new FormatException(DateTimeFormat.BadFormat);
                }

                i += end + 1;
            }
            else if (symbol == '\\')
            {
                i++;
            }
            else if (symbols.Contains(symbol))
            {
                throw new FormatException(DateTimeFormat.BadFormat);
            }
        }
    }
}

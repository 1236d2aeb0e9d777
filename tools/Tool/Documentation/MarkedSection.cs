namespace Diesis.Tool.Documentation;

/// <summary>A part of a written document that is made from the code, between two comments that its readers do not see.</summary>
internal static class MarkedSection
{
    /// <returns>The document with the section's text exchanged.</returns>
    /// <exception cref="FormatException">The document has no such section.</exception>
    internal static string Replace(string document, string name, string text)
    {
        string begin = $"<!-- ./diesis docs: {name} -->\n";
        const string End = "<!-- end -->\n";
        int start = document.IndexOf(begin, StringComparison.Ordinal);
        int end = start < 0 ? -1 : document.IndexOf(End, start, StringComparison.Ordinal);
        return end >= 0
            ? document[..(start + begin.Length)] + text + document[end..]
            : throw new FormatException($"a document lacks the section '{name}', which begins with {begin.Trim()} and ends with {End.Trim()}");
    }
}

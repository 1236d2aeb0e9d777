using System.Text;

namespace Diesis.Tool.Media;

/// <summary>The kernel command line as text (src/Platform/Boot/CommandLineWords.cs reads it).</summary>
internal static class CommandLineText
{
    /// <summary>A word as it stands in a command line. What has a double quote in it cannot: the kernel's parser knows no way to write one.</summary>
    internal static string Quoted(string word) => word.Contains('"')
        ? throw new ToolException($"a kernel command line cannot hold the word {word}", ExitCodes.Usage)
        : word.Length == 0 || word.Any(char.IsWhiteSpace) ? $"\"{word}\"" : word;

    /// <summary>The words, without the double quotes that may hold blanks together.</summary>
    internal static IReadOnlyList<string> Words(string text)
    {
        List<string> words = [];
        StringBuilder? word = null;
        bool isQuoted = false;
        foreach (char character in text)
        {
            if (character == '"')
            {
                isQuoted = !isQuoted;
                word ??= new StringBuilder();
            }
            else if (!isQuoted && char.IsWhiteSpace(character))
            {
                Flush();
            }
            else
            {
                (word ??= new StringBuilder()).Append(character);
            }
        }

        Flush();
        return words;

        void Flush()
        {
            if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }
    }
}

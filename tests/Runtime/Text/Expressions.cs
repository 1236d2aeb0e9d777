using System.Runtime.CompilerServices;

namespace Diesis.Tests.Runtime;

/// <summary>Cases that are one expression each, named by its source; what it gives is recorded, and stock .NET decides whether it is right.</summary>
internal readonly struct Expressions(TestList tests, string area)
{
    internal void Throws(Action action, [CallerArgumentExpression(nameof(action))] string source = "") =>
        tests.Add(Name("throws", source), () => Check.RecordThrown(action));

    internal void Text(Func<string?> expression, [CallerArgumentExpression(nameof(expression))] string source = "") =>
        tests.Add(Name("text", source), () => Check.Record(expression()));

    internal void Number(Func<int> expression, [CallerArgumentExpression(nameof(expression))] string source = "") =>
        tests.Add(Name("number", source), () => Check.Record((long)expression()));

    internal void Truth(Func<bool> expression, [CallerArgumentExpression(nameof(expression))] string source = "") =>
        tests.Add(Name("truth", source), () => Check.Record(expression()));

    internal void Texts(Func<string[]> expression, [CallerArgumentExpression(nameof(expression))] string source = "") =>
        tests.Add(Name("texts", source), () => RecordTexts(expression()));

    internal void Bytes(Func<byte[]> expression, [CallerArgumentExpression(nameof(expression))] string source = "") =>
        tests.Add(Name("bytes", source), () => Check.Record(expression()));

    internal static void RecordTexts(string[] texts)
    {
        Check.Record((long)texts.Length);
        foreach (string text in texts)
        {
            Check.Record(text);
        }
    }

    private string Name(string kind, string source)
    {
        int arrow = source.IndexOf("=>", StringComparison.Ordinal);
        string expression = arrow < 0 ? source : source.Substring(arrow + 2).Trim();
        return area + "." + kind + " " + expression;
    }
}

using System.Runtime.CompilerServices;

namespace Diesis.Tests.Runtime;

/// <summary>Interpolated strings and the handlers behind them.</summary>
internal static class InterpolationTests
{
    internal static void Register(TestList tests)
    {
        Expressions expressions = new(tests, "Interpolation");
        expressions.Text(static () => $"{1}{"two"}{'3'}{4L}{true}{null}");
        expressions.Text(static () => $"|{1,5}|{1,-5}|{"abc",2}|{"abc",-6}|{'c',3}|{(string?)null,4}|");
        expressions.Text(static () => $"{{{5}}} {"}"}");
        expressions.Text(static () => $"{"span".AsSpan(1),6}|{"span".AsSpan(0, 2)}|");
        expressions.Text(static () => $"{new Plain(3)} {new Formattable(4)} {new Formattable(4):fmt} {new SpanFormattable(5),9:sf}|");
        expressions.Text(static () => $"{(object)new Formattable(6),8:o}|{(object?)null}|{(object)"s",-3}|");
        expressions.Text(static () => string.Create(new Doubling(), $"{1} {"x",4} {2,-4}|"));
        expressions.Text(static () => string.Create(null, stackalloc char[4], $"{"longer than four"}{7}"));
        expressions.Text(static () => Long());
        expressions.Text(static () => Nested(5));
        expressions.Text(static () => TryWrite(40));
        expressions.Text(static () => TryWrite(11));
        expressions.Text(static () => TryWrite(10));
        expressions.Text(static () => TryWrite(3));
        expressions.Text(static () => TryWriteAligned(9));
        expressions.Text(static () => TryWriteAligned(8));
        expressions.Text(static () => Handler());
        tests.Add("Interpolation.Random", Random);
    }

    private static string Long()
    {
        string part = new('y', 300);
        return $"{part}{1}{part}{2}{part}{3,400}";
    }

    private static string Nested(int depth) => depth == 0 ? "." : $"({Nested(depth - 1)}{depth}{Nested(depth - 1)})";

    private static string TryWrite(int length)
    {
        char[] buffer = new char[length];
        bool written = buffer.AsSpan().TryWrite($"{"abc"}-{12345}-{'z'}", out int count);
        return (written ? "true " : "false ") + count.ToString() + " " + new string(buffer, 0, count);
    }

    private static string TryWriteAligned(int length)
    {
        char[] buffer = new char[length];
        bool written = buffer.AsSpan().TryWrite($"{1,4}{2,-4}{"x".AsSpan()}", out int count);
        return (written ? "true " : "false ") + count.ToString() + " " + new string(buffer, 0, count);
    }

    private static string Handler()
    {
        DefaultInterpolatedStringHandler handler = new(3, 2);
        handler.AppendLiteral("a=");
        handler.AppendFormatted(5);
        handler.AppendFormatted("t", 3);
        string soFar = handler.ToString();
        handler.AppendFormatted<object?>(null);
        return soFar + "/" + handler.ToStringAndClear();
    }

    private static void Random()
    {
        SeededRandom random = new(31);
        for (int i = 0; i < 300; i++)
        {
            string text = random.NextString(40);
            int number = random.Next();
            char unit = (char)('a' + random.Next(26));
            Check.Record($"{text}{number}{unit}{text,20}{number,-14}|{unit,2}");
        }
    }

    private sealed class Plain(int value)
    {
        public override string ToString() => "plain" + value.ToString();
    }

    private readonly struct Formattable(int value) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => (format ?? "none") + value.ToString();
    }

    private readonly struct SpanFormattable(int value) : ISpanFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => "never";

        public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        {
            string text = "<" + format.ToString() + value.ToString() + ">";
            charsWritten = text.TryCopyTo(destination) ? text.Length : 0;
            return charsWritten != 0;
        }
    }

    private sealed class Doubling : IFormatProvider, ICustomFormatter
    {
        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg + "" + arg;
    }
}

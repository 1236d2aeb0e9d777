namespace Diesis.Tests.Runtime;

/// <summary>Composite formatting: items, alignment, escapes, custom formatters, errors with their offsets.</summary>
internal static class StringFormatTests
{
    internal static void Register(TestList tests)
    {
        Expressions expressions = new(tests, "String.Format");
        expressions.Text(() => Outcome("{", 42));
        expressions.Text(() => Outcome("}", 42));
        expressions.Text(() => Outcome("{0", 42));
        expressions.Text(() => Outcome("{a}", 42));
        expressions.Text(() => Outcome("{-1}", 42));
        expressions.Text(() => Outcome("{1}", 42));
        expressions.Text(() => Outcome("{0,}", 42));
        expressions.Text(() => Outcome("{0,a}", 42));
        expressions.Text(() => Outcome("{0:{}", 42));
        expressions.Text(() => Outcome("{0:}}", 42));
        expressions.Text(() => Outcome("{0,5", 42));
        expressions.Text(() => Outcome("{0,-", 42));
        expressions.Text(() => Outcome("{ 0}", 42));
        expressions.Text(() => Outcome("{0 }", 42));
        expressions.Text(() => Outcome("{0 ,5}", 42));
        expressions.Text(() => Outcome("{0, 5 }", 42));
        expressions.Text(() => Outcome("{0,5:", 42));
        expressions.Text(() => Outcome("{2147483648}", 42));
        expressions.Text(() => Outcome("{1000001}", 42));
        expressions.Text(() => Outcome("{0:x", 42));
        expressions.Text(() => Outcome("}}{", 42));
        expressions.Text(() => Outcome("{0}}", 42));
        expressions.Text(() => Outcome("a{b", 42));
        expressions.Text(() => Outcome("{0,5 :X}", 42));
        expressions.Text(() => Outcome("{0 x}", 42));
        expressions.Text(() => Outcome("{0:}", 42));
        expressions.Text(() => Outcome("{999999}", 42));
        expressions.Text(() => Outcome("{0,999999999}", 42));
        expressions.Text(() => Outcome("", 42));
        expressions.Text(() => Outcome("{0}{1}{0}", 1, "two"));
        expressions.Text(() => Outcome("{0,8}|{0,-8}|{1,3}|{1,-3}|", "abc", "longer"));
        expressions.Text(() => Outcome("{{{0}}}", 7));
        expressions.Text(() => Outcome("{0:X4} {0:D6} {1}", 255, null));
        expressions.Text(() => Outcome("{2} {1} {0}", 'a', true, "c"));
        expressions.Text(() => Outcome("{3}{2}{1}{0}", 1, 2, 3, 4));
        expressions.Text(() => Outcome("no items"));
        expressions.Text(() => Outcome("}a", 1));
        expressions.Text(() => string.Format(new Shouting(), "{0} {1,6} {2:f}", "a", 5, null));
        expressions.Text(() => string.Format(new Shouting(), "x{0,-5}x", 'q'));
    }

    private static string Outcome(string format, params object?[] arguments)
    {
        try
        {
            return string.Format(format, arguments);
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }

    private sealed class Shouting : IFormatProvider, ICustomFormatter
    {
        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) => (format ?? "-") + ":" + (arg ?? "null") + "!";
    }
}

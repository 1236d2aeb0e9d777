namespace Diesis.Tests.Runtime;

/// <summary>What tests assert with. A failed check throws and so ends its test.</summary>
/// <remarks>
/// The overloads for the primitives spare a young runtime boxing and virtual equality. Doubles and floats are equal when their bits are
/// (0.0 and -0.0 differ) or when both are NaN.
/// </remarks>
internal static partial class Check
{
    internal static void Equal(int expected, int actual)
    {
        if (expected != actual)
        {
            FailEqual(expected.ToString(), actual.ToString());
        }
    }

    internal static void Equal(uint expected, uint actual)
    {
        if (expected != actual)
        {
            FailEqual(expected.ToString(), actual.ToString());
        }
    }

    internal static void Equal(long expected, long actual)
    {
        if (expected != actual)
        {
            FailEqual(expected.ToString(), actual.ToString());
        }
    }

    internal static void Equal(ulong expected, ulong actual)
    {
        if (expected != actual)
        {
            FailEqual(expected.ToString(), actual.ToString());
        }
    }

    internal static void Equal(char expected, char actual)
    {
        if (expected != actual)
        {
            FailEqual("'" + expected.ToString() + "'", "'" + actual.ToString() + "'");
        }
    }

    internal static void Equal(bool expected, bool actual)
    {
        if (expected != actual)
        {
            FailEqual(expected ? "true" : "false", actual ? "true" : "false");
        }
    }

    internal static void Equal(double expected, double actual)
    {
        if (Bits.Of(expected) != Bits.Of(actual))
        {
            FailEqual(Bits.Text(expected), Bits.Text(actual));
        }
    }

    internal static void Equal(float expected, float actual)
    {
        if (Bits.Of(expected) != Bits.Of(actual))
        {
            FailEqual(Bits.Text(expected), Bits.Text(actual));
        }
    }

    /// <summary>Compares character by character (not through string's own equality, which is under test).</summary>
    internal static void Equal(string? expected, string? actual)
    {
        if (!SameCharacters(expected, actual))
        {
            FailEqual(Quoted(expected), Quoted(actual));
        }
    }

    internal static void Equal<T>(T expected, T actual)
    {
        object? left = expected;
        object? right = actual;
        bool equal = left is null ? right is null : left.Equals(right);
        if (!equal)
        {
            FailEqual(Text(left), Text(right));
        }
    }

    internal static void NotEqual<T>(T unexpected, T actual)
    {
        object? left = unexpected;
        object? right = actual;
        bool equal = left is null ? right is null : left.Equals(right);
        if (equal)
        {
            Fail("expected anything but " + Text(left));
        }
    }

    internal static void True(bool condition, string what)
    {
        if (!condition)
        {
            Fail("not true: " + what);
        }
    }

    internal static void True(bool condition)
    {
        if (!condition)
        {
            Fail("not true");
        }
    }

    internal static void False(bool condition, string what)
    {
        if (condition)
        {
            Fail("not false: " + what);
        }
    }

    internal static void False(bool condition)
    {
        if (condition)
        {
            Fail("not false");
        }
    }

    internal static void Null(object? value)
    {
        if (value is not null)
        {
            Fail("expected null, got " + Text(value));
        }
    }

    internal static void NotNull(object? value)
    {
        if (value is null)
        {
            Fail("expected something, got null");
        }
    }

    internal static void Same(object? expected, object? actual)
    {
        if (!ReferenceEquals(expected, actual))
        {
            Fail("expected the same object, got another");
        }
    }

    /// <summary>The first differing element is named by its index.</summary>
    internal static void Sequence<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual)
    {
        int common = expected.Length < actual.Length ? expected.Length : actual.Length;
        for (int i = 0; i < common; i++)
        {
            object? left = expected[i];
            object? right = actual[i];
            bool equal = left is null ? right is null : left.Equals(right);
            if (!equal)
            {
                Fail("at index " + i.ToString() + " expected " + Text(left) + ", got " + Text(right));
            }
        }

        if (expected.Length != actual.Length)
        {
            Fail("expected " + expected.Length.ToString() + " elements, got " + actual.Length.ToString());
        }
    }

    internal static void Sequence<T>(T[] expected, T[] actual) => Sequence(new ReadOnlySpan<T>(expected), new ReadOnlySpan<T>(actual));

    internal static void Sequence<T>(T[] expected, ReadOnlySpan<T> actual) => Sequence(new ReadOnlySpan<T>(expected), actual);

    /// <summary>Runs the action, which must throw exactly TException (not a derived type), with that message unless it is null.</summary>
    internal static void Throws<TException>(Action action, string? expectedMessage = null)
        where TException : Exception
    {
        Exception? thrown = null;
        try
        {
            action();
        }
        catch (Exception exception)
        {
            thrown = exception;
        }

        if (thrown is null)
        {
            Fail("expected " + typeof(TException).ToString() + ", nothing was thrown");
        }
        else if (thrown.GetType() != typeof(TException))
        {
            Fail("expected " + typeof(TException).ToString() + ", got " + thrown.GetType().ToString() + ": " + thrown.Message);
        }
        else if (expectedMessage is not null)
        {
            Equal(expectedMessage, thrown.Message);
        }
    }

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    internal static void Fail(string message) => throw new CheckFailedException(message);

    private static void FailEqual(string expected, string actual) => Fail("expected " + expected + ", got " + actual);

    private static bool SameCharacters(string? left, string? right)
    {
        if (left is null || right is null)
        {
            return left is null && right is null;
        }

        if (left.Length != right.Length)
        {
            return false;
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i])
            {
                return false;
            }
        }

        return true;
    }

    private static string Quoted(string? text) => text is null ? "null" : "\"" + text + "\"";

    private static string Text(object? value) => value is null ? "null" : value is string text ? Quoted(text) : value.ToString() ?? "null";
}

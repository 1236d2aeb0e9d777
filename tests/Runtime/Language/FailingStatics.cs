namespace Diesis.Tests.Runtime;

/// <summary>Static constructors that throw.</summary>
/// <remarks>Not nested: of the names of nested types stock .NET's messages have the last part only.</remarks>
internal static class FailingStatics
{
    public static int Attempts;
    public static readonly int Value = Fail();

    static FailingStatics()
    {
    }

    private static int Fail()
    {
        StaticConstructorTests.s_attempts++;
        throw new InvalidOperationException("no value");
    }
}

internal static class FailingStatics<T>
{
    public static readonly T Value = Make();

    static FailingStatics()
    {
    }

    private static T Make() => throw new NotSupportedException("no " + typeof(T).Name);
}

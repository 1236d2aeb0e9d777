using System;

/// <summary>Must not compile: a call of a generic virtual method (docs/adr/0017).</summary>
internal static class GenericVirtualMethod
{
    private interface IVisitor
    {
        string Visit<T>(T value);
    }

    private sealed class Printer : IVisitor
    {
        public string Visit<T>(T value) => typeof(T).Name + value;
    }

    private static void Main()
    {
        IVisitor visitor = new Printer();
        Console.WriteLine(visitor.Visit(5));
    }
}

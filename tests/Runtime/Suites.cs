namespace Diesis.Tests.Runtime;

/// <summary>Every test class of the runtime suite, one line each, in alphabetical order of namespace-less class names.</summary>
internal static class Suites
{
    internal static void Register(TestList tests)
    {
        ArrayTests.Register(tests);
        CharErrorTests.Register(tests);
        CharTests.Register(tests);
        CollectionMiscTests.Register(tests);
        ComparerTests.Register(tests);
        DictionaryTests.Register(tests);
        EncodingErrorTests.Register(tests);
        EncodingTests.Register(tests);
        HarnessTests.Register(tests);
        HashSetTests.Register(tests);
        InterpolationTests.Register(tests);
        LinkedListTests.Register(tests);
        ListTests.Register(tests);
        PriorityQueueTests.Register(tests);
        QueueStackTests.Register(tests);
        SortTests.Register(tests);
        SortedTests.Register(tests);
        SpanErrorTests.Register(tests);
        SpanSearchTests.Register(tests);
        SpanTests.Register(tests);
        StringBuilderErrorTests.Register(tests);
        StringBuilderTests.Register(tests);
        StringErrorTests.Register(tests);
        StringFormatTests.Register(tests);
        StringSearchTests.Register(tests);
        StringTests.Register(tests);
        TupleTests.Register(tests);
        Vector128Tests.Register(tests);
        X86Tests.Register(tests);
    }
}

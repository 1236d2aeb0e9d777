namespace Diesis.Tests.Runtime;

/// <summary>Every test class of the runtime suite, one line each, in alphabetical order of namespace-less class names.</summary>
internal static class Suites
{
    internal static void Register(TestList tests)
    {
        ArrayTests.Register(tests);
        CollectionMiscTests.Register(tests);
        ComparerTests.Register(tests);
        DictionaryTests.Register(tests);
        HarnessTests.Register(tests);
        HashSetTests.Register(tests);
        LinkedListTests.Register(tests);
        ListTests.Register(tests);
        PriorityQueueTests.Register(tests);
        QueueStackTests.Register(tests);
        SortedTests.Register(tests);
        SortTests.Register(tests);
        TupleTests.Register(tests);
    }
}

namespace Diesis.Tests.Runtime;

/// <summary>Every test class of the runtime suite, one line each, in alphabetical order of namespace-less class names.</summary>
internal static class Suites
{
    internal static void Register(TestList tests)
    {
        ArrayTests.Register(tests);
        AsyncMethodTests.Register(tests);
        CancellationTests.Register(tests);
        CharErrorTests.Register(tests);
        CharTests.Register(tests);
        CollectionMiscTests.Register(tests);
        ComparerTests.Register(tests);
        DictionaryTests.Register(tests);
        EncodingErrorTests.Register(tests);
        EncodingTests.Register(tests);
        EventTests.Register(tests);
        FloatTextTests.Register(tests);
        HarnessTests.Register(tests);
        HashSetTests.Register(tests);
        IntegerFormatTests.Register(tests);
        IntegerParseTests.Register(tests);
        InterlockedTests.Register(tests);
        InterpolationTests.Register(tests);
        LazyTests.Register(tests);
        LinkedListTests.Register(tests);
        ListTests.Register(tests);
        LockTests.Register(tests);
        MonitorTests.Register(tests);
        ParallelTests.Register(tests);
        PriorityQueueTests.Register(tests);
        QueueStackTests.Register(tests);
        ReaderWriterLockTests.Register(tests);
        SemaphoreTests.Register(tests);
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
        TaskContinuationTests.Register(tests);
        TaskTests.Register(tests);
        ThreadPoolTests.Register(tests);
        ThreadTests.Register(tests);
        TimerTests.Register(tests);
        TupleTests.Register(tests);
        ValueTaskTests.Register(tests);
        Vector128Tests.Register(tests);
        X86Tests.Register(tests);
    }
}

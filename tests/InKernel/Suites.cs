using Diesis.Tests.InKernel;

namespace Diesis.Tests.Runtime;

/// <summary>Every test class of the kernel suite, one line each, in alphabetical order.</summary>
internal static class Suites
{
    internal static void Register(TestList tests)
    {
        AcpiTests.Register(tests);
        AddressSpaceTests.Register(tests);
        AddressSpaceTraceTests.Register(tests);
        AddressWaitTests.Register(tests);
        BootInfoTests.Register(tests);
        BootReport.Register(tests);
        ChannelTests.Register(tests);
        ClockTests.Register(tests);
        CollectorStopTests.Register(tests);
        CommandLineTests.Register(tests);
        Crashes.Register(tests);
        EduTests.Register(tests);
        EpollTests.Register(tests);
        ExampleTests.Register(tests);
        ExecutorTests.Register(tests);
        FileTests.Register(tests);
        FrameTests.Register(tests);
        InterruptTests.Register(tests);
        KernelLogTests.Register(tests);
        KernelMemoryTests.Register(tests);
        KernelThreadTests.Register(tests);
        KernelTimerTests.Register(tests);
        KeyboardTests.Register(tests);
        LineTests.Register(tests);
        LockCheckerTests.Register(tests);
        LockContentionTests.Register(tests);
        LogSinkTests.Register(tests);
        MemoryThreadTests.Register(tests);
        MessageTableTests.Register(tests);
        MonitorTests.Register(tests);
        MutexTests.Register(tests);
        NativeHeapTests.Register(tests);
        OopsTests.Register(tests);
        PageCacheTests.Register(tests);
        PagingTests.Register(tests);
        PciTests.Register(tests);
        PipeTests.Register(tests);
        PolicyTests.Register(tests);
        PreemptionTests.Register(tests);
        ProcessorTests.Register(tests);
        ProtectionTests.Register(tests);
        RangeTests.Register(tests);
        RcuTests.Register(tests);
        SchedulerTests.Register(tests);
        ScreenTests.Register(tests);
        SerialTests.Register(tests);
        SpinLockTests.Register(tests);
        TtyTests.Register(tests);
        UnixSocketTests.Register(tests);
        UserCopyTests.Register(tests);
        UserSpaceTests.Register(tests);
        VectorTests.Register(tests);
        WaitingTests.Register(tests);
        WakeSignalTests.Register(tests);
        WatchdogTests.Register(tests);
    }
}

using Diesis.Tests.InKernel;

namespace Diesis.Tests.Runtime;

/// <summary>Every test class of the kernel suite, one line each, in alphabetical order.</summary>
internal static class Suites
{
    internal static void Register(TestList tests)
    {
        BootInfoTests.Register(tests);
        BootReport.Register(tests);
        CommandLineTests.Register(tests);
        LockCheckerTests.Register(tests);
        SpinLockTests.Register(tests);
    }
}

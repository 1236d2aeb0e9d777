using System;
using System.Threading;
using Diesis.Platform.Processors;
using Diesis.Platform.Time;

namespace Diesis.Tests.InKernel;

/// <summary>What several kernel tests need.</summary>
internal static class KernelTest
{
    private const long PatienceNanoseconds = 60_000_000_000;

    /// <summary>Adds a case that asks something of several processors.</summary>
    internal static void AddOnSeveral(this TestList tests, string name, Action body)
    {
        if (Processor.Count > 1)
            tests.Add(name, body);
        else
            tests.AddNotRun(name);
    }

    /// <summary>Sleeps in short pieces until a condition holds; fails when it does not in a time that no machine needs.</summary>
    internal static void WaitUntil(Func<bool> condition, string what)
    {
        long end = Clock.Monotonic + PatienceNanoseconds;
        while (!condition())
        {
            Check.True(Clock.Monotonic < end, what);
            Thread.Sleep(1);
        }
    }

    /// <summary>Uses the processor for so many milliseconds by the clock.</summary>
    internal static void Spin(int milliseconds)
    {
        long end = Clock.Monotonic + milliseconds * 1_000_000L;
        while (Clock.Monotonic < end)
        {
        }
    }
}

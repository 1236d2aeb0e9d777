using System;
using System.Diagnostics;
using System.Threading;

namespace Diesis.Tests.Stress;

/// <summary>Runs one scenario in some threads for a number of seconds; any loss or damage ends it with status 1 and a message.</summary>
/// <remarks>Arguments: SCENARIO THREADS SECONDS SEED. The last line of a good run is "done ROUNDS".</remarks>
internal static class Program
{
    private static long s_rounds;
    private static int s_failed;

    private static int Main(string[] arguments)
    {
        if (arguments.Length != 4)
        {
            Console.WriteLine("usage: SCENARIO THREADS SECONDS SEED");
            return 2;
        }

        string name = arguments[0];
        int threads = int.Parse(arguments[1]);
        long deadline = Environment.TickCount64 + int.Parse(arguments[2]) * 1000L;
        int seed = int.Parse(arguments[3]);
        Scenario? scenario = Create(name);
        if (scenario is null)
        {
            Console.WriteLine("no scenario " + name);
            return 2;
        }

        scenario.Prepare(seed);
        Thread[] workers = new Thread[threads];
        for (int i = 0; i < threads; i++)
        {
            int number = i;
            workers[i] = new Thread(() => Work(scenario, seed + number * 7919, deadline));
            workers[i].Start();
        }

        foreach (Thread worker in workers)
            worker.Join();
        if (Volatile.Read(ref s_failed) == 0)
            Guard(scenario.Finish);
        if (Volatile.Read(ref s_failed) != 0)
            return 1;
        Console.WriteLine("done " + s_rounds.ToString());
        return 0;
    }

    private static Scenario? Create(string name) => name switch
    {
        "graph" => new GraphScenario(),
        "interior" => new InteriorScenario(),
        "roots" => new RootsScenario(),
        "large" => new LargeHeapScenario(),
        "fragments" => new FragmentScenario(),
        "exhaust" => new ExhaustScenario(),
        "threads" => new ThreadsScenario(),
        _ => null,
    };

    private static void Work(Scenario scenario, int seed, long deadline)
    {
        Random random = new(seed);
        Guard(() =>
        {
            do
            {
                scenario.Round(random);
                Interlocked.Increment(ref s_rounds);
            }
            while (Environment.TickCount64 < deadline && Volatile.Read(ref s_failed) == 0);
        });
    }

    private static void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            Volatile.Write(ref s_failed, 1);
            Console.WriteLine("FAIL " + exception.ToString());
        }
    }
}

/// <summary>Something that is done again and again by several threads.</summary>
internal abstract class Scenario
{
    /// <summary>Once, before the threads start.</summary>
    internal virtual void Prepare(int seed)
    {
    }

    /// <summary>By every thread, over and over.</summary>
    internal abstract void Round(Random random);

    /// <summary>Once, after the threads have ended: the last check.</summary>
    internal virtual void Finish()
    {
    }

    protected static void Require(bool condition, string what)
    {
        if (!condition)
            throw new InvalidOperationException("damaged: " + what);
    }
}

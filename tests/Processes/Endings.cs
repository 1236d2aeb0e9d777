using System;
using System.Threading;

namespace Diesis.Tests.Processes;

/// <summary>Programs that end as they mean to.</summary>
internal static class Endings
{
    internal static int Exit(int status)
    {
        try
        {
            Environment.Exit(status);
        }
        finally
        {
            Console.WriteLine("a finally handler ran");
        }
        return 1;
    }

    internal static int ExitInFinally()
    {
        try
        {
            throw new InvalidOperationException();
        }
        catch (InvalidOperationException)
        {
            Console.WriteLine("caught");
        }
        finally
        {
            Environment.Exit(21);
        }
        return 1;
    }

    internal static int ExitInThread()
    {
        Thread thread = new(static () => Environment.Exit(22));
        thread.Start();
        Thread.Sleep(Timeout.Infinite);
        return 1;
    }

    internal static int ExitCode()
    {
        Environment.ExitCode = 7;
        Console.WriteLine(Environment.ExitCode);
        return 3;
    }

    internal static int Foreground()
    {
        new Thread(static () =>
        {
            Thread.Sleep(100);
            Console.WriteLine("the thread ends last");
        }).Start();
        return 4;
    }

    internal static int Background()
    {
        new Thread(static () =>
        {
            Thread.Sleep(Timeout.Infinite);
        })
        { IsBackground = true }.Start();
        return 5;
    }
}

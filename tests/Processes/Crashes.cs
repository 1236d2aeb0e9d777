using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace Diesis.Tests.Processes;

/// <summary>Not nested: of the names of nested types stock .NET's messages have the last part only.</summary>
internal static class BadStatics
{
    public static readonly int Value = Fail();

    static BadStatics()
    {
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Fail() => throw new NotSupportedException("no statics today");
}

/// <summary>Programs that end badly.</summary>
internal static class Crashes
{
    private sealed class OwnTextException : Exception
    {
        public override string ToString() => "a text\nof its own";
    }

    private sealed class BadTextException : Exception
    {
        public BadTextException() : base("the message")
        {
        }

        public override string ToString() => throw new InvalidOperationException("no text");
    }

    private static readonly object? s_nothing = null;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Inner() => throw new InvalidOperationException("inner");

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int Outer()
    {
        try
        {
            return Inner();
        }
        catch (InvalidOperationException exception)
        {
            throw new ApplicationException("outer", exception);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int Unicode() => throw new ArgumentException("Größe 5 € 😀", "naïve");

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int Aggregate() => throw new AggregateException("several", new InvalidOperationException("first"), new ArgumentNullException("second"));

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int Null(string? text) => text!.Length;

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int Divide(int divisor) => 5 / divisor;

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int Rethrow()
    {
        try
        {
            return Inner();
        }
        catch (Exception) when (s_nothing is null)
        {
            throw;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int Carried()
    {
        ExceptionDispatchInfo? info = null;
        try
        {
            Inner();
        }
        catch (Exception exception)
        {
            info = ExceptionDispatchInfo.Capture(exception);
        }
        info!.Throw();
        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int Finally()
    {
        try
        {
            return Inner();
        }
        finally
        {
            Console.WriteLine("a finally handler ran");
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int Filter()
    {
        try
        {
            return Inner();
        }
        catch (Exception exception) when (Declines(exception))
        {
            return 1;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Declines(Exception exception)
    {
        Console.WriteLine("asked about " + exception.Message);
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int StaticConstructor() => BadStatics.Value;

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int OwnText() => throw new OwnTextException();

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int BadText() => throw new BadTextException();

    internal static async Task<int> Async()
    {
        await Task.CompletedTask;
        return Inner();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int Iterator()
    {
        foreach (int item in Items())
            Console.WriteLine(item);
        return 0;
    }

    private static IEnumerable<int> Items()
    {
        yield return 1;
        Inner();
        yield return 2;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int Generic<T>(T value, int? number) => throw new InvalidOperationException(typeof(T).Name + value + number);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int Lambda()
    {
        int captured = 5;
        Func<string, int> fails = text => throw new InvalidOperationException(text + captured);
        return fails("lambda ");
    }

    internal static int InThread()
    {
        Thread thread = new(static () => Outer());
        thread.Start();
        thread.Join();
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }

    internal static int Memory()
    {
        List<byte[]> kept = [];
        while (true)
            kept.Add(new byte[64 << 10]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int Overflow(int depth) => depth < 0 ? 0 : Overflow(depth + 1) + 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int Ping(int depth) => Pong(depth + 1) + 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Pong(int depth) => Ping(depth + 1) + 1;

    internal static int OverflowInThread()
    {
        Thread thread = new(static () => Overflow(0));
        thread.Start();
        thread.Join();
        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int OverflowWithLargeFrames(int depth)
    {
        Span<byte> bytes = stackalloc byte[20_000];
        bytes[depth % 100] = 1;
        return OverflowWithLargeFrames(depth + 1) + bytes[depth % 100];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int FailFast(string? message, Exception? exception)
    {
        try
        {
            Environment.FailFast(message, exception);
        }
        finally
        {
            Console.WriteLine("a finally handler ran");
        }
        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int Assert(int value)
    {
        Debug.Assert(value > 5);
        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int AssertMessage(int value)
    {
        Debug.Assert(value == 0, "never seen");
        Debug.Assert(value > 5, "a message", "and its detail");
        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int DebugFail()
    {
        Debug.Fail("failed on purpose");
        return 0;
    }
}

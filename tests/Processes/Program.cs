using System;

namespace Diesis.Tests.Processes;

/// <summary>Runs the scenario that the first argument names; tools/Tool/Testing/ProcessSuite.cs says what must come of it.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        string[] rest = arguments[1..];
        return arguments[0] switch
        {
            "unhandled" => Crashes.Outer(),
            "unhandled-unicode" => Crashes.Unicode(),
            "unhandled-aggregate" => Crashes.Aggregate(),
            "unhandled-null" => Crashes.Null(null),
            "unhandled-divide" => Crashes.Divide(rest.Length),
            "unhandled-rethrow" => Crashes.Rethrow(),
            "unhandled-carried" => Crashes.Carried(),
            "unhandled-finally" => Crashes.Finally(),
            "unhandled-filter" => Crashes.Filter(),
            "unhandled-static" => Crashes.StaticConstructor(),
            "unhandled-own-text" => Crashes.OwnText(),
            "unhandled-bad-text" => Crashes.BadText(),
            "unhandled-async" => Crashes.Async().GetAwaiter().GetResult(),
            "unhandled-iterator" => Crashes.Iterator(),
            "unhandled-generic" => Crashes.Generic<string>("x", 3),
            "unhandled-lambda" => Crashes.Lambda(),
            "unhandled-thread" => Crashes.InThread(),
            "unhandled-memory" => Crashes.Memory(),
            "overflow" => Crashes.Overflow(0),
            "overflow-mutual" => Crashes.Ping(0),
            "overflow-thread" => Crashes.OverflowInThread(),
            "overflow-frames" => Crashes.OverflowWithLargeFrames(0),
            "last-page" => StackEnd.LastPage(),
            "failfast" => Crashes.FailFast("the reason", null),
            "failfast-nothing" => Crashes.FailFast(null, null),
            "failfast-exception" => Crashes.FailFast("the reason", new InvalidOperationException("the cause")),
            "assert" => Crashes.Assert(rest.Length),
            "assert-message" => Crashes.AssertMessage(rest.Length),
            "debug-fail" => Crashes.DebugFail(),
            "return" => int.Parse(rest[0]),
            "exit" => Endings.Exit(int.Parse(rest[0])),
            "exit-in-finally" => Endings.ExitInFinally(),
            "exit-in-thread" => Endings.ExitInThread(),
            "exit-code" => Endings.ExitCode(),
            "foreground" => Endings.Foreground(),
            "background" => Endings.Background(),
            "arguments" => Streams.Arguments(rest),
            "environment" => Streams.EnvironmentVariables(rest),
            "echo" => Streams.Echo(),
            "characters" => Streams.Characters(),
            "rest" => Streams.Rest(),
            "console" => Streams.ConsoleValues(),
            "streams" => Streams.BothStreams(),
            "redirected" => Streams.Redirected(),
            "threads-write" => Streams.ThreadsWrite(),
            _ => 99,
        };
    }
}

using System.Text;
using System.Text.RegularExpressions;

namespace Diesis.Tool.Testing;

/// <summary>One scenario of tests/Processes and what must come of it.</summary>
/// <param name="Status">The exit status in a process.</param>
internal sealed partial record ProcessScenario(string Name, int Status)
{
    private const int Aborted = 134;

    internal IReadOnlyList<string> Arguments { get; init; } = [];

    internal byte[] Input { get; init; } = [];

    internal IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    internal bool OnBareMetal { get; init; }

    /// <summary>Regular expression over output and error together, in the place of comparing them with stock .NET's.</summary>
    internal string? Expected { get; init; }

    /// <summary>Reports that stock .NET's native part writes name parameters by type only.</summary>
    internal bool WithoutParameters { get; init; }

    internal static IReadOnlyList<ProcessScenario> All { get; } =
    [
        Unhandled("unhandled") with { OnBareMetal = true },
        Unhandled("unhandled-unicode") with { OnBareMetal = true },
        Unhandled("unhandled-aggregate"),
        Unhandled("unhandled-null") with { OnBareMetal = true },
        Unhandled("unhandled-divide"),
        Unhandled("unhandled-rethrow"),
        Unhandled("unhandled-carried"),
        // Stock .NET runs the finally handler first; here the report shows the program as it was (ECMA-335 leaves it open).
        Unhandled("unhandled-finally") with { Expected = @"^Unhandled exception\. System\.InvalidOperationException: inner\n   at Diesis\.Tests\.Processes\.Crashes\.Inner\(\).*\n   at Diesis\.Tests\.Processes\.Crashes\.Finally\(\)" },
        Unhandled("unhandled-filter"),
        Unhandled("unhandled-static") with { OnBareMetal = true },
        Unhandled("unhandled-own-text"),
        Unhandled("unhandled-bad-text") with { Expected = @"^Unhandled exception\. Diesis\.Tests\.Processes\.Crashes\+BadTextException: the message\n   at Diesis\.Tests\.Processes\.Crashes\.BadText\(\)" },
        Unhandled("unhandled-async"),
        Unhandled("unhandled-iterator"),
        Unhandled("unhandled-generic"),
        Unhandled("unhandled-lambda"),
        Unhandled("unhandled-thread"),
        Unhandled("unhandled-memory") with
        {
            Environment = new Dictionary<string, string> { ["DIESIS_GC_HEAP_LIMIT"] = "32M" },
            Expected = @"^Unhandled exception\. System\.OutOfMemoryException: Insufficient memory to continue the execution of the program\.\n(   at .*\n)*   at Diesis\.Tests\.Processes\.Crashes\.Memory\(\)",
        },
        Unhandled("overflow") with { WithoutParameters = true, OnBareMetal = true },
        Unhandled("overflow-mutual") with
        {
            Expected = @"^Stack overflow\.\nRepeated \d+ times:\n-+\n   at Diesis.*Crashes\.P[io]ng\(.*\n   at Diesis.*Crashes\.P[io]ng\(.*\n-+\n(   at .*Ping\(.*\n)?   at Diesis\.Tests\.Processes\.Program\.Main\(",
        },
        Unhandled("overflow-thread") with { Expected = @"^Stack overflow\.\n(   at .*\n)?Repeated \d+ times:\n-+\n   at Diesis.*Crashes\.Overflow\(Int32 depth\).*\n-+\n   at Diesis.*<OverflowInThread>" },
        Unhandled("overflow-frames") with { Expected = @"^Stack overflow\.\n(   at .*\n)?(Repeated \d+ times:\n-+\n)?   at Diesis.*Crashes\.OverflowWithLargeFrames\(" },
        new("last-page", 0) { Expected = @"^all caught\nall finally handlers ran\n$" },
        Unhandled("failfast") with { WithoutParameters = true, OnBareMetal = true },
        Unhandled("failfast-nothing") with { WithoutParameters = true },
        Unhandled("failfast-exception") with { WithoutParameters = true },
        Unhandled("assert") with { OnBareMetal = true },
        Unhandled("assert-message"),
        Unhandled("debug-fail"),
        new("return", 42) { Arguments = ["42"], OnBareMetal = true },
        new("return", 0) { Arguments = ["0"] },
        new("return", 255) { Arguments = ["-1"] },
        new("exit", 9) { Arguments = ["9"], OnBareMetal = true },
        new("exit", 7) { Arguments = ["263"] },
        new("exit-in-finally", 21),
        new("exit-in-thread", 22),
        new("exit-code", 3) { OnBareMetal = true },
        new("foreground", 4),
        new("background", 5),
        new("arguments", 5) { Arguments = ["plain", "with blank", "", "é€", "naïve 😀"] },
        new("environment", 0)
        {
            Arguments = ["DIESIS_PROCESS_TEST", "DIESIS_PROCESS_ABSENT"],
            Environment = new Dictionary<string, string> { ["DIESIS_PROCESS_TEST"] = "a=b é" },
        },
        new("echo", 5) { Input = "one\ntwo\r\n\nthree é€😀\nno end"u8.ToArray() },
        new("echo", 0),
        new("echo", 1) { Input = Encoding.UTF8.GetBytes(new string('x', 5000) + "é") },
        new("echo", 2) { Input = [(byte)'a', 0xff, 0xc3, (byte)'b', 0xe2, 0x82, (byte)'\n', 0xf0, 0x9f] },
        new("characters", 0) { Input = "aé😀\r\n"u8.ToArray() },
        new("rest", 0) { Input = "first\nsecond\nthird"u8.ToArray() },
        new("console", 0) { OnBareMetal = true },
        new("streams", 0),
        new("redirected", 0),
        new("threads-write", 0) { Expected = @"^(?:([abcd])\1{2999}\n){80}$" },
    ];

    /// <summary>Of the program whose Main is asynchronous.</summary>
    internal static IReadOnlyList<ProcessScenario> AsyncMain { get; } =
    [
        new("async-main-returns", 12) { Arguments = ["12"], Expected = @"^before\n$" },
        new("async-main-throws", Aborted)
        {
            Arguments = ["throw"],
            Expected = @"^before\nUnhandled exception\. System\.InvalidOperationException: from async Main\n   at AsyncMain\.Main\(String\[\] arguments\)",
        },
    ];

    private static ProcessScenario Unhandled(string name) => new(name, Aborted);

    /// <summary>Null when all is well, else what is not.</summary>
    /// <param name="oracle">What stock .NET did; null for a scenario with an expectation of its own.</param>
    internal string? Judge(ProcessOutcome actual, ProcessOutcome? oracle)
    {
        string shown = $"\noutput:\n{Shown(actual.Output)}\nerror:\n{Shown(actual.Error)}";
        if (actual.Status != Status || (oracle is not null && oracle.Status != Status))
        {
            return $"expected the exit status {Status}, got {actual.Status}; stock .NET {oracle?.Status}{shown}";
        }

        if (oracle is null)
        {
            return Regex.IsMatch(actual.Output + actual.Error, Expected!) ? null : $"does not match {Expected}{shown}";
        }

        return Normal(actual.Output) == Normal(oracle.Output) && Normal(actual.Error) == Normal(oracle.Error)
            ? null
            : $"differs from stock .NET{shown}\nstock output:\n{Shown(oracle.Output)}\nstock error:\n{Shown(oracle.Error)}";
    }

    /// <summary>The kernel has one console, and dies with a status of its own.</summary>
    internal string? JudgeBare(int status, string console, ProcessOutcome? oracle)
    {
        int expected = Status == Aborted ? ExitCodes.KernelDied : Status;
        if (status != expected)
        {
            return $"expected the exit status {expected}, got {status}\n{Shown(console)}";
        }

        if (Status == Aborted)
        {
            // The kernel adds its own report to that of the runtime.
            int panic = console.IndexOf("Panic on processor ", StringComparison.Ordinal);
            if (panic < 0)
            {
                return $"there is no report of a panic\n{Shown(console)}";
            }

            console = console[..panic];
        }

        bool agrees = oracle is null ? Regex.IsMatch(console.Replace("\r", ""), Expected!) : Normal(console) == Normal(oracle.Output + oracle.Error);
        return agrees ? null : $"the console shows\n{Shown(console)}\nstock .NET\n{Shown(oracle?.Output + oracle?.Error)}";
    }

    /// <summary>Without what must differ: addresses, files and lines, frames of the libraries, how often a stack repeats.</summary>
    private string Normal(string text)
    {
        text = Repeats().Replace(Place().Replace(text.Replace("\r", ""), ""), "Repeated N times");
        if (WithoutParameters)
        {
            text = Parameters().Replace(text, "()");
        }

        IEnumerable<string> lines = text.Split('\n').Where(line => !line.StartsWith("   at System.", StringComparison.Ordinal));
        return string.Join('\n', lines).TrimEnd('\n');
    }

    private static string Shown(string text) => text.Length > 2000 ? text[..2000] + "…" : text;

    [GeneratedRegex(@" \[0x[0-9a-f]+\]| in [^\n]*:line \d+")]
    private static partial Regex Place();

    [GeneratedRegex(@"Repeated \d+ times")]
    private static partial Regex Repeats();

    [GeneratedRegex(@"(?<=^   at [^\n(]*)\([^\n]*\)", RegexOptions.Multiline)]
    private static partial Regex Parameters();
}

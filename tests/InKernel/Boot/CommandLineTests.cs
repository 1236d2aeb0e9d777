using Diesis.Platform.Boot;

namespace Diesis.Tests.InKernel;

/// <summary>The kernel command line. The runner puts <c>boot.test=one boot.test=two boot.flag boot.number=42 DIESIS_BOOT_TEST=set</c> on it.</summary>
internal static class CommandLineTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("CommandLine.TheLastOfSeveralCounts", () => Check.Equal("two", CommandLine.Text("boot.test"u8)));
        tests.Add("CommandLine.AFlagHasAnEmptyValue", () =>
        {
            Check.True(CommandLine.Has("boot.flag"u8));
            Check.Equal("", CommandLine.Text("boot.flag"u8));
        });
        tests.Add("CommandLine.WhatIsNotThereIsNotFound", () =>
        {
            Check.False(CommandLine.Has("boot.absent"u8));
            Check.Null(CommandLine.Text("boot.absent"u8));
        });
        tests.Add("CommandLine.AnOptionsNameMustMatchWhole", () => Check.False(CommandLine.Has("boot.tes"u8)));
        tests.Add("CommandLine.NumbersAreRead", () =>
        {
            Check.True(CommandLine.TryGetNumber("boot.number"u8, out long number));
            Check.Equal(42, number);
        });
        tests.Add("CommandLine.WordsAreNoNumbers", () => Check.False(CommandLine.TryGetNumber("boot.test"u8, out _)));
        tests.Add("CommandLine.ValuesAreCompared", () =>
        {
            Check.True(CommandLine.Is("boot.test"u8, "two"u8));
            Check.False(CommandLine.Is("boot.test"u8, "tw"u8));
        });
        tests.Add("CommandLine.SettingsAreTheEnvironment", () => Check.Equal("set", Environment.GetEnvironmentVariable("DIESIS_BOOT_TEST")));
        tests.Add("CommandLine.SettingsAreNoOptions", () => Check.False(CommandLine.Has("DIESIS_BOOT_TEST"u8)));
        tests.Add("CommandLine.ArgumentsAreNoOptions", () =>
        {
            Check.True(CommandLine.ArgumentCount >= 1);
            Check.False(CommandLine.Has("--announce"u8));
        });
    }
}

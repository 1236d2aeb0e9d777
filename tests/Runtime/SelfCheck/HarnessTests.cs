namespace Diesis.Tests.Runtime;

/// <summary>The harness checks itself first: if these fail, nothing below them can be believed.</summary>
internal static class HarnessTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("Harness.FailedCheckThrows", static () => Check.Throws<CheckFailedException>(static () => Check.Equal(1, 2), "expected 1, got 2"));
        tests.Add("Harness.ThrowsRefusesDerivedTypes", static () => Check.Throws<CheckFailedException>(static () =>
            Check.Throws<ArgumentException>(static () => throw new ArgumentNullException("x"))));
        tests.Add("Harness.ThrowsRefusesSilence", static () => Check.Throws<CheckFailedException>(static () => Check.Throws<Exception>(static () => { })));
        tests.Add("Harness.TranscriptDependsOnOrder", static () =>
        {
            ulong start = Check.TranscriptHash;
            Check.Record(1);
            Check.Record("a");
            ulong first = Check.TranscriptHash;
            Check.StartTranscript(prints: false);
            Check.True(start == Check.TranscriptHash, "a new transcript is empty");
            Check.Record("a");
            Check.Record(1);
            Check.True(first != Check.TranscriptHash, "order changes the hash");
        });
        tests.Add("Harness.SeededRandomIsSplitMix64", static () =>
        {
            SeededRandom random = new(0);
            SeededRandom same = new(0);
            for (int i = 0; i < 100; i++)
            {
                int number = random.Next(-5, 17);
                Check.True(number >= -5 && number < 17, "in range");
                Check.Equal(number, same.Next(-5, 17));
                Check.Record(number);
            }
        });
        tests.Add("Harness.EscapedText", static () => Check.Equal("a\\000a\\005c\\00e9", Escaped.Text("a\n\\\u00e9")));
        tests.AddThreaded("Harness.ThreadedTestsAreCountedApart", static () => Check.Record("ran"));
    }
}

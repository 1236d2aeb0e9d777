using System.Text;
using Diesis.Platform.Diagnostics;

namespace Diesis.Unit.Tests.Logging;

/// <summary>The kernel log's ring of records.</summary>
public sealed class LogRingTests
{
    private readonly byte[] _storage = new byte[4096];
    private LogRing.State _state;

    private LogRing Ring => new(_storage, ref _state);

    private void Append(string text, string tag = "test", LogLevel level = LogLevel.Information, long time = 0, int processor = 0) =>
        Ring.Append(level, processor, time, Encoding.UTF8.GetBytes(tag), Encoding.UTF8.GetBytes(text));

    private bool TryRead(ref LogCursor cursor, out string tag, out string text, out LogRecord record)
    {
        byte[] buffer = new byte[LogRing.MaximumRecord];
        bool read = Ring.TryRead(ref cursor, buffer, out record);
        tag = Encoding.UTF8.GetString(buffer, 0, record.TagLength);
        text = Encoding.UTF8.GetString(buffer, record.TagLength, record.TextLength);
        return read;
    }

    [Fact]
    public void AnEmptyRingHasNothing()
    {
        LogCursor cursor = default;
        Assert.False(TryRead(ref cursor, out _, out _, out _));
    }

    [Fact]
    public void ARecordIsReadAsItWasWritten()
    {
        Append("found a device", "pci", LogLevel.Warning, time: 1_234_567, processor: 3);
        LogCursor cursor = default;
        Assert.True(TryRead(ref cursor, out string tag, out string text, out LogRecord record));
        Assert.Equal(("pci", "found a device"), (tag, text));
        Assert.Equal((LogLevel.Warning, 1_234_567L, 3, 0UL, 0UL), (record.Level, record.TimeNanoseconds, record.Processor, record.Sequence, record.Lost));
        Assert.False(TryRead(ref cursor, out _, out _, out _));
    }

    [Fact]
    public void SeveralReadersDoNotDisturbEachOther()
    {
        Append("one");
        Append("two");
        LogCursor first = default;
        LogCursor second = default;
        Assert.True(TryRead(ref first, out _, out string text, out _));
        Assert.Equal("one", text);
        Assert.True(TryRead(ref first, out _, out text, out _));
        Assert.Equal("two", text);
        Assert.True(TryRead(ref second, out _, out text, out _));
        Assert.Equal("one", text);
    }

    [Fact]
    public void AnOvertakenReaderIsToldHowManyItLost()
    {
        for (int i = 0; i < 1000; i++)
            Append("number " + i);
        LogCursor cursor = default;
        Assert.True(TryRead(ref cursor, out _, out string text, out LogRecord record));
        Assert.Equal(Ring.OldestSequence, record.Lost);
        Assert.Equal("number " + record.Lost, text);
        ulong expected = record.Sequence;
        while (TryRead(ref cursor, out _, out text, out record))
        {
            Assert.Equal(0UL, record.Lost);
            Assert.Equal("number " + ++expected, text);
        }
        Assert.Equal(999UL, expected);
    }

    [Fact]
    public void TheLastRecordsCanBeAskedFor()
    {
        for (int i = 0; i < 20; i++)
            Append("number " + i);
        LogCursor cursor = Ring.Last(2);
        Assert.True(TryRead(ref cursor, out _, out string text, out LogRecord record));
        Assert.Equal("number 18", text);
        Assert.Equal(0UL, record.Lost);
        cursor = Ring.Last(1000);
        Assert.True(TryRead(ref cursor, out _, out text, out _));
        Assert.Equal("number 0", text);
        cursor = Ring.Last(0);
        Assert.False(TryRead(ref cursor, out _, out _, out _));
    }

    [Fact]
    public void TheEndSeesOnlyWhatComesLater()
    {
        Append("before");
        LogCursor cursor = Ring.End;
        Append("after");
        Assert.True(TryRead(ref cursor, out _, out string text, out _));
        Assert.Equal("after", text);
    }

    [Theory]
    [InlineData(1023, 1023)]
    [InlineData(1024, 1024)]
    [InlineData(1025, 1024)]
    [InlineData(5000, 1024)]
    public void ALongTextIsCut(int length, int kept)
    {
        Append(new string('x', length));
        LogCursor cursor = default;
        Assert.True(TryRead(ref cursor, out _, out string text, out _));
        Assert.Equal(new string('x', kept), text);
    }

    [Fact]
    public void ACutLeavesWholeCharacters()
    {
        Append(new string('€', 500), "ääääääääää");
        LogCursor cursor = default;
        Assert.True(TryRead(ref cursor, out string tag, out string text, out _));
        Assert.Equal(new string('€', 341), text);
        Assert.Equal("äääääää", tag);
    }

    [Fact]
    public void RandomTracesAgreeWithAList()
    {
        for (int seed = 0; seed < 200; seed++)
            RunTrace(seed);
    }

    /// <summary>The model: a list of all records. A reader must get each in order, or be told that it lost exactly those it does not get.</summary>
    private static void RunTrace(int seed)
    {
        Random random = new(seed);
        LogRingTests test = new();
        List<(string Tag, string Text, LogLevel Level, long Time)> written = [];
        LogCursor[] readers = new LogCursor[4];
        ulong[] expected = new ulong[readers.Length];
        for (int step = 0; step < 2000; step++)
        {
            int reader = random.Next(readers.Length + 2);
            if (reader >= readers.Length)
            {
                string text = new((char)random.Next('a', 'z'), random.Next(random.Next(10) == 0 ? LogRing.MaximumText : 60));
                string tag = new('t', random.Next(LogRing.MaximumTag));
                LogLevel level = (LogLevel)random.Next(8);
                test.Append(text, tag, level, step, step % 64);
                written.Add((tag, text, level, step));
                continue;
            }

            bool read = test.TryRead(ref readers[reader], out string gotTag, out string gotText, out LogRecord record);
            Assert.True(read == (expected[reader] < (ulong)written.Count), $"seed {seed}, step {step}");
            if (!read)
                continue;
            Assert.True(record.Sequence == expected[reader] + record.Lost, $"seed {seed}, step {step}: sequence {record.Sequence}");
            Assert.True(record.Lost == 0 || record.Sequence == test.Ring.OldestSequence, $"seed {seed}, step {step}: lost {record.Lost}");
            Assert.True(written[(int)record.Sequence] == (gotTag, gotText, record.Level, record.TimeNanoseconds), $"seed {seed}, step {step}: other content");
            expected[reader] = record.Sequence + 1;
        }
    }
}

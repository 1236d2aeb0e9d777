using System.Text;
using System.Threading;
using Diesis.Core.Logging;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Time;

namespace Diesis.Tests.InKernel;

/// <summary>Who shows the log, and the thread that brings it to them.</summary>
internal static class LogSinkTests
{
    private const long Patience = 10_000_000_000;

    private sealed class Collector(LogLevel level) : LogSink("test", level)
    {
        private readonly Lock _lock = new();
        private readonly List<string> _texts = [];

        internal bool Held { get; set; }

        internal int Flushes { get; private set; }

        protected internal override bool IsHeld => Held;

        internal bool Has(string text)
        {
            using (_lock.EnterScope())
                return _texts.Contains(text);
        }

        protected internal override void Write(in LogRecord record, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> text)
        {
            using (_lock.EnterScope())
                _texts.Add(Encoding.UTF8.GetString(text));
        }

        protected internal override void Flush() => Flushes++;
    }

    internal static void Register(TestList tests)
    {
        tests.Add("LogSink.GetsWhatIsWritten", () => With(LogLevel.Debug, sink =>
        {
            Log.Notice("sink-test", $"to be shown");
            Check.True(Appears(sink, "to be shown"));
            Check.True(sink.Flushes > 0);
        }));
        tests.Add("LogSink.GetsWhatWasWrittenBefore", () =>
        {
            Log.Notice("sink-test", $"written before");
            With(LogLevel.Debug, sink => Check.True(Appears(sink, "written before")));
        });
        tests.Add("LogSink.LeavesOutLessImportantRecords", () => With(LogLevel.Warning, sink =>
        {
            Log.Notice("sink-test", $"only a notice");
            Log.Warning("sink-test", $"a warning");
            Check.True(Appears(sink, "a warning"));
            Check.False(sink.Has("only a notice"));
        }));
        tests.Add("LogSink.ThatIsHeldGetsRecordsLater", () => With(LogLevel.Debug, sink =>
        {
            LogSinks.Drain();
            sink.Held = true;
            Log.Notice("sink-test", $"while held");
            LogSinks.Drain();
            Check.False(sink.Has("while held"));
            sink.Held = false;
            Check.True(Appears(sink, "while held"));
        }));
        tests.AddThreaded("LogThread.ShowsRecordsByItself", () => With(LogLevel.Debug, sink =>
        {
            LogSinks.Drain();
            Log.Notice("sink-test", $"nobody drains");
            long start = Clock.Monotonic;
            while (!sink.Has("nobody drains") && Clock.Monotonic - start < Patience)
                Thread.Sleep(1);
            Check.True(sink.Has("nobody drains"), "the thread did not come");
        }));
    }

    private static void With(LogLevel level, Action<Collector> body)
    {
        Collector sink = new(level);
        LogSinks.Add(sink);
        try
        {
            body(sink);
        }
        finally
        {
            LogSinks.Remove(sink);
        }
    }

    /// <summary>Another thread may be draining just now; then the record comes by it.</summary>
    private static bool Appears(Collector sink, string text)
    {
        long start = Clock.Monotonic;
        do
        {
            LogSinks.Drain();
            if (sink.Has(text))
                return true;
            Thread.Yield();
        }
        while (Clock.Monotonic - start < Patience);
        return false;
    }
}

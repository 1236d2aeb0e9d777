using System.Threading;
using Diesis.Core.Logging;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Locks;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;

namespace Diesis.Tests.InKernel;

/// <summary>The kernel log from every context.</summary>
internal static class KernelLogTests
{
    private const long Patience = 5_000_000_000;

    private static Diesis.Platform.Locks.SpinLock s_lock = new(LockRank.None);

    private sealed class LoggingTimer : KernelTimer
    {
        internal int Done;

        protected internal override void OnTimer()
        {
            KernelLog.Write(LogLevel.Notice, "log-test"u8, "from an interrupt"u8);
            Volatile.Write(ref Done, 1);
        }
    }

    internal static void Register(TestList tests)
    {
        tests.Add("Log.ReturnsWhatWasWritten", () =>
        {
            LogReader reader = new();
            KernelLog.Write(LogLevel.Warning, "log-test"u8, "some text"u8);
            reader.Expect("log-test", "some text");
            Check.Equal((int)LogLevel.Warning, (int)reader.Record.Level);
            Check.False(reader.TryNext("log-test"));
        });
        tests.Add("Log.TimesDoNotGoBack", () =>
        {
            LogReader reader = new();
            long before = Clock.Monotonic;
            for (int i = 0; i < 10; i++)
                Log.Notice("log-test", $"number {i}");
            long last = before;
            while (reader.TryNext("log-test"))
            {
                Check.True(reader.Record.TimeNanoseconds >= last);
                last = reader.Record.TimeNanoseconds;
            }
            Check.True(last <= Clock.Monotonic);
        });
        tests.Add("Log.NumbersRecordsWithoutGaps", () =>
        {
            LogReader reader = new();
            ulong count = KernelLog.Count;
            Log.Notice("log-test", $"one");
            Log.Notice("log-test", $"two");
            reader.Expect("log-test", "one");
            Check.True(reader.Record.Sequence >= count);
            ulong first = reader.Record.Sequence;
            reader.Expect("log-test", "two");
            Check.True(reader.Record.Sequence > first && KernelLog.Count > reader.Record.Sequence);
        });
        tests.Add("Log.HasTheLastRecords", () =>
        {
            Log.Notice("log-test", $"the last one");
            LogCursor cursor = KernelLog.Last(1);
            byte[] buffer = new byte[KernelLog.MaximumRecord];
            Check.True(KernelLog.TryRead(ref cursor, buffer, out LogRecord record));
            Check.True(record.Sequence + 1 <= KernelLog.Count);
        });
        tests.Add("Log.KeepsTheStart", () => Check.True(KernelLog.Oldest.NextSequence <= KernelLog.Count));
        tests.Add("LogMessage.FormatsNumbersAndStrings", () =>
        {
            LogReader reader = new();
            string? nothing = null;
            Log.Information("log-test", $"{"pci"}: {12,5}|{12,-5}|{0xbeef:x8} {-7} {true} {nothing}.{LogLevel.Error}");
            reader.Expect("log-test", "pci:    12|12   |0000beef -7 True .Error");
        });
        tests.Add("LogMessage.IsUtf8", () =>
        {
            LogReader reader = new();
            Log.Information("log-test", $"Größe 3 € {'ß'}");
            reader.Expect("log-test", "Größe 3 € ß");
        });
        tests.Add("LogMessage.IsCutWhereItIsTooLong", () =>
        {
            LogReader reader = new();
            string longText = new('x', 1000);
            Log.Information("log-test", $"{longText}");
            reader.Expect("log-test", new string('x', 256));
        });
        tests.Add("LogMessage.OfSeveralLinesIsSeveralRecords", () =>
        {
            LogReader reader = new();
            Log.Information("log-test", $"one\ntwo\n");
            reader.Expect("log-test", "one");
            reader.Expect("log-test", "two");
            Check.False(reader.TryNext("log-test"));
        });
        tests.Add("LogMessage.ForDebuggingIsNotEvenFormatted", () =>
        {
            int evaluated = 0;
            LogReader reader = new();
            Log.Debug("log-test", $"{++evaluated}");
            Check.Equal(Log.IsOn(LogLevel.Debug) ? 1 : 0, evaluated);
            Check.Equal(Log.IsOn(LogLevel.Debug), reader.TryNext("log-test"));
        });
        tests.Add("LogMessage.ForDebuggingIsKeptWhenWanted", () =>
        {
            bool kept = KernelLog.KeepsDebug;
            LogReader reader = new();
            KernelLog.KeepsDebug = true;
            Log.Debug("log-test", $"details {1}");
            KernelLog.KeepsDebug = kept;
            reader.Expect("log-test", "details 1");
        });
        tests.Add("LogMessage.TakesNoHeap", () =>
        {
            Log.Information("log-test", $"warm {1} up {"x"}");
            int collections = GC.CollectionCount(0);
            for (int i = 0; i < 2000; i++)
                Log.Information("log-test", $"number {i} of {2000} in {i:x8} {"and text"}");
            Check.True(GC.CollectionCount(0) - collections <= 1);
        });
        tests.Add("Log.TellsAnOvertakenReaderWhatItLost", () =>
        {
            LogReader reader = new();
            LogCursor start = KernelLog.End;
            for (int i = 0; i < 3000; i++)
                Log.Information("log-test", $"filling the ring with record number {i}");
            byte[] buffer = new byte[KernelLog.MaximumRecord];
            Check.True(KernelLog.TryRead(ref start, buffer, out LogRecord record));
            Check.True(record.Lost > 1000, "lost " + record.Lost.ToString());
            Check.True(reader.TryNext("log-test") && reader.Record.Lost == record.Lost);
        });
        tests.Add("Log.MayBeWrittenUnderASpinLock", () =>
        {
            LogReader reader = new();
            using (s_lock.Enter())
                Log.Notice("log-test", $"under a lock");
            reader.Expect("log-test", "under a lock");
        });
        tests.Add("Log.MayBeWrittenByAnInterrupt", () =>
        {
            LogReader reader = new();
            LoggingTimer timer = new();
            Timers.Arm(timer, Clock.Monotonic + 1_000_000);
            long start = Clock.Monotonic;
            while (Volatile.Read(ref timer.Done) == 0 && Clock.Monotonic - start < Patience)
                Thread.Yield();
            reader.Expect("log-test", "from an interrupt");
        });
        tests.AddThreaded("Log.KeepsRecordsOfManyThreadsWhole", KeepsRecordsWhole);
        tests.AddThreaded("Log.NamesTheProcessor", () =>
        {
            LogReader reader = new();
            ulong everywhere = Processor.AllMask;
            for (int i = 0; i < Processor.Count; i++)
            {
                int number = i;
                Thread done = KernelThread.Start("logger", () => Log.Notice("log-test", $"{Processor.CurrentIndex}"), affinity: 1UL << i).Managed;
                done.Join();
                Check.True(reader.TryNext("log-test"));
                Check.Equal(number.ToString(), reader.Text);
                Check.Equal(number, reader.Record.Processor);
            }
            Check.True(everywhere != 0);
        });
        tests.Add("Log.KnowsLevelsByNameAndNumber", () =>
        {
            Check.Equal((int)LogLevel.Warning, (int)KernelLog.LevelFrom("warning")!.Value);
            Check.Equal((int)LogLevel.Debug, (int)KernelLog.LevelFrom("7")!.Value);
            Check.True(KernelLog.LevelFrom("loud") is null && KernelLog.LevelFrom(null) is null);
        });
    }

    private static void KeepsRecordsWhole()
    {
        const int Threads = 4;
        const int Each = 50;
        LogReader reader = new();
        Thread[] threads = new Thread[Threads];
        for (int i = 0; i < Threads; i++)
        {
            char letter = (char)('a' + i);
            threads[i] = new Thread(() =>
            {
                string text = new(letter, 80);
                for (int record = 0; record < Each; record++)
                    Log.Notice("log-test", $"{text}");
            });
            threads[i].Start();
        }
        foreach (Thread thread in threads)
            thread.Join();

        int[] counts = new int[Threads];
        while (reader.TryNext("log-test"))
        {
            Check.Equal(new string(reader.Text[0], 80), reader.Text);
            counts[reader.Text[0] - 'a']++;
        }
        foreach (int count in counts)
            Check.Equal(Each, count);
    }
}

using System.Diagnostics;
using System.IO;
using System.Text;

namespace Diesis.Tests.Runtime;

/// <summary>Readers and writers of strings, the environment, stopwatches.</summary>
internal static class TextStreamTests
{
    /// <summary>Only what must be overridden.</summary>
    private sealed class Letters : TextWriter
    {
        public readonly StringBuilder Text = new();

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Text.Append(value);
    }

    private sealed class Countdown(int left) : TextReader
    {
        private int _left = left;

        public override int Peek() => _left > 0 ? '0' + _left : -1;

        public override int Read() => _left > 0 ? '0' + _left-- : -1;
    }

    internal static void Register(TestList tests)
    {
        tests.Add("TextStreams.WriterOfEverything", static () =>
        {
            StringWriter writer = new();
            Fill(writer);
            Check.Record(writer.ToString());
        });
        tests.Add("TextStreams.WriterByCharacters", static () =>
        {
            Letters writer = new();
            Fill(writer);
            Check.Record(writer.Text.ToString());
        });
        tests.Add("TextStreams.NewLine", static () =>
        {
            StringWriter writer = new() { NewLine = "\r\n" };
            writer.WriteLine("a");
            writer.WriteLine();
            writer.WriteLine(5);
            writer.NewLine = null!;
            writer.WriteLine("b");
            Check.Record(writer.ToString());
        });
        tests.Add("TextStreams.WriterErrors", static () =>
        {
            StringWriter writer = new();
            Check.RecordThrown(() => writer.Write(null!, 0, 0));
            Check.RecordThrown(() => writer.Write(['a'], 1, 1));
            Check.RecordThrown(() => writer.Write(['a'], -1, 1));
            Check.RecordThrown(static () => _ = new StringWriter((StringBuilder)null!));
            writer.Write("kept");
            writer.Dispose();
            Check.RecordThrown(() => writer.Write("x"));
            Check.Equal("kept", writer.ToString());
        });
        foreach (string text in (string[])["", "\n", "one", "one\n", "one\ntwo", "one\r\ntwo\r\n", "\r\r\n\n", "a\rb\n\rc"])
        {
            string source = text;
            tests.Add("TextStreams.ReadLines:" + Escaped.Text(source), () =>
            {
                StringReader reader = new(source);
                while (reader.ReadLine() is string line)
                    Check.Record(line);
                Check.Equal(-1, reader.Peek());
                Check.Equal(-1, reader.Read());
                Check.Equal("", reader.ReadToEnd());
            });
        }
        tests.Add("TextStreams.ReadBlocks", static () =>
        {
            StringReader reader = new("abcdefgh");
            char[] buffer = new char[5];
            Check.Equal(3, reader.Read(buffer, 1, 3));
            Check.Equal('b', buffer[2]);
            Check.Equal('d', reader.Peek());
            Check.Equal(5, reader.ReadBlock(buffer, 0, 5));
            Check.Equal(0, reader.Read(buffer, 0, 5));
            reader.Dispose();
            Check.RecordThrown(() => reader.Read());
        });
        tests.Add("TextStreams.ReaderWithoutOverrides", static () =>
        {
            Countdown reader = new(9);
            char[] buffer = new char[4];
            Check.Equal(4, reader.Read(buffer, 0, 4));
            Check.Equal("98765", new string(buffer) + (char)reader.Read());
            Check.Equal("4321", reader.ReadLine());
            Check.Null(reader.ReadLine());
            Check.Equal("", TextReader.Null.ReadToEnd());
        });
        tests.Add("Environment.Basics", static () =>
        {
            Check.Equal("\n", Environment.NewLine);
            Check.Null(Environment.GetEnvironmentVariable("DIESIS_SURELY_NOT_SET"));
            Check.Throws<ArgumentNullException>(static () => Environment.GetEnvironmentVariable(null!));
            Check.True(Environment.ProcessorCount > 0);
            Check.True(Environment.CurrentManagedThreadId > 0);
            Check.True(Environment.GetCommandLineArgs().Length > 0);
            Check.False(Environment.HasShutdownStarted);
            long before = Environment.TickCount64;
            Check.True(Environment.TickCount64 >= before);
        });
        tests.Add("Environment.Stopwatch", static () =>
        {
            Stopwatch watch = Stopwatch.StartNew();
            long first = watch.ElapsedTicks;
            Check.True(watch.ElapsedTicks >= first);
            watch.Stop();
            long stopped = watch.ElapsedTicks;
            Check.Equal(stopped, watch.ElapsedTicks);
            watch.Reset();
            Check.Equal(0L, watch.ElapsedTicks);
            Check.False(watch.IsRunning);
            Check.True(Stopwatch.GetElapsedTime(5, 5 + Stopwatch.Frequency) == TimeSpan.FromSeconds(1));
        });
    }

    private static void Fill(TextWriter writer)
    {
        writer.Write('c');
        writer.Write("text");
        writer.Write((string?)null);
        writer.Write(['a', 'b', 'c'], 1, 2);
        writer.Write(['d']);
        writer.Write("span".AsSpan());
        writer.Write(true);
        writer.Write(-5);
        writer.Write(6u);
        writer.Write(long.MinValue);
        writer.Write(ulong.MaxValue);
        writer.Write(1.5f);
        writer.Write(0.1);
        writer.Write((object?)null);
        writer.Write((object)7);
        writer.Write(new StringBuilder("builder"));
        writer.WriteLine();
        writer.Write("{0}", 1);
        writer.Write("{0}{1}", 1, "x");
        writer.Write("{0}{1}{2:x}", 1, "x", 255);
        writer.WriteLine("{0}{1}{2}{3}", 1, 2, 3, 4);
        writer.WriteLine("line");
        writer.WriteLine('c');
        writer.WriteLine(1.25);
        writer.WriteLine(false);
        writer.WriteLine((object)"o");
        writer.WriteLine(DayOfWeek.Monday);
        writer.WriteLine(['x', 'y']);
        writer.WriteLine("é € 😀");
        writer.Flush();
    }
}

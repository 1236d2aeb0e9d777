using System.Text;
using System.Threading;
using Diesis.Core.Logging;
using Diesis.Core.Monitoring;
using Diesis.Platform.Devices.Pci;
using Diesis.Platform.Diagnostics.Figures;
using Diesis.Platform.Memory;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;

namespace Diesis.Tests.InKernel;

/// <summary>Each command of the monitor, and a conversation.</summary>
internal static class MonitorTests
{
    private sealed class Lines : MonitorOutput
    {
        internal List<string> All { get; } = [];

        public override void WriteLine(string line) => All.Add(line);

        /// <summary>The first line that has a text, or an empty one.</summary>
        internal string With(string text)
        {
            foreach (string line in All)
            {
                if (line.Contains(text))
                    return line;
            }
            return "";
        }
    }

    private sealed class Broken() : MonitorCommand("broken", "fails")
    {
        protected internal override void Run(MonitorOutput output, ReadOnlySpan<string> arguments) => throw new InvalidOperationException("on purpose");
    }

    /// <summary>Types a text and keeps the answers.</summary>
    private sealed class Typed(string keys) : MonitorSession
    {
        private readonly byte[] _keys = Encoding.UTF8.GetBytes(keys);
        private int _next;

        internal StringBuilder Answers { get; } = new();

        protected internal override int Read(Span<byte> keys)
        {
            if (_next == _keys.Length)
                return 0;
            keys[0] = _keys[_next++];
            return 1;
        }

        protected internal override void Write(ReadOnlySpan<byte> text) => Answers.Append(Encoding.UTF8.GetString(text));
    }

    internal static void Register(TestList tests)
    {
        tests.Add("Monitor.HelpListsEveryCommand", () =>
        {
            Lines lines = Run("help");
            foreach (MonitorCommand command in MonitorShell.Commands)
                Check.True(lines.With("  " + command.Summary).StartsWith(command.Name + " ", StringComparison.Ordinal), command.Name);
        });
        tests.Add("Monitor.StatusTellsTheProcessors", () => Check.True(Run("status").With("processors").EndsWith(" " + Processor.Count.ToString(), StringComparison.Ordinal)));
        tests.Add("Monitor.StatusTellsTheCommandLine", () => Check.True(Run("status").With("command line").Contains("boot.number=42")));
        tests.Add("Monitor.LogShowsTheLastRecords", () =>
        {
            Log.Warning("monitor-test", $"seen by the monitor");
            Check.True(Run("log 5").With("seen by the monitor").Contains("warning: monitor-test: "));
            Check.True(Run("log 5").All.Count <= 5);
        });
        tests.Add("Monitor.MapShowsKernelAndHeap", () =>
        {
            Lines lines = Run("map");
            Check.True(lines.With("KernelImage").Contains("0000_0000_0010_0000"), "no kernel at 1 MB");
            Check.True(lines.With("CollectedHeap").Length != 0, "no heap");
        });
        tests.Add("Monitor.MemoryAddsUp", () =>
        {
            Lines lines = Run("memory");
            Check.True(lines.With("Dma32").Length != 0 && lines.With("allocator: ").Length != 0);
            Check.True(Frames.FreeCount <= Frames.TotalCount);
        });
        tests.Add("Monitor.HeapTellsCollections", () =>
        {
            GC.Collect();
            int collections = CollectorFigures.Read().Collections;
            Check.True(collections > 0 && CollectorFigures.Read().LiveObjects > 0);
            Check.True(Run("heap").With("collections").Length != 0);
            Check.True(Run("heap").With("longest stop").Length != 0);
        });
        tests.Add("Monitor.CollectCollects", () =>
        {
            int before = GC.CollectionCount(0);
            Check.True(Run("collect").All[0].EndsWith("are alive", StringComparison.Ordinal));
            Check.True(GC.CollectionCount(0) > before);
        });
        tests.Add("Monitor.LocksCountAcquisitions", () =>
        {
            Lines lines = Run("locks");
            Check.True(lines.With("Frame").Length != 0 || lines.All.Count == 2, "locks without figures");
        });
        tests.Add("Monitor.InterruptsNameTheSerialPort", () =>
        {
            Lines lines = Run("interrupts");
            Check.True(lines.With("serial").Length != 0);
            Check.True(lines.With("timer").StartsWith("f0", StringComparison.Ordinal));
        });
        tests.Add("Monitor.TimersNameTheClock", () =>
        {
            Lines lines = Run("timers");
            Check.True(lines.With("clock source").Length != 0 && lines.With("clock events by ").Length > "clock events by ".Length);
            Check.True(lines.All.Count >= 5 + Processor.Count);
        });
        tests.Add("Monitor.PciListsEveryFunction", () =>
        {
            Check.Equal(PciDevices.All.Count + 2, Run("pci").All.Count);
            Check.True(Run("pci").With("host bridge").StartsWith("00:00.0", StringComparison.Ordinal));
        });
        tests.AddThreaded("Monitor.ThreadsListThisOne", () =>
        {
            Lines lines = Run("threads");
            Check.True(lines.With(" " + KernelThread.Current!.Name + " ").Contains("Running"));
            Check.True(lines.With("idle 0").Length != 0);
        });
        tests.AddThreaded("Monitor.TraceShowsWhereAThreadWaits", TraceShowsWhereAThreadWaits);
        tests.AddThreaded("Monitor.TraceOfNobodySaysSo", () => Check.Equal("no such thread", Run("trace nobody").All[0]));
        tests.Add("Monitor.UnknownCommandsAreTold", () => Check.True(Run("xyzzy").All[0].StartsWith("no command 'xyzzy'", StringComparison.Ordinal)));
        tests.Add("Monitor.NamesMayBeCut", () =>
        {
            Check.Equal("status", MonitorShell.Find("st")!.Name);
            Check.Null(MonitorShell.Find("m"));
            Check.Equal("map", MonitorShell.Find("map")!.Name);
        });
        tests.Add("Monitor.EmptyLinesDoNothing", () => Check.Equal(0, Run("  ").All.Count));
        tests.Add("Monitor.SurvivesACommandThatFails", () =>
        {
            MonitorShell.Add(new Broken());
            Check.True(Run("broken").With("on purpose").Contains("InvalidOperationException"));
        });
        tests.Add("Monitor.HoldsAConversation", () =>
        {
            Typed session = new("hepl\e[D\e[D\u007f\u0005\rlog 1\rexit\r");
            session.Run();
            string answers = session.Answers.ToString();
            Check.True(answers.StartsWith("Diesis monitor", StringComparison.Ordinal));
            Check.True(answers.Contains("no command 'hpl'"), answers);
        });
        tests.Add("Monitor.LeavesAtControlD", () =>
        {
            Typed session = new("\u0004help\r");
            session.Run();
            Check.False(session.Answers.ToString().Contains("lists the commands; their"));
        });
    }

    private static Lines Run(string line)
    {
        Lines lines = new();
        MonitorShell.Run(line, lines);
        return lines;
    }

    private static void TraceShowsWhereAThreadWaits()
    {
        using ManualResetEventSlim gate = new(false);
        KernelThread waiter = KernelThread.Start("traced", () => WaitForTheGate(gate));
        while (waiter.State != KernelThreadState.Blocked)
            Thread.Yield();
        Lines lines = Run("trace traced");
        gate.Set();
        waiter.Managed.Join();
        Check.True(lines.With("WaitForTheGate").StartsWith("   at ", StringComparison.Ordinal), "the method is not in the trace");
        Check.True(lines.All[0].Contains("traced: Blocked"), lines.All[0]);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void WaitForTheGate(ManualResetEventSlim gate)
    {
        gate.Wait();
        GC.KeepAlive(gate);
    }
}

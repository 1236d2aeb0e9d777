using System.Text;
using System.Threading;
using Diesis.Drivers.Pc.Serial;
using Diesis.Platform.Homes;
using Diesis.Platform.Locks;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;

namespace Diesis.Tests.InKernel;

/// <summary>The serial port's driver, which hears itself during these tests: nothing that they write leaves the machine.</summary>
internal static class SerialTests
{
    private const long Patience = 10_000_000_000;

    private static Diesis.Platform.Locks.SpinLock s_lock = new(LockRank.None);

    internal static void Register(TestList tests)
    {
        tests.Add("Serial.CarriesTheStandardStreams", () => Check.NotNull(SerialConsole.Current));
        tests.Add("Serial.HasAFifo", () => Check.Equal(16, SerialConsole.Current!.FifoLength));
        tests.Add("Serial.HearsWhatItSays", () => InLoop(_ =>
        {
            Write("to and fro");
            Check.Equal("to and fro", ReadText(10));
        }));
        tests.Add("Serial.WorksByInterrupts", () => InLoop(console =>
        {
            long before = console.InterruptCount;
            Write(new string('i', 200));
            Check.Equal(new string('i', 200), ReadText(200));
            Check.True(console.InterruptCount > before);
        }));
        tests.Add("Serial.PassesEveryByte", () => InLoop(_ =>
        {
            byte[] all = new byte[256];
            for (int i = 0; i < all.Length; i++)
                all[i] = (byte)i;
            StandardStreams.WriteOutput(all);
            Check.Sequence(all, Read(256));
        }));
        tests.Add("Serial.WritesWithInterruptsOff", () => InLoop(_ =>
        {
            using (s_lock.Enter())
                Write(new string('o', 100));
            Check.Equal(new string('o', 100), ReadText(100));
        }));
        tests.Add("Serial.TakesMoreThanItsQueueHolds", () => InLoop(console =>
        {
            int lost = console.LostInput + console.Overruns;
            byte[] much = new byte[3000];
            for (int i = 0; i < much.Length; i++)
                much[i] = (byte)(i * 7);
            StandardStreams.WriteOutput(much);
            Check.Sequence(much, Read(much.Length));
            Check.Equal(lost, console.LostInput + console.Overruns);
        }));
        tests.Add("Serial.CountsWhatNobodyReads", () => InLoop(console =>
        {
            int lost = console.LostInput + console.Overruns;
            StandardStreams.WriteOutput(new byte[4000]);
            StandardStreams.WriteOutput(new byte[4000]);
            console.SetLoop(LoopMode.On);
            WaitFor(() => console.LostInput + console.Overruns > lost);
            Check.True(console.LostInput + console.Overruns > lost);
        }));
        tests.AddThreaded("Serial.KeepsLinesOfThreadsWhole", () => InLoop(KeepsLinesWhole));
        tests.AddThreaded("Serial.WakesAReader", () => InLoop(_ =>
        {
            byte[] buffer = new byte[1];
            int count = 0;
            KernelThread reader = KernelThread.Start("reader", () => count = StandardStreams.Read(buffer));
            WaitFor(() => reader.State == KernelThreadState.Blocked);
            Write("w");
            reader.Managed.Join();
            Check.Equal(1, count);
            Check.Equal('w', (char)buffer[0]);
        }));
    }

    private static void InLoop(Action<SerialConsole> body)
    {
        if (SerialConsole.Current is not SerialConsole console)
            throw new NotHereException();
        console.SetLoop(LoopMode.On);
        Drain();
        try
        {
            body(console);
        }
        finally
        {
            Drain();
            console.SetLoop(LoopMode.Off);
        }
    }

    /// <summary>Reads until nothing has come for a while.</summary>
    private static void Drain()
    {
        const long Quiet = 20_000_000;
        byte[] rest = new byte[256];
        long last = Clock.Monotonic;
        while (Clock.Monotonic - last < Quiet)
        {
            if (StandardStreams.TryRead(rest) != 0)
                last = Clock.Monotonic;
            Thread.Yield();
        }
    }

    private static void Write(string text) => StandardStreams.WriteOutput(Encoding.UTF8.GetBytes(text));

    private static string ReadText(int count) => Encoding.UTF8.GetString(Read(count));

    private static byte[] Read(int count)
    {
        byte[] bytes = new byte[count];
        int have = 0;
        long start = Clock.Monotonic;
        while (have < count && Clock.Monotonic - start < Patience)
            have += StandardStreams.TryRead(bytes.AsSpan(have));
        return bytes.AsSpan(0, have).ToArray();
    }

    private static void WaitFor(Func<bool> condition)
    {
        long start = Clock.Monotonic;
        while (!condition() && Clock.Monotonic - start < Patience)
            Thread.Yield();
    }

    private static void KeepsLinesWhole(SerialConsole console)
    {
        const int Threads = 4;
        const int Lines = 10;
        const int Length = 40;
        Thread[] threads = new Thread[Threads];
        for (int i = 0; i < Threads; i++)
        {
            char letter = (char)('a' + i);
            threads[i] = new Thread(() =>
            {
                byte[] line = Encoding.UTF8.GetBytes(new string(letter, Length - 1) + "\n");
                for (int number = 0; number < Lines; number++)
                    StandardStreams.WriteOutput(line);
            });
            threads[i].Start();
        }
        foreach (Thread thread in threads)
            thread.Join();
        for (int i = 0; i < Threads * Lines; i++)
        {
            string line = ReadText(Length);
            Check.Equal(new string(line[0], Length - 1) + "\n", line);
        }
        Check.Equal(16, console.FifoLength);
    }
}

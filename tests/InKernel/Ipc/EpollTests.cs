using System.Threading;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Ipc.Events;
using Diesis.Core.Waiting;
using Diesis.Core.Waiting.Epoll;
using Diesis.Platform.Time;
using Diesis.Platform.Users;

namespace Diesis.Tests.InKernel;

/// <summary>Readiness: what event counters tell pollers, and what epoll instances make of it.</summary>
internal static class EpollTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("Epoll.TellsWhatIsReady", TellsWhatIsReady);
        tests.Add("Epoll.ReadyListAgreesWithAModel", AgreesWithModel);
        tests.Add("Epoll.AFilesEndRemovesIt", () =>
        {
            EpollFile epoll = new(OpenFlags.O_RDWR);
            EventCounterFile counter = Counter(1);
            Expect(Errno.None, epoll.Add(3, counter, PollEvents.In, EpollFlags.None, 7));
            Check.True(epoll.Poll(null) != PollEvents.None);
            counter.Release();
            Check.Equal((int)PollEvents.None, (int)epoll.Poll(null));
            epoll.Release();
        });
        tests.Add("Epoll.RefusesCircles", () =>
        {
            EpollFile first = new(OpenFlags.O_RDWR);
            EpollFile second = new(OpenFlags.O_RDWR);
            Expect(Errno.None, first.Add(4, second, PollEvents.In, EpollFlags.None, 0));
            Expect(Errno.ELOOP, second.Add(3, first, PollEvents.In, EpollFlags.None, 0));
            Expect(Errno.EINVAL, first.Add(3, first, PollEvents.In, EpollFlags.None, 0));
            second.Release();
            first.Release();
        });
        tests.Add("Epoll.NestedInstancesWakePollers", NestedWakes);
        tests.Add("Poll.ASleeperIsWokenByAnyOfItsFiles", SleeperIsWoken);
        tests.Add("Poll.ADeadlineEndsIt", () =>
        {
            EventCounterFile counter = Counter(0);
            ThreadPollTable table = new();
            table.Begin();
            _ = counter.Poll(table);
            long start = Clock.Monotonic;
            Expect(Errno.ETIMEDOUT, table.Sleep(start + 3 * Crew.Millisecond));
            Check.True(Clock.Monotonic - start >= 3 * Crew.Millisecond);
            table.End();
            counter.Release();
        });
        tests.Add("Timers.FilesCountExpirations", () =>
        {
            TimerFile timer = new(TimerClock.Monotonic, OpenFlags.O_RDONLY);
            timer.Set(new TimerFileSetting(Crew.Millisecond, Crew.Millisecond), out _);
            Thread.Sleep(8);
            Check.True(ReadNumber(timer) >= 5);
            timer.Release();
        });
    }

    private static EventCounterFile Counter(ulong value) => new(value, EventCounterKind.Sum, OpenFlags.O_NONBLOCK);

    private static void Expect(Errno expected, Errno actual) => Check.Equal((int)expected, (int)actual);

    private static ulong ReadNumber(OpenFile file)
    {
        byte[] bytes = new byte[8];
        IoBuffer to = IoBuffer.ForKernel(bytes.AsSpan());
        return file.Read(ref to).IsSuccess ? BitConverter.ToUInt64(bytes) : 0;
    }

    private static void TellsWhatIsReady()
    {
        EpollFile epoll = new(OpenFlags.O_RDWR);
        EventCounterFile counter = Counter(0);
        Expect(Errno.None, epoll.Add(3, counter, PollEvents.In, EpollFlags.None, 0));
        Expect(Errno.EEXIST, epoll.Add(3, counter, PollEvents.In, EpollFlags.None, 0));
        Check.Equal((int)PollEvents.None, (int)epoll.Poll(null));
        counter.Add(2);
        Check.True((epoll.Poll(null) & PollEvents.In) != 0);
        Check.Equal(2, (int)ReadNumber(counter));
        Check.Equal((int)PollEvents.None, (int)epoll.Poll(null));
        Expect(Errno.None, epoll.Modify(3, counter, PollEvents.Out, EpollFlags.None, 0));
        Check.True((epoll.Poll(null) & PollEvents.In) != 0);
        Expect(Errno.None, epoll.Remove(3, counter));
        Expect(Errno.ENOENT, epoll.Remove(3, counter));
        Check.Equal((int)PollEvents.None, (int)epoll.Poll(null));
        counter.Release();
        epoll.Release();
    }

    private static void AgreesWithModel()
    {
        const int Files = 12;
        Random random = new(49);
        EpollFile epoll = new(OpenFlags.O_RDWR);
        EventCounterFile[] counters = new EventCounterFile[Files];
        bool[] isWatched = new bool[Files];
        bool[] isReady = new bool[Files];
        for (int i = 0; i < Files; i++)
            counters[i] = Counter(0);
        for (int step = 0; step < 2000; step++)
        {
            int at = random.Next(Files);
            switch (random.Next(4))
            {
                case 0:
                    Expect(isWatched[at] ? Errno.EEXIST : Errno.None, epoll.Add(at, counters[at], PollEvents.In, EpollFlags.None, (ulong)at));
                    isWatched[at] = true;
                    break;
                case 1:
                    Expect(isWatched[at] ? Errno.None : Errno.ENOENT, epoll.Remove(at, counters[at]));
                    isWatched[at] = false;
                    break;
                case 2:
                    counters[at].Add(1);
                    isReady[at] = true;
                    break;
                default:
                    _ = ReadNumber(counters[at]);
                    isReady[at] = false;
                    break;
            }
            bool expected = false;
            for (int i = 0; i < Files; i++)
                expected |= isWatched[i] && isReady[i];
            Check.Equal(expected ? 1 : 0, epoll.Poll(null) != PollEvents.None ? 1 : 0);
        }
        foreach (EventCounterFile counter in counters)
            counter.Release();
        epoll.Release();
    }

    private static void NestedWakes()
    {
        EpollFile outer = new(OpenFlags.O_RDWR);
        EpollFile inner = new(OpenFlags.O_RDWR);
        EventCounterFile counter = Counter(0);
        Expect(Errno.None, inner.Add(3, counter, PollEvents.In, EpollFlags.None, 0));
        Expect(Errno.None, outer.Add(4, inner, PollEvents.In, EpollFlags.None, 0));
        Crew crew = new();
        crew.Start(() =>
        {
            ThreadPollTable table = new();
            table.Begin();
            while (outer.Poll(table) == PollEvents.None)
                Expect(Errno.None, table.Sleep(Clock.Monotonic + 20_000 * Crew.Millisecond));
            table.End();
        });
        Thread.Sleep(5);
        counter.Add(1);
        crew.Join();
        counter.Release();
        inner.Release();
        outer.Release();
    }

    private static void SleeperIsWoken()
    {
        EventCounterFile[] counters = [Counter(0), Counter(0), Counter(0)];
        for (int round = 0; round < 30; round++)
        {
            EventCounterFile chosen = counters[round % counters.Length];
            Crew crew = new();
            crew.Start(() =>
            {
                ThreadPollTable table = new();
                table.Begin();
                PollEvents ready = PollEvents.None;
                foreach (EventCounterFile counter in counters)
                    ready |= counter.Poll(table) & PollEvents.In;
                while (ready == PollEvents.None)
                {
                    Expect(Errno.None, table.Sleep(Clock.Monotonic + 20_000 * Crew.Millisecond));
                    foreach (EventCounterFile counter in counters)
                        ready |= counter.Poll(null) & PollEvents.In;
                }
                table.End();
            });
            chosen.Add(1);
            crew.Join();
            Check.Equal(1, (int)ReadNumber(chosen));
        }
        foreach (EventCounterFile counter in counters)
            counter.Release();
    }
}

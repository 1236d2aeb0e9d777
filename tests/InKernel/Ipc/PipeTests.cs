using System.Threading;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Ipc.Pipes;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Users;

namespace Diesis.Tests.InKernel;

/// <summary>Pipes between threads of the kernel: order, bounds, blocking, ends, and what they give back.</summary>
internal static class PipeTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("Pipe.IsAQueueOfBytes", IsAQueue);
        tests.Add("Pipe.PassesEverythingInOrderBetweenProcessors", () => PassesInOrder(OpenFlags.O_RDONLY));
        tests.Add("Pipe.KeepsWritesOfAPageWhole", KeepsWritesWhole);
        tests.Add("Pipe.ReadsPacketsOneByOne", ReadsPackets);
        tests.Add("Pipe.TheLastWriterEndsReads", () =>
        {
            PipeFile.Make(OpenFlags.O_RDONLY, out PipeFile reader, out PipeFile writer);
            Crew crew = new();
            crew.Start(() => Check.Equal(0L, Read(reader, new byte[10]).Value));
            Thread.Sleep(5);
            writer.Release();
            crew.Join();
            reader.Release();
        });
        tests.Add("Pipe.TheLastReaderEndsWrites", () =>
        {
            PipeFile.Make(OpenFlags.O_RDONLY, out PipeFile reader, out PipeFile writer);
            Crew crew = new();
            crew.Start(() => Check.Equal((int)Errno.EPIPE, (int)Write(writer, new byte[100_000]).Error + WriteUntilBroken(writer)));
            Thread.Sleep(5);
            reader.Release();
            crew.Join();
            writer.Release();
        });
        tests.Add("Pipe.DescriptorsOfATableForOneAreNotCounted", () =>
        {
            PipeFile.Make(OpenFlags.O_RDONLY, out PipeFile reader, out PipeFile writer);
            FileTable table = new();
            int descriptor = table.Add(reader, DescriptorFlags.None).Value;
            using (FileReference borrowed = table.Get(descriptor))
                Check.Equal(1, borrowed.File!.HolderCount);
            using (FileReference held = table.Hold(descriptor))
                Check.Equal(2, held.File!.HolderCount);
            Check.Equal(1, reader.HolderCount);
            table.Retain();
            using (FileReference shared = table.Get(descriptor))
            {
                // Another thread that has the table closes it meanwhile.
                Check.Equal(0, (int)table.Close(descriptor));
                Check.Equal(1, shared.File!.HolderCount);
                Check.Equal(5L, Write(writer, new byte[5]).Value);
            }
            Check.Equal((int)Errno.EPIPE, (int)Write(writer, new byte[5]).Error);
            using (FileReference none = table.Get(descriptor))
                Check.True(none.File is null, "it is closed");
            table.Release();
            table.Release();
            writer.Release();
        });
        tests.Add("Pipe.GivesItsFramesBack", () =>
        {
            long before = FreeButForHeap();
            for (int i = 0; i < 50; i++)
            {
                PipeFile.Make(OpenFlags.O_NONBLOCK, out PipeFile reader, out PipeFile writer);
                Check.Equal(65536L, Write(writer, new byte[70_000]).Value);
                Check.Equal((int)Errno.EAGAIN, (int)Write(writer, new byte[1]).Error);
                Check.Equal(5000L, Read(reader, new byte[5000]).Value);
                reader.Release();
                writer.Release();
            }
            Check.True(FreeButForHeap() + 64 >= before, "frames are missing");
        });
        tests.Add("Pipe.ChangesItsSize", ChangesSize);
    }

    /// <summary>Free frames, if the collected heap, which this test's arrays may let grow, had none.</summary>
    private static long FreeButForHeap() => (long)Frames.FreeCount + (long)Frames.InUse(FrameOwner.CollectedHeap);

    private static Result<long> Read(OpenFile file, byte[] buffer)
    {
        IoBuffer to = IoBuffer.ForKernel(buffer.AsSpan());
        return file.Read(ref to);
    }

    private static Result<long> Write(OpenFile file, byte[] buffer)
    {
        IoBuffer from = IoBuffer.ForKernel((ReadOnlySpan<byte>)buffer);
        return file.Write(ref from);
    }

    /// <summary>The first write may have been cut short by the reader's end; the next one says so.</summary>
    private static int WriteUntilBroken(OpenFile writer) => Write(writer, new byte[1]).Error == Errno.EPIPE ? (int)Errno.EPIPE : -1;

    private static void IsAQueue()
    {
        PipeFile.Make(OpenFlags.O_NONBLOCK, out PipeFile reader, out PipeFile writer);
        Random random = new(47);
        Queue<byte> model = new();
        for (int step = 0; step < 400; step++)
        {
            byte[] buffer = new byte[random.Next(1, 9000)];
            if (random.Next(2) == 0)
            {
                random.NextBytes(buffer);
                Result<long> written = Write(writer, buffer);
                for (long i = 0; written.IsSuccess && i < written.Value; i++)
                    model.Enqueue(buffer[i]);
            }
            else
            {
                Result<long> read = Read(reader, buffer);
                Check.Equal(Math.Min(buffer.Length, model.Count), read.IsSuccess ? (int)read.Value : 0);
                for (long i = 0; read.IsSuccess && i < read.Value; i++)
                    Check.Equal((int)model.Dequeue(), (int)buffer[i]);
            }
            Check.Equal((long)model.Count, reader.Pipe.Available);
        }
        reader.Release();
        writer.Release();
    }

    private static void PassesInOrder(OpenFlags flags)
    {
        const int Total = 300_000;
        PipeFile.Make(flags, out PipeFile reader, out PipeFile writer);
        Crew crew = new();
        crew.Start(() =>
        {
            byte[] buffer = new byte[10_000];
            for (int sent = 0; sent < Total;)
            {
                int count = Math.Min(Total - sent, 1 + sent % buffer.Length);
                for (int i = 0; i < count; i++)
                    buffer[i] = (byte)((sent + i) * 7);
                Check.Equal((long)count, Write(writer, buffer.AsSpan(0, count).ToArray()).Value);
                sent += count;
            }
            writer.Release();
        });
        int received = 0;
        byte[] into = new byte[7000];
        while (Read(reader, into).Value is long count and > 0)
        {
            for (int i = 0; i < count; i++)
                Check.Equal((byte)((received + i) * 7), (int)into[i]);
            received += (int)count;
        }
        crew.Join();
        Check.Equal(Total, received);
        reader.Release();
    }

    private static void KeepsWritesWhole()
    {
        const int Writes = 60;
        PipeFile.Make(OpenFlags.O_RDONLY, out PipeFile reader, out PipeFile writer);
        Crew crew = new();
        for (int who = 1; who <= 3; who++)
        {
            byte mark = (byte)who;
            crew.Start(() =>
            {
                byte[] page = new byte[Pipe.AtomicBytes];
                page.AsSpan().Fill(mark);
                for (int i = 0; i < Writes; i++)
                    Check.Equal((long)page.Length, Write(writer, page).Value);
            });
        }
        byte[] whole = new byte[Pipe.AtomicBytes];
        for (int i = 0; i < 3 * Writes; i++)
        {
            int filled = 0;
            while (filled < whole.Length)
            {
                byte[] rest = new byte[whole.Length - filled];
                int count = (int)Read(reader, rest).Value;
                rest.AsSpan(0, count).CopyTo(whole.AsSpan(filled));
                filled += count;
            }
            Check.True(whole.AsSpan().IndexOfAnyExcept(whole[0]) < 0, "a write was torn");
        }
        crew.Join();
        reader.Release();
        writer.Release();
    }

    private static void ReadsPackets()
    {
        PipeFile.Make(OpenFlags.O_NONBLOCK | OpenFlags.O_DIRECT, out PipeFile reader, out PipeFile writer);
        Check.Equal(3L, Write(writer, new byte[3]).Value);
        Check.Equal(5L, Write(writer, new byte[5]).Value);
        Check.Equal(3L, Read(reader, new byte[100]).Value);
        Check.Equal(2L, Read(reader, new byte[2]).Value);
        Check.Equal((int)Errno.EAGAIN, (int)Read(reader, new byte[2]).Error);
        reader.Release();
        writer.Release();
    }

    private static void ChangesSize()
    {
        PipeFile.Make(OpenFlags.O_NONBLOCK, out PipeFile reader, out PipeFile writer);
        Check.Equal(8192, reader.Pipe.Resize(5000, PipeLimit.Ordinary).Value);
        Check.Equal(8192L, Write(writer, new byte[10_000]).Value);
        Check.Equal((int)Errno.EBUSY, (int)reader.Pipe.Resize(4096, PipeLimit.Ordinary).Error);
        Check.Equal(131072, reader.Pipe.Resize(131072, PipeLimit.Ordinary).Value);
        Check.Equal(8192L, reader.Pipe.Available);
        Check.Equal((int)Errno.EPERM, (int)reader.Pipe.Resize(8 << 20, PipeLimit.Ordinary).Error);
        reader.Release();
        writer.Release();
    }
}

using System;
using Diesis.Abi;
using Diesis.Core.Ipc.Pipes;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Core.Files;

/// <summary>Copies from file to file within the kernel: sendfile(2), copy_file_range(2), splice(2).</summary>
/// <remarks>By way of a small buffer. What was taken from a pipe is written to the end, so that nothing is lost between the two.</remarks>
public static class FileCopying
{
    /// <summary>Copies from a place in a file to wherever another file is.</summary>
    /// <param name="offset">Where to read; moved on by what was written.</param>
    public static Result<long> Send(OpenFile from, ref long offset, OpenFile to, nuint count)
    {
        byte[] chunk = PathBuffers.Take();
        long total = 0;
        Errno error = Errno.None;
        while (count != 0)
        {
            IoBuffer read = IoBuffer.ForKernel(chunk.AsSpan(0, (int)nuint.Min(count, (nuint)chunk.Length)));
            Result<long> got = from.ReadAt(ref read, offset);
            if (!got.TryGet(out long available, out error) || available == 0)
                break;
            Result<long> put = Write(to, chunk.AsSpan(0, (int)available));
            if (!put.TryGet(out long written, out error))
                break;
            offset += written;
            total += written;
            count -= (nuint)written;
            if (written < available || HasSignal)
                break;
        }
        PathBuffers.Give(chunk);
        return total != 0 || error == Errno.None ? total : error;
    }

    /// <summary>Copies between places of two regular files (copy_file_range(2)).</summary>
    public static Result<long> CopyRange(OpenFile from, ref long fromOffset, OpenFile to, ref long toOffset, nuint count)
    {
        byte[] chunk = PathBuffers.Take();
        long total = 0;
        Errno error = Errno.None;
        while (count != 0 && !HasSignal)
        {
            IoBuffer read = IoBuffer.ForKernel(chunk.AsSpan(0, (int)nuint.Min(count, (nuint)chunk.Length)));
            Result<long> got = from.ReadAt(ref read, fromOffset);
            if (!got.TryGet(out long available, out error) || available == 0)
                break;
            IoBuffer write = IoBuffer.ForKernel(chunk.AsSpan(0, (int)available));
            Result<long> put = to.WriteAt(ref write, toOffset);
            if (!put.TryGet(out long written, out error))
                break;
            fromOffset += written;
            toOffset += written;
            total += written;
            count -= (nuint)written;
            if (written < available)
                break;
        }
        PathBuffers.Give(chunk);
        return total != 0 || error == Errno.None ? total : error;
    }

    /// <summary>From a file into a pipe (splice(2)): as much as there is room for, waiting for the first byte's.</summary>
    /// <param name="offset">Where to read; null for the file's own position.</param>
    public static Result<long> IntoPipe(OpenFile from, ref long offset, FilePlace place, PipeFile to, nuint count, Blocking blocking)
    {
        byte[] chunk = PathBuffers.Take();
        long total = 0;
        Errno error = Errno.None;
        while (count != 0)
        {
            if ((to.Poll(null) & PollEvents.Out) == 0 && (total != 0 || blocking == Blocking.Refused))
            {
                error = Errno.EAGAIN;
                break;
            }
            IoBuffer read = IoBuffer.ForKernel(chunk.AsSpan(0, (int)nuint.Min(count, (nuint)chunk.Length)));
            Result<long> got = place == FilePlace.Offset ? from.ReadAt(ref read, offset) : from.Read(ref read);
            if (!got.TryGet(out long available, out error) || available == 0)
                break;
            if (!Write(to, chunk.AsSpan(0, (int)available)).TryGet(out long written, out error))
                break;
            offset += written;
            total += written;
            count -= (nuint)written;
            if (from.IsStream || written < available || HasSignal)
                break;
        }
        PathBuffers.Give(chunk);
        return total != 0 || error == Errno.None ? total : error;
    }

    /// <summary>From a pipe into a file, which may be another pipe (splice(2)): what is there, waiting for the first byte.</summary>
    public static Result<long> FromPipe(PipeFile from, OpenFile to, ref long offset, FilePlace place, nuint count, Blocking blocking)
    {
        byte[] chunk = PathBuffers.Take();
        long total = 0;
        Errno error = Errno.None;
        while (count != 0)
        {
            IoBuffer read = IoBuffer.ForKernel(chunk.AsSpan(0, (int)nuint.Min(count, (nuint)chunk.Length)));
            Result<long> got = from.Pipe.Read(ref read, total != 0 ? Blocking.Refused : blocking);
            if (!got.TryGet(out long available, out error) || available == 0)
                break;
            IoBuffer write = IoBuffer.ForKernel(chunk.AsSpan(0, (int)available));
            Result<long> put = place == FilePlace.Offset ? to.WriteAt(ref write, offset) : Write(to, chunk.AsSpan(0, (int)available));
            if (!put.TryGet(out long written, out error))
                break;
            offset += written;
            total += written;
            count -= (nuint)written;
            if (written < available || HasSignal)
                break;
        }
        PathBuffers.Give(chunk);
        return total != 0 || error == Errno.None ? total : error;
    }

    /// <summary>Copies from a pipe into another one, leaving the bytes where they are (tee(2)): what one look finds, up to a page.</summary>
    public static Result<long> Tee(PipeFile from, PipeFile to, nuint count, Blocking blocking)
    {
        if ((to.Poll(null) & PollEvents.Out) == 0 && blocking == Blocking.Refused)
            return Errno.EAGAIN;
        byte[] chunk = PathBuffers.Take();
        Result<int> found = from.Pipe.Peek(chunk.AsSpan(0, (int)nuint.Min(count, (nuint)chunk.Length)), blocking);
        Result<long> result = found.TryGet(out int length, out Errno error) ? length == 0 ? 0L : Write(to, chunk.AsSpan(0, length)) : error;
        PathBuffers.Give(chunk);
        return result;
    }

    private static bool HasSignal => UserThread.Current is { HasSignalPending: true };

    /// <summary>Writes everything, unless an error comes; what was written before it counts.</summary>
    private static Result<long> Write(OpenFile to, Span<byte> bytes)
    {
        IoBuffer buffer = IoBuffer.ForKernel(bytes);
        while (!buffer.IsEmpty)
        {
            Result<long> written = to.Write(ref buffer);
            if (!written.IsSuccess)
                return buffer.Transferred != 0 ? (long)buffer.Transferred : written.Error;
            if (written.Value == 0)
                break;
        }
        return (long)buffer.Transferred;
    }
}

/// <summary>Where in a file a copy reads or writes.</summary>
public enum FilePlace
{
    /// <summary>At the file's own position, or wherever a stream is.</summary>
    Position,
    Offset,
}

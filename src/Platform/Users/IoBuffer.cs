using System;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Platform.Memory;

namespace Diesis.Platform.Users;

/// <summary>struct iovec (readv(2)).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct UserRange
{
    public UserAddress Start;
    public nuint Bytes;
}

/// <summary>Where a read puts its bytes, or a write takes them from: one range of a program's memory, several, or memory of the kernel's.</summary>
/// <remarks>
/// Each operation goes on where the last one has ended. After EFAULT what had been copied before counts in <see cref="Transferred"/>.
/// SAFETY: the kernel's side is a span that outlives this structure, or a frame that the caller holds.
/// </remarks>
public unsafe ref struct IoBuffer
{
    private readonly UserMemory? _memory;
    private readonly Span<byte> _kernel;
    private readonly UserRange[]? _ranges;
    private int _nextRange;
    private UserAddress _address;

    /// <summary>What is left of the present range.</summary>
    private nuint _inRange;

    private IoBuffer(UserMemory? memory, UserAddress address, nuint inRange, UserRange[]? ranges, nuint total, Span<byte> kernel)
    {
        _memory = memory;
        _address = address;
        _inRange = inRange;
        _ranges = ranges;
        _kernel = kernel;
        Remaining = total;
    }

    /// <summary>Bytes that are still wanted or still to be had.</summary>
    public nuint Remaining { get; private set; }

    /// <summary>Bytes copied so far.</summary>
    public nuint Transferred { get; private set; }

    public readonly bool IsEmpty => Remaining == 0;

    /// <summary>Whether the other side is the kernel itself.</summary>
    public readonly bool IsKernel => _memory is null;

    /// <remarks>Addresses are looked at when they are used.</remarks>
    public static IoBuffer ForUser(UserMemory memory, UserAddress address, nuint count) => new(memory, address, count, null, count, default);

    /// <param name="total">The sum of all ranges, which the caller has checked.</param>
    public static IoBuffer ForUser(UserMemory memory, UserRange[] ranges, nuint total) => new(memory, default, 0, ranges, total, default);

    public static IoBuffer ForKernel(Span<byte> bytes) => new(null, default, (nuint)bytes.Length, null, (nuint)bytes.Length, bytes);

    /// <summary>To write from; nothing is put into it.</summary>
    public static IoBuffer ForKernel(ReadOnlySpan<byte> bytes) =>
        new(null, default, (nuint)bytes.Length, null, (nuint)bytes.Length, MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(bytes), bytes.Length));

    /// <summary>Lets a transfer end after so many bytes more.</summary>
    public void Limit(nuint count) => Remaining = nuint.Min(Remaining, count);

    /// <summary>Copies to the buffer. Preconditions: there is room.</summary>
    public Errno Put(scoped ReadOnlySpan<byte> bytes)
    {
        fixed (byte* from = bytes)
            return Move(from, (nuint)bytes.Length, true);
    }

    /// <summary>Copies from the buffer. Preconditions: there is as much.</summary>
    public Errno Take(scoped Span<byte> bytes)
    {
        fixed (byte* to = bytes)
            return Move(to, (nuint)bytes.Length, false);
    }

    public Errno PutFrame(FrameNumber frame, int offset, int count) => Move(FrameMemory.Pointer(frame, offset, count), (nuint)count, true);

    public Errno TakeFrame(FrameNumber frame, int offset, int count) => Move(FrameMemory.Pointer(frame, offset, count), (nuint)count, false);

    /// <summary>Fills with zeros, as a hole in a file reads.</summary>
    public Errno PutZeros(nuint count)
    {
        while (count != 0)
        {
            nuint part = NextPart(count);
            if (_memory is null)
                _kernel.Slice((int)Transferred, (int)part).Clear();
            else if (_memory.Clear(_address, part) is Errno error and not Errno.None)
                return error;
            Advance(part);
            count -= part;
        }
        return Errno.None;
    }

    /// <summary>Passes over bytes without touching them.</summary>
    public void Skip(nuint count)
    {
        while (count != 0)
        {
            nuint part = NextPart(count);
            Advance(part);
            count -= part;
        }
    }

    private Errno Move(byte* bytes, nuint count, bool isPut)
    {
        while (count != 0)
        {
            nuint part = NextPart(count);
            nuint copied = part;
            Errno error = Errno.None;
            if (_memory is null)
                MoveKernel(bytes, (int)part, isPut);
            else if (isPut)
                error = _memory.CopyOut(bytes, _address, part, out copied);
            else
                error = _memory.CopyIn(bytes, _address, part, out copied);
            Advance(copied);
            if (error != Errno.None)
                return error;
            bytes += part;
            count -= part;
        }
        return Errno.None;
    }

    private readonly void MoveKernel(byte* bytes, int count, bool isPut)
    {
        Span<byte> other = new(bytes, count);
        Span<byte> own = _kernel.Slice((int)Transferred, count);
        if (isPut)
            other.CopyTo(own);
        else
            own.CopyTo(other);
    }

    private nuint NextPart(nuint count)
    {
        if (count > Remaining)
            throw new ArgumentOutOfRangeException(nameof(count));
        while (_inRange == 0)
        {
            UserRange range = _ranges![_nextRange++];
            _address = range.Start;
            _inRange = range.Bytes;
        }
        return nuint.Min(count, _inRange);
    }

    private void Advance(nuint count)
    {
        _address += count;
        _inRange -= count;
        Remaining -= count;
        Transferred += count;
    }
}

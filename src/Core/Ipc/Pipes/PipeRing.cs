using System;
using Diesis.Abi;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Users;

namespace Diesis.Core.Ipc.Pipes;

/// <summary>What a pipe does with the bytes of one write.</summary>
internal enum PipeGrain
{
    /// <summary>A stream: writes run together.</summary>
    Stream,

    /// <summary>Packets: each write of up to a page is read by itself (pipe(2), O_DIRECT).</summary>
    Packet,
}

/// <summary>A part of a frame with bytes that wait in a pipe. The pipe has one reference to the frame.</summary>
internal struct PipeSlot
{
    internal FrameNumber Frame;
    internal int Offset;
    internal int Count;

    /// <summary>The pipe alone has the frame, so that later bytes may be put behind these.</summary>
    internal bool IsOwn;
    internal bool IsPacket;
}

/// <summary>The bytes in a pipe: frames in order, so that splice(2) and tee(2) pass them without copying.</summary>
/// <remarks>Locks: none; the pipe lets one caller in at a time. A frame that has been read empty is kept for the next write.</remarks>
internal sealed class PipeRing
{
    private PipeSlot[] _slots;
    private int _first;
    private int _count;
    private FrameNumber _spare;
    private FrameNumber _secondSpare;

    internal PipeRing(int capacity) => _slots = new PipeSlot[capacity];

    /// <summary>Slots: each takes at most a page.</summary>
    internal int Capacity => _slots.Length;

    internal int Count => _count;

    internal bool IsEmpty => _count == 0;

    internal bool IsFull => _count == _slots.Length;

    /// <summary>Bytes that can be read.</summary>
    internal long Bytes
    {
        get
        {
            long bytes = 0;
            for (int i = 0; i < _count; i++)
                bytes += Slot(i).Count;
            return bytes;
        }
    }

    internal ref PipeSlot Slot(int index) => ref _slots[(_first + index) & (_slots.Length - 1)];

    /// <summary>Whether so many bytes, at most a page, would be taken as a whole.</summary>
    internal bool HasRoomFor(int count, PipeGrain grain) => !IsFull || (grain == PipeGrain.Stream && count <= RoomInLast);

    private int RoomInLast
    {
        get
        {
            if (_count == 0)
                return 0;
            ref PipeSlot last = ref Slot(_count - 1);
            return last.IsOwn && !last.IsPacket ? FrameMemory.Bytes - last.Offset - last.Count : 0;
        }
    }

    /// <summary>Takes as many bytes from a writer as there is room for.</summary>
    /// <param name="from">Where they come from.</param>
    /// <param name="grain">Whether the write is a packet.</param>
    /// <param name="written">Grows by what was taken and kept. A page that could be copied in part only is not.</param>
    /// <returns>ENOMEM, EFAULT.</returns>
    internal Errno Write(ref IoBuffer from, PipeGrain grain, ref long written)
    {
        if (grain == PipeGrain.Stream && RoomInLast != 0)
        {
            Errno error = Append(ref from, ref Slot(_count - 1), ref written);
            if (error != Errno.None)
                return error;
        }
        while (from.Remaining != 0 && !IsFull)
        {
            FrameNumber frame = TakeFrame();
            if (frame.IsNone)
                return Errno.ENOMEM;
            PipeSlot slot = new() { Frame = frame, IsOwn = true, IsPacket = grain == PipeGrain.Packet };
            Errno error = Append(ref from, ref slot, ref written);
            if (slot.Count == 0)
                GiveFrame(frame);
            else
                Slot(_count++) = slot;
            if (error != Errno.None)
                return error;
        }
        return Errno.None;
    }

    private static Errno Append(ref IoBuffer from, ref PipeSlot slot, ref long written)
    {
        int start = slot.Offset + slot.Count;
        int count = (int)nuint.Min(from.Remaining, (nuint)(FrameMemory.Bytes - start));
        Errno error = from.TakeFrame(slot.Frame, start, count);
        if (error != Errno.None)
            return error;
        slot.Count += count;
        written += count;
        return Errno.None;
    }

    /// <summary>Gives a reader as many bytes as it wants and there are; of packets, one, whose rest is lost.</summary>
    internal Errno Read(ref IoBuffer to)
    {
        while (_count != 0 && to.Remaining != 0)
        {
            ref PipeSlot slot = ref Slot(0);
            int count = (int)nuint.Min(to.Remaining, (nuint)slot.Count);
            nuint before = to.Transferred;
            Errno error = to.PutFrame(slot.Frame, slot.Offset, count);
            int moved = (int)(to.Transferred - before);
            slot.Offset += moved;
            slot.Count -= moved;
            if (error != Errno.None)
                return error;
            bool isPacket = slot.IsPacket;
            if (slot.Count == 0 || isPacket)
                DropFirst();
            if (isPacket)
                break;
        }
        return Errno.None;
    }

    /// <summary>Takes the first slot with its reference out, for another pipe.</summary>
    internal PipeSlot TakeFirst()
    {
        PipeSlot slot = Slot(0);
        RemoveFirst();
        return slot;
    }

    /// <summary>Puts a slot with its reference in. Preconditions: not full.</summary>
    internal void Add(in PipeSlot slot) => Slot(_count++) = slot;

    internal void DropFirst()
    {
        PipeSlot slot = TakeFirst();
        if (slot.IsOwn)
            GiveFrame(slot.Frame);
        else
            Frames.Release(slot.Frame);
    }

    /// <summary>Changes the number of slots, a power of two. Preconditions: no less than are in use.</summary>
    internal void Resize(int capacity)
    {
        PipeSlot[] slots = new PipeSlot[capacity];
        for (int i = 0; i < _count; i++)
            slots[i] = Slot(i);
        _slots = slots;
        _first = 0;
    }

    /// <summary>Gives all frames back.</summary>
    internal void Clear()
    {
        while (_count != 0)
            DropFirst();
        if (!_spare.IsNone)
            Frames.Release(_spare);
        if (!_secondSpare.IsNone)
            Frames.Release(_secondSpare);
        _spare = FrameNumber.None;
        _secondSpare = FrameNumber.None;
    }

    private void RemoveFirst()
    {
        _first = (_first + 1) & (_slots.Length - 1);
        _count--;
    }

    private FrameNumber TakeFrame()
    {
        FrameNumber spare = _spare;
        if (spare.IsNone)
            return Frames.Allocate(FrameOwner.Other, FrameContents.Any);
        _spare = _secondSpare;
        _secondSpare = FrameNumber.None;
        return spare;
    }

    /// <summary>Keeps two frames, but none that somebody else refers to.</summary>
    private void GiveFrame(FrameNumber frame)
    {
        if (Frames.ReferencesOf(frame) != 1 || !_secondSpare.IsNone)
        {
            Frames.Release(frame);
            return;
        }
        _secondSpare = _spare;
        _spare = frame;
    }
}

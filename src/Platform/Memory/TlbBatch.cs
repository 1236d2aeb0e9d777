using System.Threading;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Memory;

/// <summary>
/// Translations that have become stale, and the frames that may be reused only when no processor holds them any more. Collected while the
/// tables' lock is held; <see cref="Finish"/> comes after the lock has been released, because it waits for other processors, which may
/// be waiting for the lock with interrupts off.
/// </summary>
/// <remarks>
/// Typical sequence: new batch; change tables under the lock; release it; Finish. Up to <see cref="MaximumRanges"/> ranges are invalidated page by page,
/// beyond that everything is. Frames hang together by their descriptors, so their number has no bound and needs no memory.
/// SAFETY: lives on one stack; other processors read it only during Finish, which waits for them.
/// </remarks>
internal unsafe struct TlbBatch
{
    private const int MaximumRanges = 8;

    /// <summary>So many pages cost as much as to drop everything and fetch again what is needed.</summary>
    private const ulong MaximumPages = 64;

    private fixed ulong _starts[MaximumRanges];
    private fixed ulong _lengths[MaximumRanges];
    private int _rangeCount;
    private ulong _pages;
    private bool _everything;

    /// <summary>The first frame to be freed; each one's descriptor names the next.</summary>
    private uint _frames;

    private static long s_shootDowns;
    private static long s_fullFlushes;

    /// <summary>Batches that other processors had to be interrupted for.</summary>
    internal static long ShootDowns => Volatile.Read(ref s_shootDowns);

    internal static long FullFlushes => Volatile.Read(ref s_fullFlushes);

    internal readonly bool IsEmpty => _rangeCount == 0 && !_everything && _frames == 0;

    internal void AddRange(ulong start, ulong bytes)
    {
        _pages += bytes >> FrameNumber.FrameShift;
        if (_everything)
            return;
        int last = _rangeCount - 1;
        if (last >= 0 && _starts[last] + _lengths[last] == start)
        {
            _lengths[last] += bytes;
            return;
        }
        if (_rangeCount == MaximumRanges)
        {
            _everything = true;
            return;
        }
        _starts[_rangeCount] = start;
        _lengths[_rangeCount] = bytes;
        _rangeCount++;
    }

    internal void AddTable(FrameNumber frame)
    {
        // A processor may walk through the table by what it remembers of the levels above: one invalidated page there makes it forget.
        _everything |= _rangeCount == 0;
        AddFrames(frame, 1);
    }

    internal void AddFrames(FrameNumber first, uint count)
    {
        for (uint i = 0; i < count; i++)
        {
            Frames.Descriptor(first + i)->Next = _frames;
            _frames = (first + i).Value;
        }
    }

    /// <summary>Makes all processors forget, then frees the frames.</summary>
    /// <remarks>Preconditions: no spin lock is held.</remarks>
    internal void Finish()
    {
        if (_rangeCount != 0 || _everything)
        {
            _everything |= _pages > MaximumPages;
            fixed (TlbBatch* batch = &this)
            {
                // The thread may move to another processor meanwhile: whoever runs this part is the one left out of the call.
                nuint flags = Instructions.SaveAndDisableInterrupts();
                Invalidate((nint)batch);
                if (Processor.Count > 1)
                {
                    Interlocked.Increment(ref s_shootDowns);
                    CrossCalls.Run(ulong.MaxValue, &Invalidate, (nint)batch, CrossCallWait.UntilDone);
                }
                Instructions.RestoreInterrupts(flags);
            }
        }
        while (_frames != 0)
        {
            FrameNumber frame = new(_frames);
            _frames = Frames.Descriptor(frame)->Next;
            Frames.Free(frame);
        }
        _rangeCount = 0;
        _pages = 0;
        _everything = false;
    }

    /// <remarks>Runs in interrupt context on the other processors.</remarks>
    private static void Invalidate(nint argument)
    {
        TlbBatch* batch = (TlbBatch*)argument;
        if (batch->_everything)
        {
            Interlocked.Increment(ref s_fullFlushes);
            PagingInstructions.InvalidateAllTranslations();
            return;
        }
        for (int i = 0; i < batch->_rangeCount; i++)
        {
            ulong end = batch->_starts[i] + batch->_lengths[i];
            for (ulong at = batch->_starts[i]; at != end; at += FrameNumber.FrameBytes)
                Instructions.InvalidatePage((void*)at);
        }
    }
}

using System.Runtime.Intrinsics.X86;

namespace Internal.Runtime.Memory;

/// <summary>Marks and traces objects: one for each thread that takes part.</summary>
/// <remarks>Never allocates objects, never dispatches through interfaces, takes no lock but the pool's.</remarks>
internal unsafe ref struct Marker
{
    // SAFETY: chunks in hand are owned by this marker; addresses in them were checked to be objects before they were put there.

    private const int ShareAbove = 64;
    private const int RingLength = 16;

    private MarkChunk* _chunk;

    /// <summary>Objects taken from the stack and on their way into the processor's cache, in order; 0 is an empty place.</summary>
    private fixed long _ring[RingLength];

    private int _ringNext;

    /// <summary>Traces until no thread has anything left.</summary>
    public void Run()
    {
        while (true)
        {
            Drain();
            MarkChunk* next = MarkPool.TakeFullOrFinish();
            if (next == null)
                break;
            Release();
            _chunk = next;
        }
        Release();
    }

    /// <summary>Gives the chunk that was filled while the roots were scanned to the pool.</summary>
    public void Publish()
    {
        if (_chunk != null && _chunk->Count != 0)
        {
            MarkPool.GiveFull(_chunk);
            _chunk = null;
        }
    }

    private void Release()
    {
        if (_chunk != null)
            MarkPool.GiveEmpty(_chunk);
        _chunk = null;
    }

    private void Drain()
    {
        int empty = 0;
        while (empty < RingLength)
        {
            // What comes off the stack is fetched and waits its turn, so that a trace seldom waits for memory.
            byte* fetched = null;
            if (_chunk != null && _chunk->Count != 0)
            {
                fetched = (byte*)_chunk->Items[--_chunk->Count];
                Sse.Prefetch0(fetched);
            }
            byte* target = (byte*)_ring[_ringNext];
            _ring[_ringNext] = (long)fetched;
            _ringNext = (_ringNext + 1) & (RingLength - 1);
            if (target == null)
            {
                empty = fetched == null ? empty + 1 : 0;
                continue;
            }
            empty = 0;
            Trace(target);
            if (_chunk != null && _chunk->Count > ShareAbove && MarkPool.HasIdleWorkers)
                Share();
        }
    }

    /// <summary>Gives half of the chunk to a thread that has nothing to do.</summary>
    private void Share()
    {
        MarkChunk* half = MarkPool.TryTakeEmpty();
        if (half == null)
            return;
        nint count = _chunk->Count / 2;
        // The lower half: objects pushed earlier, nearer to the roots, have more below them.
        for (nint i = 0; i < count; i++)
            half->Items[i] = _chunk->Items[i];
        for (nint i = count; i < _chunk->Count; i++)
            _chunk->Items[i - count] = _chunk->Items[i];
        half->Count = count;
        _chunk->Count -= count;
        MarkPool.GiveFull(half);
    }

    /// <summary>Marks what an object refers to.</summary>
    public void Trace(byte* target)
    {
        ObjectLayout.References references = new(target);
        while (references.TryNextRun(out nint* reference, out nint* end))
        {
            for (; reference < end; reference++)
            {
                byte* referred = (byte*)*reference;
                if (Heap.IsWithin(referred) && Heap.TryMarkWithin(referred))
                    Push(referred);
            }
        }
    }

    /// <summary>Marks an object, if it is one of the heap's, and puts it on the stack if it holds references.</summary>
    public void Visit(byte* target)
    {
        if (Heap.TryMark(target))
            Push(target);
    }

    private void Push(byte* target)
    {
        if (_chunk == null || _chunk->Count == MarkChunk.Capacity)
        {
            MarkChunk* empty = MarkPool.TryTakeEmpty();
            if (empty == null)
            {
                Heap.NoteOverflow(target);
                return;
            }
            if (_chunk != null)
                MarkPool.GiveFull(_chunk);
            _chunk = empty;
        }
        _chunk->Items[_chunk->Count++] = (long)target;
    }
}

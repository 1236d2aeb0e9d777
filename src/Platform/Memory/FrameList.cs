using System.Runtime.InteropServices;
using Diesis.Platform.Locks;

namespace Diesis.Platform.Memory;

/// <summary>A processor's stock of free frames: most allocations touch neither the allocator nor a line of memory that another processor uses.</summary>
/// <remarks>Last in, first out, since the frame freed last is still in the cache. SAFETY: the count stays within the array's bounds.</remarks>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FrameList
{
    internal const int Capacity = 48;

    /// <summary>Frames that go to or come from the allocator at once.</summary>
    internal const int Batch = 16;

    internal SpinLock Lock;
    internal int Count;
    private fixed uint _frames[Capacity];

    /// <summary>Keeps the next list's first words out of this one's last cache line.</summary>
    private fixed byte _padding[64];

    internal void Initialize() => Lock = new SpinLock(LockRank.FrameLists);

    internal void Push(uint frame) => _frames[Count++] = frame;

    /// <returns>0 when the list is empty.</returns>
    internal uint Pop() => Count == 0 ? 0 : _frames[--Count];
}

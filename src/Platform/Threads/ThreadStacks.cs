using Diesis.Platform.Memory;
using Internal.Runtime;

namespace Diesis.Platform.Threads;

/// <summary>How large threads' stacks are.</summary>
/// <remarks>SAFETY: a stack belongs to one thread, and goes back when that has left it for good.</remarks>
internal static unsafe class ThreadStacks
{
    internal const int DefaultPages = 16;

    /// <summary>Gives a block a stack of at least so many bytes, within limits; 0 for the default. False when there is no memory.</summary>
    internal static bool Give(ThreadBlock* block, nuint bytes)
    {
        nuint pages = (bytes + FrameNumber.FrameBytes - 1) / FrameNumber.FrameBytes;
        if (pages < DefaultPages)
            pages = DefaultPages;
        return KernelStack.TryCreate(block, pages > KernelStack.MaximumPages ? KernelStack.MaximumPages : (int)pages);
    }

    internal static void Return(ThreadBlock* block) => KernelStack.Free(block);
}

namespace Diesis.Platform.Memory.Virtual;

/// <summary>What a piece of the kernel's address space is for.</summary>
internal enum RangeUse : byte
{
    Free,
    CollectedHeap,
    KernelStack,
    Device,
    Lazy,
    Other,
}

/// <summary>Gives pages of 4 KiB to a structure that keeps its own nodes in them.</summary>
/// <remarks>SAFETY: a page is the structure's for ever.</remarks>
internal unsafe interface IPageSource
{
    /// <returns>Null when memory is short.</returns>
    byte* AllocatePage();
}

/// <summary>A range between two neighbours, free or in use.</summary>
/// <remarks>SAFETY: nodes lie in pages that are never given back; links are to nodes of the same structure.</remarks>
internal unsafe struct VirtualRange
{
    public ulong Start;
    public ulong End;

    /// <summary>Neighbours by address.</summary>
    public VirtualRange* Before;
    public VirtualRange* After;

    /// <summary>Neighbours in the list of free ranges of like size, or of ranges in use with like hash.</summary>
    public VirtualRange* Previous;
    public VirtualRange* Next;
    public RangeUse Use;

    public readonly ulong Length => End - Start;
}

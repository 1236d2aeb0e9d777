namespace Diesis.Platform.Boot;

/// <summary>
/// What our own loaders hand over: this structure, followed by an array of <see cref="LoaderRange"/>. The loader (loaders/Uefi) compiles this file too,
/// so the two cannot differ. All addresses are physical and below 4 GiB but for the frame buffer's.
/// </summary>
internal struct LoaderBlock
{
    internal const ulong ExpectedMagic = 0x424c_7369_7365_6944; // "DiesisLB" in memory

    /// <summary>Counts up with every change of the layout; the kernel takes its own only.</summary>
    internal const uint ExpectedVersion = 1;

    public ulong Magic;
    public uint Version;

    /// <summary>Bytes of this structure and the ranges together.</summary>
    public uint Size;
    public ulong AcpiRoot;
    public ulong CommandLine;
    public uint CommandLineLength;
    public uint RangeCount;
    public ulong Initrd;
    public ulong InitrdLength;
    public ulong FrameBuffer;
    public uint Width;
    public uint Height;
    public uint Pitch;
    public uint BitsPerPixel;
    public uint RedMask;
    public uint GreenMask;
    public uint BlueMask;
    public uint Reserved;
}

/// <summary>A range of memory as our own loaders hand it over.</summary>
internal struct LoaderRange
{
    public ulong Start;
    public ulong Length;
    public BootMemoryKind Kind;
    public uint Reserved;
}

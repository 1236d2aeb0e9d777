namespace Diesis.Loaders.Uefi;

// SAFETY for all structures here: the firmware owns them and keeps them until boot services end.

/// <summary>UEFI 2.10, section 9.1: where an application was loaded from.</summary>
internal unsafe struct LoadedImage
{
    public uint Revision;
    public nint ParentHandle;
    public SystemTable* SystemTable;
    public nint DeviceHandle;
}

/// <summary>UEFI 2.10, section 13.4.</summary>
internal unsafe struct SimpleFileSystem
{
    public ulong Revision;
    public delegate* unmanaged<SimpleFileSystem*, FirmwareFile**, Status> OpenVolume;
}

/// <summary>UEFI 2.10, section 13.5.</summary>
internal unsafe struct FirmwareFile
{
    internal const ulong ReadMode = 1;

    /// <summary>As a position: the file's end.</summary>
    internal const ulong EndPosition = ulong.MaxValue;

    public ulong Revision;
    public delegate* unmanaged<FirmwareFile*, FirmwareFile**, char*, ulong, ulong, Status> Open;
    public delegate* unmanaged<FirmwareFile*, Status> Close;
    public nint Delete;
    public delegate* unmanaged<FirmwareFile*, nuint*, void*, Status> Read;
    public nint Write;
    public delegate* unmanaged<FirmwareFile*, ulong*, Status> GetPosition;
    public delegate* unmanaged<FirmwareFile*, ulong, Status> SetPosition;
}

/// <summary>UEFI 2.10, section 12.9.</summary>
internal unsafe struct GraphicsOutput
{
    public delegate* unmanaged<GraphicsOutput*, uint, nuint*, ModeInformation**, Status> QueryMode;
    public delegate* unmanaged<GraphicsOutput*, uint, Status> SetMode;
    public nint Transfer;
    public GraphicsMode* Mode;
}

internal unsafe struct GraphicsMode
{
    public uint ModeCount;
    public uint Current;
    public ModeInformation* Information;
    public nuint InformationSize;
    public ulong FrameBuffer;
    public nuint FrameBufferBytes;
}

internal enum PixelFormat : uint
{
    /// <summary>Red in the lowest byte.</summary>
    RedGreenBlue,

    /// <summary>Blue in the lowest byte.</summary>
    BlueGreenRed,
    Masks,

    /// <summary>There is no frame buffer in memory.</summary>
    TransferOnly,
}

internal struct ModeInformation
{
    public uint Version;
    public uint Width;
    public uint Height;
    public PixelFormat Format;
    public uint RedMask;
    public uint GreenMask;
    public uint BlueMask;
    public uint ReservedMask;
    public uint PixelsPerRow;
}

namespace Diesis.Loaders.Uefi;

/// <summary>What a firmware function returns (UEFI 2.10, appendix D): 0, or a code with the top bit for an error.</summary>
internal enum Status : ulong
{
    Success = 0,
    LoadError = 0x8000_0000_0000_0001,
    InvalidParameter = 0x8000_0000_0000_0002,
    BufferTooSmall = 0x8000_0000_0000_0005,
    NotFound = 0x8000_0000_0000_000e,
}

/// <summary>A name of 128 bits, in the mixed byte order that UEFI has them in (appendix A).</summary>
internal struct Identifier(uint first, ushort second, ushort third, ulong rest)
{
    public uint First = first;
    public ushort Second = second;
    public ushort Third = third;

    /// <summary>The last eight bytes as they lie in memory, read as a little-endian number.</summary>
    public ulong Rest = rest;

    internal static Identifier LoadedImage => new(0x5b1b31a1, 0x9562, 0x11d2, 0x3b7269c9a0003f8e);

    internal static Identifier SimpleFileSystem => new(0x964e5b22, 0x6459, 0x11d2, 0x3b7269c9a000398e);

    internal static Identifier GraphicsOutput => new(0x9042a9de, 0x23dc, 0x4a38, 0x6a5180d0de7afb96);

    /// <summary>The configuration table with ACPI's root pointer, since version 2.0.</summary>
    internal static Identifier Acpi => new(0x8868e871, 0xe4f1, 0x11d3, 0x81883cc7800022bc);

    internal static Identifier OldAcpi => new(0xeb9d2d30, 0x2d88, 0x11d3, 0x4dc13f279000169a);

    internal readonly bool Equals(Identifier other) => First == other.First && Second == other.Second && Third == other.Third && Rest == other.Rest;
}

internal struct TableHeader
{
    public ulong Signature;
    public uint Revision;
    public uint Size;
    public uint Checksum;
    public uint Reserved;
}

/// <summary>UEFI 2.10, section 4.3.</summary>
/// <remarks>SAFETY for all structures here: the firmware owns them and keeps them until boot services end.</remarks>
internal unsafe struct SystemTable
{
    public TableHeader Header;
    public char* Vendor;
    public uint Revision;
    public nint ConsoleInputHandle;
    public void* ConsoleInput;
    public nint ConsoleOutputHandle;
    public TextOutput* ConsoleOutput;
    public nint ErrorOutputHandle;
    public TextOutput* ErrorOutput;
    public void* RuntimeServices;
    public BootServices* BootServices;
    public nuint ConfigurationCount;
    public ConfigurationTable* Configuration;
}

internal unsafe struct ConfigurationTable
{
    public Identifier Vendor;
    public void* Table;
}

/// <summary>UEFI 2.10, section 12.4.</summary>
internal unsafe struct TextOutput
{
    public void* Reset;
    public delegate* unmanaged<TextOutput*, char*, Status> OutputString;
}

internal enum AllocateKind
{
    AnyPages,
    BelowAddress,
    AtAddress,
}

/// <summary>UEFI 2.10, table 7.10.</summary>
internal enum FirmwareMemory : uint
{
    Reserved,
    LoaderCode,
    LoaderData,
    BootServicesCode,
    BootServicesData,
    RuntimeServicesCode,
    RuntimeServicesData,
    Conventional,
    Unusable,
    AcpiReclaim,
    AcpiNonVolatile,
    MappedIo,
    MappedIoPorts,
    PalCode,
    Persistent,
}

internal struct MemoryDescriptor
{
    public FirmwareMemory Kind;
    public ulong PhysicalStart;
    public ulong VirtualStart;
    public ulong Pages;
    public ulong Attributes;
}

/// <summary>UEFI 2.10, section 4.4; functions that we do not call are addresses only.</summary>
internal unsafe struct BootServices
{
    public TableHeader Header;
    public nint RaisePriority;
    public nint RestorePriority;
    public delegate* unmanaged<AllocateKind, FirmwareMemory, nuint, ulong*, Status> AllocatePages;
    public nint FreePages;
    public delegate* unmanaged<nuint*, void*, nuint*, nuint*, uint*, Status> GetMemoryMap;
    public nint AllocatePool;
    public nint FreePool;
    public nint CreateEvent;
    public nint SetTimer;
    public nint WaitForEvent;
    public nint SignalEvent;
    public nint CloseEvent;
    public nint CheckEvent;
    public nint InstallInterface;
    public nint ReinstallInterface;
    public nint UninstallInterface;
    public delegate* unmanaged<nint, Identifier*, void**, Status> HandleProtocol;
    public nint Reserved;
    public nint RegisterNotify;
    public nint LocateHandle;
    public nint LocateDevicePath;
    public nint InstallConfiguration;
    public nint LoadImage;
    public nint StartImage;
    public nint Exit;
    public nint UnloadImage;
    public delegate* unmanaged<nint, nuint, Status> ExitBootServices;
    public nint GetNextCount;
    public delegate* unmanaged<nuint, Status> Stall;
    public delegate* unmanaged<nuint, ulong, nuint, char*, Status> SetWatchdogTimer;
    public nint ConnectController;
    public nint DisconnectController;
    public nint OpenProtocol;
    public nint CloseProtocol;
    public nint OpenProtocolInformation;
    public nint ProtocolsPerHandle;
    public nint LocateHandleBuffer;
    public delegate* unmanaged<Identifier*, void*, void**, Status> LocateProtocol;
}

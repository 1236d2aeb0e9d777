namespace Diesis.Loaders.Uefi;

/// <summary>The firmware's services, in the words of this loader.</summary>
/// <remarks>SAFETY: the tables are the firmware's; memory that it gives us is ours until the kernel takes over.</remarks>
internal static unsafe class Firmware
{
    internal const uint PageBytes = 4096;

    /// <summary>The kernel's entry reads what it is handed in 32-bit mode.</summary>
    internal const ulong HighestAddress = uint.MaxValue;

    private static SystemTable* s_table;
    private static nint s_image;

    internal static nint Image => s_image;

    internal static BootServices* Services => s_table->BootServices;

    internal static void Initialize(nint image, SystemTable* table)
    {
        s_image = image;
        s_table = table;
        Screen.Initialize(table->ConsoleOutput);

        // The firmware starts over when an application takes longer than five minutes, unless told not to.
        Services->SetWatchdogTimer(0, 0, 0, null);
    }

    internal static void* Protocol(nint handle, Identifier identifier)
    {
        void* found = null;
        return Services->HandleProtocol(handle, &identifier, &found) == Status.Success ? found : null;
    }

    internal static void* FirstProtocol(Identifier identifier)
    {
        void* found = null;
        return Services->LocateProtocol(&identifier, null, &found) == Status.Success ? found : null;
    }

    /// <summary>Memory below 4 GiB; null when there is none.</summary>
    internal static byte* Allocate(ulong bytes)
    {
        ulong address = HighestAddress;
        Status status = Services->AllocatePages(AllocateKind.BelowAddress, FirmwareMemory.LoaderData, (nuint)Pages(bytes), &address);
        return status == Status.Success ? (byte*)address : null;
    }

    /// <summary>Just this memory, as code: a firmware may forbid to run what is in data.</summary>
    internal static bool TryAllocateAt(ulong address, ulong bytes) =>
        Services->AllocatePages(AllocateKind.AtAddress, FirmwareMemory.LoaderCode, (nuint)Pages(bytes), &address) == Status.Success;

    /// <summary>ACPI's root pointer, the newer one if there are two; 0 when there is none.</summary>
    internal static ulong AcpiRoot()
    {
        ulong old = 0;
        for (nuint i = 0; i < s_table->ConfigurationCount; i++)
        {
            ConfigurationTable* table = s_table->Configuration + i;
            if (table->Vendor.Equals(Identifier.Acpi))
                return (ulong)table->Table;
            if (table->Vendor.Equals(Identifier.OldAcpi))
                old = (ulong)table->Table;
        }
        return old;
    }

    internal static ulong Pages(ulong bytes) => (bytes + PageBytes - 1) / PageBytes;
}

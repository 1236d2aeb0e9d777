using System.Runtime.Intrinsics.X86;
using Diesis.Platform.Devices;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Paging;

namespace Diesis.Platform.Processors;

/// <summary>What of memory protection the processors have (Intel SDM, volume 2, CPUID) and how it is turned on.</summary>
internal static class ProcessorFeatures
{
    private const uint ExtendedFeatureRegister = 0xc000_0080;
    private const ulong NoExecuteEnable = 1 << 11;
    private const ulong WriteProtect = 1 << 16;

    private const ulong PageGlobalEnable = 1 << 7;
    private const ulong UserModeInstructionPrevention = 1 << 11;
    private const ulong FiveLevels = 1 << 12;
    private const ulong ContextIdentifiers = 1 << 17;
    private const ulong SupervisorExecutionPrevention = 1 << 20;
    private const ulong SupervisorAccessPrevention = 1 << 21;

    private const int NoContextIdentifiers = 1;

    /// <summary>Identifiers of address spaces that a TLB tells apart: 12 bits, or only one.</summary>
    private const int AllContextIdentifiers = 1 << 12;

    internal static bool HasGigabytePages { get; private set; }

    internal static bool HasNoExecute { get; private set; }

    internal static bool HasGlobalPages { get; private set; }

    internal static bool HasAttributeTable { get; private set; }

    internal static bool HasContextIdentifiers { get; private set; }

    internal static bool HasSupervisorExecutionPrevention { get; private set; }

    internal static bool HasSupervisorAccessPrevention { get; private set; }

    internal static bool HasUserModeInstructionPrevention { get; private set; }

    /// <summary>The processor could translate 57 bits of addresses. 48 are enough, and a level less is a memory access less.</summary>
    internal static bool HasFiveLevels { get; private set; }

    internal static int AddressSpaceIdCount => HasContextIdentifiers ? AllContextIdentifiers : NoContextIdentifiers;

    /// <summary>Asks the boot processor; the others are taken to be alike.</summary>
    internal static void Detect()
    {
        (int highestBasic, _, _, _) = X86Base.CpuId(0, 0);
        (_, _, int basicC, int basicD) = X86Base.CpuId(1, 0);
        HasGlobalPages = Bit(basicD, 13);
        HasAttributeTable = Bit(basicD, 16);
        HasContextIdentifiers = Bit(basicC, 17);
        if (highestBasic >= 7)
        {
            (_, int featuresB, int featuresC, _) = X86Base.CpuId(7, 0);
            HasSupervisorExecutionPrevention = Bit(featuresB, 7);
            HasSupervisorAccessPrevention = Bit(featuresB, 20);
            HasUserModeInstructionPrevention = Bit(featuresC, 2);
            HasFiveLevels = Bit(featuresC, 16);
        }
        (int highestExtended, _, _, _) = X86Base.CpuId(unchecked((int)0x8000_0000), 0);
        if ((uint)highestExtended >= 0x8000_0001)
        {
            (_, _, _, int extendedD) = X86Base.CpuId(unchecked((int)0x8000_0001), 0);
            HasNoExecute = Bit(extendedD, 20);
            HasGigabytePages = Bit(extendedD, 26);
        }
    }

    private static bool Bit(int word, int bit) => (word >> bit & 1) != 0;

    /// <summary>
    /// Turns protection on for the processor that runs this: read-only also for the kernel, no execution of data, no use of user pages by
    /// the kernel, global pages, the page attribute table. Every processor must do so before it uses the kernel's page tables, but for
    /// the no-execute bit, which its start-up code has to set before it loads CR3.
    /// </summary>
    /// <remarks>Preconditions: interrupts off; CR3's low 12 bits are 0, else PCIDs cannot be turned on (Intel SDM, volume 3, section 4.10.1).</remarks>
    internal static void EnableProtection()
    {
        if (HasNoExecute)
            DeviceInstructions.WriteModelRegister(ExtendedFeatureRegister, DeviceInstructions.ReadModelRegister(ExtendedFeatureRegister) | NoExecuteEnable);
        PagingInstructions.WriteControl0(PagingInstructions.ReadControl0() | WriteProtect);
        if (HasAttributeTable)
            DeviceInstructions.WriteModelRegister(PageAttributeTable.Register, PageAttributeTable.Value);
        ulong control = PagingInstructions.ReadControl4();
        control |= HasGlobalPages ? PageGlobalEnable : 0;
        control |= HasContextIdentifiers ? ContextIdentifiers : 0;
        control |= HasSupervisorExecutionPrevention ? SupervisorExecutionPrevention : 0;
        control |= HasSupervisorAccessPrevention ? SupervisorAccessPrevention : 0;
        control |= HasUserModeInstructionPrevention ? UserModeInstructionPrevention : 0;
        PagingInstructions.WriteControl4(control);
        PagingInstructions.InvalidateAllTranslations();
    }

    /// <summary>Whether the running processor's paging is of five levels: never, unless a loader left it on and start-up code forgot to turn it off.</summary>
    internal static bool UsesFiveLevels => (PagingInstructions.ReadControl4() & FiveLevels) != 0;
}

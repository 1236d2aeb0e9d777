using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Diesis.Platform.Devices;
using Diesis.Platform.Memory;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Users;

/// <summary>
/// What processors keep of a program beyond the general registers: x87, SSE, AVX and what is newer, as XSAVE stores it (Intel SDM, volume 1,
/// chapter 13), and the bases of FS and GS.
/// </summary>
/// <remarks>SAFETY: areas are <see cref="AreaBytes"/> long, multiples of 64, and belong to the caller.</remarks>
internal static unsafe class ExtendedState
{
    private const uint FsBaseRegister = 0xc000_0100;

    /// <summary>The one that SWAPGS brings in: the program's while the kernel runs.</summary>
    private const uint OtherGsBaseRegister = 0xc000_0102;

    private const uint ExtendedFeatureRegister = 0xc000_0080;
    private const ulong SystemCallEnable = 1;
    private const uint SegmentsRegister = 0xc000_0081;
    private const uint EntryRegister = 0xc000_0082;
    private const uint FlagMaskRegister = 0xc000_0084;

    private const ulong ExtendedSaveEnable = 1 << 18;
    private const ulong FsGsBaseEnable = 1 << 16;

    /// <summary>x87 and SSE: the part that FXSAVE stores at each entry, because the kernel's own code uses those registers.</summary>
    internal const ulong Legacy = 3;

    /// <summary>AVX and the three parts of AVX-512. What needs permission or other kernel support (protection keys, tiles) stays off.</summary>
    private const ulong Wanted = Legacy | 1 << 2 | 7 << 5;

    /// <summary>Trap, interrupt, direction, nested task, resume and alignment check (which is SMAP's switch): off in the kernel after SYSCALL.</summary>
    private const ulong MaskedFlags = 0x100 | 0x200 | 0x400 | 0x4000 | 0x1_0000 | 0x4_0000 | 0xcd5;

    private const int LegacyBytes = 512;
    private const int HeaderBytes = 64;

    internal static bool HasExtended { get; private set; }

    internal static bool HasBaseInstructions { get; private set; }

    /// <summary>Components that are on, as bits of XCR0.</summary>
    internal static ulong Components { get; private set; }

    /// <summary>Bytes of a whole area.</summary>
    internal static int AreaBytes { get; private set; }

    [RuntimeImport("*", "SaveExtendedState")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void Save(byte* area, ulong components);

    [RuntimeImport("*", "RestoreExtendedState")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void Restore(byte* area, ulong components);

    [RuntimeImport("*", "WriteExtendedControl")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void WriteExtendedControl(ulong components);

    [RuntimeImport("*", "ReadFsBase")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong ReadFsBaseFast();

    [RuntimeImport("*", "WriteFsBase")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void WriteFsBaseFast(ulong value);

    [RuntimeImport("*", "SystemCallEntryAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nint SystemCallEntryAddress();

    internal static ulong FsBase
    {
        get => HasBaseInstructions ? ReadFsBaseFast() : DeviceInstructions.ReadModelRegister(FsBaseRegister);
        set
        {
            if (HasBaseInstructions)
                WriteFsBaseFast(value);
            else
                DeviceInstructions.WriteModelRegister(FsBaseRegister, value);
        }
    }

    internal static ulong GsBase
    {
        get => DeviceInstructions.ReadModelRegister(OtherGsBaseRegister);
        set => DeviceInstructions.WriteModelRegister(OtherGsBaseRegister, value);
    }

    /// <summary>Asks the boot processor; the others are taken to be alike.</summary>
    internal static void Detect()
    {
        (_, _, int basicC, _) = X86Base.CpuId(1, 0);
        HasExtended = (basicC & 1 << 26) != 0;
        (int highest, _, _, _) = X86Base.CpuId(0, 0);
        if (highest >= 7)
        {
            (_, int featuresB, _, _) = X86Base.CpuId(7, 0);
            HasBaseInstructions = (featuresB & 1) != 0;
        }
        Components = Legacy;
        AreaBytes = LegacyBytes + HeaderBytes;
        UserCopy.Initialize(ProcessorFeatures.HasSupervisorAccessPrevention);
    }

    /// <summary>Turns on, for the processor that runs this, what programs use: SYSCALL, XSAVE, and the instructions for FS and GS.</summary>
    internal static void EnableHere()
    {
        ulong control = PagingInstructions.ReadControl4();
        control |= HasExtended ? ExtendedSaveEnable : 0;
        control |= HasBaseInstructions ? FsGsBaseEnable : 0;
        PagingInstructions.WriteControl4(control);
        if (HasExtended)
        {
            (int supported, _, _, _) = X86Base.CpuId(0xd, 0);
            Components = (uint)supported & Wanted;
            // AVX-512 goes with AVX or not at all.
            if ((Components & 1 << 2) == 0)
                Components &= Legacy;
            WriteExtendedControl(Components);
            (_, int bytes, _, _) = X86Base.CpuId(0xd, 0);
            AreaBytes = bytes;
        }
        DeviceInstructions.WriteModelRegister(ExtendedFeatureRegister, DeviceInstructions.ReadModelRegister(ExtendedFeatureRegister) | SystemCallEnable);
        // SYSCALL takes the kernel's segments from bits 32 on, SYSRET the program's from bits 48 on (Intel SDM, volume 2, SYSCALL and SYSRET).
        const ulong SysretBase = 3 << 3 | 3;
        DeviceInstructions.WriteModelRegister(SegmentsRegister, (ulong)DescriptorTables.KernelCode << 32 | SysretBase << 48);
        DeviceInstructions.WriteModelRegister(EntryRegister, (ulong)SystemCallEntryAddress());
        DeviceInstructions.WriteModelRegister(FlagMaskRegister, MaskedFlags);
    }
}

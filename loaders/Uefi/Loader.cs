using System.Runtime;
using System.Runtime.CompilerServices;
using Diesis.Platform.Boot;

namespace Diesis.Loaders.Uefi;

/// <summary>
/// The UEFI loader: reads kernel, command line and initial RAM file system from its partition, sets the screen's mode, fetches the memory map, ends the
/// firmware's boot services and jumps to the kernel.
/// </summary>
/// <remarks>
/// There is no heap and nothing is thrown: structures, pointers and literals only. SAFETY: memory is what the firmware gave us or, for the kernel, the
/// range that it let us have; the kernel's entry takes the block's address as Boot.S says.
/// </remarks>
internal static unsafe class Loader
{
    private const string KernelPath = "\\diesis\\kernel.elf";
    private const string InitrdPath = "\\diesis\\initramfs.img";
    private const string CommandLinePath = "\\diesis\\cmdline.txt";

    /// <summary>Time to read an error before the firmware's own screen covers it, in microseconds.</summary>
    private const nuint ErrorPause = 5_000_000;

    [RuntimeImport("*", "EnterKernel")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void EnterKernel(ulong entry, LoaderBlock* block);

    /// <summary>The application's entry. Returns only when the kernel could not be started.</summary>
    [RuntimeExport("UefiMain")]
    private static Status Main(nint image, SystemTable* table)
    {
        Firmware.Initialize(image, table);
        string? error = Start();
        if (error != null)
        {
            Screen.Write("Diesis cannot start: ");
            Screen.WriteLine(error);
            Firmware.Services->Stall(ErrorPause);
        }
        return Status.LoadError;
    }

    /// <returns>What went wrong.</returns>
    private static string? Start()
    {
        FirmwareFile* root = Volume.OpenRoot();
        if (root == null)
            return "the partition of the loader cannot be read";
        FileContent kernel;
        switch (Volume.Read(root, KernelPath, out kernel))
        {
            case ReadResult.NotThere:
                return "there is no \\diesis\\kernel.elf beside the loader";
            case ReadResult.Failed:
                return "\\diesis\\kernel.elf cannot be read";
        }
        FileContent commandLine;
        FileContent initrd;
        if (Volume.Read(root, CommandLinePath, out commandLine) == ReadResult.Failed || Volume.Read(root, InitrdPath, out initrd) == ReadResult.Failed)
            return "\\diesis\\cmdline.txt or \\diesis\\initramfs.img cannot be read";

        ElfImage image = new(kernel.Bytes, kernel.Length);
        ElfError error = image.Check();
        if (error != ElfError.None)
            return Describe(error);
        if (!Firmware.TryAllocateAt(image.Start, image.End - image.Start))
        {
            Screen.Write("The kernel's memory is ");
            Screen.Write(image.Start);
            Screen.Write(" to ");
            Screen.Write(image.End);
            Screen.WriteLine("");
            return "the firmware uses the memory that the kernel is for";
        }
        image.Load((byte*)image.Start);

        byte* map = Firmware.Allocate(MemoryMap.BufferBytes);
        LoaderBlock* block = (LoaderBlock*)Firmware.Allocate((ulong)sizeof(LoaderBlock) + MemoryMap.MaxRanges * (ulong)sizeof(LoaderRange));
        if (map == null || block == null)
            return "there is no memory below 4 GiB";
        *block = new LoaderBlock
        {
            Magic = LoaderBlock.ExpectedMagic,
            Version = LoaderBlock.ExpectedVersion,
            AcpiRoot = Firmware.AcpiRoot(),
            CommandLine = (ulong)commandLine.Bytes,
            CommandLineLength = (uint)commandLine.Length,
            Initrd = (ulong)initrd.Bytes,
            InitrdLength = initrd.Length,
        };
        Graphics.Describe(block);
        if (!MemoryMap.EndBootServices(map, block))
            return "the firmware does not end its services";
        EnterKernel(image.Entry, block);
        return null;
    }

    private static string Describe(ElfError error) => error switch
    {
        ElfError.NotElf => "\\diesis\\kernel.elf is not an ELF file of 64 bits",
        ElfError.WrongMachine => "\\diesis\\kernel.elf is for another machine",
        ElfError.Truncated => "\\diesis\\kernel.elf is cut off",
        ElfError.BadSegment => "\\diesis\\kernel.elf has a segment that cannot be",
        _ => "\\diesis\\kernel.elf has its entry outside its code",
    };
}

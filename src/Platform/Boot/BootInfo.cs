using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Diesis.Platform.Boot;

/// <summary>Who started the kernel.</summary>
public enum BootProtocol : uint
{
    None,

    /// <summary>QEMU or Xen, "x86/HVM direct boot ABI".</summary>
    Pvh,

    /// <summary>GRUB and others, "Multiboot2 Specification version 2.0".</summary>
    Multiboot2,

    /// <summary>Our own loader (loaders/Uefi).</summary>
    Uefi,
}

/// <summary>
/// What the loader told: the one form in which the kernel knows it. Each protocol has a parser that fills it (PvhParser, Multiboot2Parser,
/// LoaderBlockParser); nothing else knows how the kernel was started.
/// </summary>
/// <remarks>
/// Usable before there is a heap: everything is within the structure, with room for so much and no more. What did not fit is counted.
/// Memory ranges are as the loader told them: unsorted, overlapping, with holes. SAFETY: the buffers are the structure's own, and the
/// counts never exceed their sizes.
/// </remarks>
public unsafe struct BootInfo
{
    public const int MaxRanges = 256;
    public const int MaxCommandLine = 4096;
    public const int MaxLoaderName = 64;

    /// <summary>The ACPI 2.0 root pointer (RSDP) has 36 bytes.</summary>
    internal const int MaxAcpiRoot = 36;

    private static BootInfo s_current;

    private fixed ulong _starts[MaxRanges];
    private fixed ulong _lengths[MaxRanges];
    private fixed uint _kinds[MaxRanges];
    private fixed byte _commandLine[MaxCommandLine];
    private fixed byte _loaderName[MaxLoaderName];
    private fixed byte _acpiRootCopy[MaxAcpiRoot];
    private int _commandLineLength;
    private int _loaderNameLength;
    private int _acpiRootCopyLength;

    /// <summary>What this kernel was started with.</summary>
    public static ref readonly BootInfo Current => ref s_current;

    internal static ref BootInfo Writable => ref s_current;

    public BootProtocol Protocol { readonly get; internal set; }

    public int RangeCount { readonly get; private set; }

    /// <summary>Memory ranges that did not fit: that memory is not used.</summary>
    public int DroppedRanges { readonly get; private set; }

    /// <summary>Whether the command line was longer than its place, and lost its end.</summary>
    public bool CommandLineWasCut { readonly get; private set; }

    /// <summary>Physical address of ACPI's root pointer (RSDP), or 0 when the loader does not know it.</summary>
    public ulong AcpiRoot { readonly get; internal set; }

    public FrameBufferInfo FrameBuffer { readonly get; internal set; }

    /// <summary>The initial RAM file system; its length is 0 when there is none. Its memory is within a usable range.</summary>
    public BootMemoryRange Initrd { readonly get; private set; }

    /// <summary>Files that the loader handed over besides the first, which are not used.</summary>
    public int DroppedModules { readonly get; private set; }

    /// <summary>The kernel command line in UTF-8, without a zero at its end.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> CommandLine => MemoryMarshal.CreateReadOnlySpan(in _commandLine[0], _commandLineLength);

    /// <summary>The loader's name in its own words.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> LoaderName => MemoryMarshal.CreateReadOnlySpan(in _loaderName[0], _loaderNameLength);

    /// <summary>ACPI's root pointer when the loader handed over a copy of it, else empty.</summary>
    [UnscopedRef]
    internal readonly ReadOnlySpan<byte> AcpiRootCopy => MemoryMarshal.CreateReadOnlySpan(in _acpiRootCopy[0], _acpiRootCopyLength);

    public readonly BootMemoryRange Range(int index)
    {
        if ((uint)index >= (uint)RangeCount)
            throw new ArgumentOutOfRangeException(nameof(index));
        return new BootMemoryRange(_starts[index], _lengths[index], (BootMemoryKind)_kinds[index]);
    }

    /// <summary>Adds a range; one that continues the last one is joined to it.</summary>
    internal void AddRange(BootMemoryRange range)
    {
        if (range.Length == 0)
            return;
        int last = RangeCount - 1;
        if (last >= 0 && _kinds[last] == (uint)range.Kind && _lengths[last] <= ulong.MaxValue - _starts[last]
            && _starts[last] + _lengths[last] == range.Start && range.Length <= ulong.MaxValue - _lengths[last])
        {
            _lengths[last] += range.Length;
            return;
        }
        if (RangeCount == MaxRanges)
        {
            DroppedRanges++;
            return;
        }
        _starts[RangeCount] = range.Start;
        _lengths[RangeCount] = range.Length;
        _kinds[RangeCount] = (uint)range.Kind;
        RangeCount++;
    }

    /// <summary>Adds a file that the loader put into memory: the first is the initial RAM file system.</summary>
    internal void AddModule(ulong start, ulong length)
    {
        if (Initrd.Length != 0)
            DroppedModules++;
        else if (length <= ulong.MaxValue - start)
            Initrd = new BootMemoryRange(start, length, BootMemoryKind.Reserved);
    }

    internal void SetCommandLine(ReadOnlySpan<byte> text)
    {
        CommandLineWasCut = text.Length > MaxCommandLine;
        _commandLineLength = Math.Min(text.Length, MaxCommandLine);
        text[.._commandLineLength].CopyTo(MemoryMarshal.CreateSpan(ref _commandLine[0], MaxCommandLine));
    }

    internal void SetLoaderName(ReadOnlySpan<byte> name)
    {
        _loaderNameLength = Math.Min(name.Length, MaxLoaderName);
        name[.._loaderNameLength].CopyTo(MemoryMarshal.CreateSpan(ref _loaderName[0], MaxLoaderName));
    }

    /// <summary>Takes a screen over unless its numbers make no sense.</summary>
    internal void SetFrameBuffer(FrameBufferInfo frameBuffer)
    {
        if (frameBuffer.IsSensible)
            FrameBuffer = frameBuffer;
    }

    /// <remarks>The longer of several copies wins: the root pointer of ACPI 2.0 names the table of 64-bit addresses.</remarks>
    internal void SetAcpiRootCopy(ReadOnlySpan<byte> root)
    {
        int length = Math.Min(root.Length, MaxAcpiRoot);
        if (length <= _acpiRootCopyLength)
            return;
        _acpiRootCopyLength = length;
        root[..length].CopyTo(MemoryMarshal.CreateSpan(ref _acpiRootCopy[0], MaxAcpiRoot));
    }
}

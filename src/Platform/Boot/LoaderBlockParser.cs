namespace Diesis.Platform.Boot;

/// <summary>Reads what our own loaders hand over.</summary>
internal static class LoaderBlockParser
{
    internal static unsafe BootError Parse(in PhysicalWindow memory, ulong address, ref BootInfo info)
    {
        // SAFETY: sizeof of structures of our own.
        if (!memory.TryRead(address, out LoaderBlock block))
            return BootError.OutOfBounds;
        if (block.Magic != LoaderBlock.ExpectedMagic || block.Version != LoaderBlock.ExpectedVersion)
            return BootError.BadMagic;
        ulong ranges = address + (ulong)sizeof(LoaderBlock);
        if (block.Size < sizeof(LoaderBlock) || (block.Size - (uint)sizeof(LoaderBlock)) / sizeof(LoaderRange) < block.RangeCount
            || !memory.Contains(address, block.Size) || !memory.Contains(block.CommandLine, block.CommandLineLength))
            return BootError.OutOfBounds;
        if (block.RangeCount == 0)
            return BootError.NoMemoryMap;

        info.Protocol = BootProtocol.Uefi;
        info.SetLoaderName("Diesis UEFI loader"u8);
        info.AcpiRoot = block.AcpiRoot;
        for (uint i = 0; i < block.RangeCount && memory.TryRead(ranges + i * (ulong)sizeof(LoaderRange), out LoaderRange range); i++)
            info.AddRange(new BootMemoryRange(range.Start, range.Length, range.Kind));
        if (memory.TryGetBytes(block.CommandLine, block.CommandLineLength, out System.ReadOnlySpan<byte> commandLine))
            info.SetCommandLine(commandLine);
        if (block.InitrdLength != 0)
            info.AddModule(block.Initrd, block.InitrdLength);
        info.SetFrameBuffer(new FrameBufferInfo(
            block.FrameBuffer, (int)block.Width, (int)block.Height, (int)block.Pitch, (int)block.BitsPerPixel,
            ColorField.FromMask(block.RedMask), ColorField.FromMask(block.GreenMask), ColorField.FromMask(block.BlueMask)));
        return info.RangeCount > 0 ? BootError.None : BootError.NoMemoryMap;
    }
}

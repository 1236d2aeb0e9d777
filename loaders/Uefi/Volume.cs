namespace Diesis.Loaders.Uefi;

/// <summary>A file's content in memory.</summary>
internal unsafe struct FileContent
{
    public byte* Bytes;
    public ulong Length;
}

internal enum ReadResult
{
    Done,
    NotThere,
    Failed,
}

/// <summary>The partition that this loader came from.</summary>
/// <remarks>SAFETY: buffers are as long as the file; the firmware is told their length.</remarks>
internal static unsafe class Volume
{
    /// <summary>Firmware reads large files badly in one go.</summary>
    private const nuint ChunkBytes = 1 << 20;

    /// <summary>The root folder; null when the partition has no file system that the firmware reads.</summary>
    internal static FirmwareFile* OpenRoot()
    {
        LoadedImage* image = (LoadedImage*)Firmware.Protocol(Firmware.Image, Identifier.LoadedImage);
        if (image == null)
            return null;
        SimpleFileSystem* fileSystem = (SimpleFileSystem*)Firmware.Protocol(image->DeviceHandle, Identifier.SimpleFileSystem);
        FirmwareFile* root = null;
        return fileSystem != null && fileSystem->OpenVolume(fileSystem, &root) == Status.Success ? root : null;
    }

    /// <summary>Reads a file into memory of its own, with a zero byte after it.</summary>
    internal static ReadResult Read(FirmwareFile* root, string path, out FileContent content)
    {
        content = default;
        FirmwareFile* file = null;
        fixed (char* name = path)
        {
            Status opened = root->Open(root, &file, name, FirmwareFile.ReadMode, 0);
            if (opened != Status.Success)
                return opened == Status.NotFound ? ReadResult.NotThere : ReadResult.Failed;
        }
        ReadResult result = ReadWhole(file, ref content);
        file->Close(file);
        return result;
    }

    private static ReadResult ReadWhole(FirmwareFile* file, ref FileContent content)
    {
        ulong length = 0;
        if (file->SetPosition(file, FirmwareFile.EndPosition) != Status.Success
            || file->GetPosition(file, &length) != Status.Success
            || file->SetPosition(file, 0) != Status.Success
            || length > Firmware.HighestAddress)
            return ReadResult.Failed;
        byte* bytes = Firmware.Allocate(length + 1);
        if (bytes == null)
            return ReadResult.Failed;
        for (ulong done = 0; done < length;)
        {
            nuint count = length - done < ChunkBytes ? (nuint)(length - done) : ChunkBytes;
            if (file->Read(file, &count, bytes + done) != Status.Success || count == 0)
                return ReadResult.Failed;
            done += count;
        }
        bytes[length] = 0;
        content.Bytes = bytes;
        content.Length = length;
        return ReadResult.Done;
    }
}

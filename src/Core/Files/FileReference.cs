namespace Diesis.Core.Files;

/// <summary>A file that is being used: it stays open until this is disposed of, because it is counted or because nobody else can close it.</summary>
public readonly ref struct FileReference
{
    private readonly OpenFile? _held;

    private FileReference(OpenFile? file, OpenFile? held)
    {
        File = file;
        _held = held;
    }

    /// <summary>Null when the descriptor is not open.</summary>
    public OpenFile? File { get; }

    /// <summary>The reference is given back at the end.</summary>
    internal static FileReference Counted(OpenFile? file) => new(file, file);

    /// <summary>The descriptor's own reference serves.</summary>
    internal static FileReference Borrowed(OpenFile? file) => new(file, null);

    public void Dispose() => _held?.Release();
}

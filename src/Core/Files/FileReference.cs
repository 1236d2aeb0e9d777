namespace Diesis.Core.Files;

/// <summary>A file that is being used: counted until this is disposed of.</summary>
public readonly ref struct FileReference
{
    internal FileReference(OpenFile? file) => File = file;

    /// <summary>Null when the descriptor is not open.</summary>
    public OpenFile? File { get; }

    public void Dispose() => File?.Release();
}

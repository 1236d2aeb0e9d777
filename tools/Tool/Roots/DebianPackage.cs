namespace Diesis.Tool.Roots;

/// <summary>A package as Debian's archive has it now.</summary>
/// <param name="Version">As Debian writes it, with its epoch.</param>
/// <param name="File">Where the downloaded archive lies.</param>
internal sealed record DebianPackage(string Name, string Version, string File);

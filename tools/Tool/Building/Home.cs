namespace Diesis.Tool.Building;

/// <summary>One of the two homes that are linked from our own runtime, as opposed to stock .NET: what is particular to it.</summary>
/// <param name="Name">In paths and messages.</param>
/// <param name="Projects">The projects, below the program, that are linked in.</param>
/// <param name="AssemblyFolders">Folders whose .S files are linked in.</param>
/// <param name="LinkerScript">Where things lie in memory.</param>
/// <param name="SharedObject">Folder of the shared object that the kernel puts into every program, which becomes part of the image; null for none.</param>
internal sealed record Home(string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> AssemblyFolders, string LinkerScript, string? SharedObject = null)
{
    internal static readonly Home Hosted = new(
        "hosted",
        ["src/Runtime/Runtime.csproj", "src/Runtime/Hosted/Hosted.csproj"],
        ["src/Runtime/Arch/X64", "src/Runtime/Hosted/Arch/X64"],
        "src/Runtime/Hosted/Arch/X64/hosted.ld");

    internal static readonly Home Bare = new(
        "bare",
        [
            "src/Runtime/Runtime.csproj",
            "src/Abi/Abi.csproj",
            "src/Platform/Platform.csproj",
            "src/Core/Core.csproj",
            "src/Net/Net.csproj",
            "src/FileSystems/Proc/Proc.csproj",
            "src/FileSystems/Sys/Sys.csproj",
            "src/FileSystems/Tmpfs/Tmpfs.csproj",
            "src/FileSystems/DevPts/DevPts.csproj",
            "src/Syscalls/Syscalls.csproj",
            "src/Drivers/Pc/Pc.csproj",
            "src/Boot/Boot.csproj",
        ],
        ["src/Runtime/Arch/X64", "src/Platform/Arch/X64"],
        "src/Platform/Arch/X64/kernel.ld",
        "src/Platform/Arch/X64/Vdso");
}

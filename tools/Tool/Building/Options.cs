namespace Diesis.Tool.Building;

/// <summary>Every option that the compilers and the linker are given. The projects' compiler options are in src/Directory.Build.props.</summary>
internal static class Options
{
    /// <summary>For programs of `./diesis compile`, which have no project; otherwise as src/Directory.Build.props has it.</summary>
    internal static readonly string[] CSharp =
    [
        "-noconfig", "-nostdlib", "-nologo", "-target:exe", "-langversion:latest", "-nullable:enable", "-unsafe", "-optimize+", "-debug:portable",
        "-deterministic", "-utf8output", "-runtimemetadataversion:v4.0.30319", "-nowarn:1701,1702",
    ];

    /// <summary>
    /// The ahead-of-time compiler. FS belongs to user space, hence no inline thread-local statics; the kernel keeps to x86-64-v2, whose
    /// legacy encodings leave the upper halves of user space's wide registers alone.
    /// </summary>
    internal static readonly string[] Ilc =
    [
        "--systemmodule:Diesis.Runtime", "--targetos:linux", "--targetarch:x64", "--instruction-set:x86-64-v2", "-O", "-g", "--noinlinetls",
    ];

    internal static readonly string[] IlcWithoutProgram = ["--nativelib"];

    /// <summary>DWARF 4, as ilc writes it: LineTable reads both.</summary>
    internal static readonly string[] Assembler = ["-c", "--target=x86_64-unknown-none-elf", "-gdwarf-4", "-Wa,--fatal-warnings"];

    /// <summary>For both homes. What no code reaches goes away; the unwinder searches .eh_frame_hdr.</summary>
    internal static readonly string[] Linker =
    [
        "-nostdlib", "-static", "--no-pie", "--eh-frame-hdr", "--gc-sections", "--fatal-warnings", "-z", "noexecstack", "-z", "max-page-size=4096",
        "--build-id=none",
    ];

    /// <summary>For the shared object that every program gets.</summary>
    internal static readonly string[] SharedObjectLinker =
    [
        "-shared", "-soname", "linux-vdso.so.1", "--hash-style=both", "--eh-frame-hdr", "--no-undefined", "--strip-debug", "--fatal-warnings", "-z", "max-page-size=4096",
        "--build-id=none",
    ];
}

using Diesis.Tool.Building;

namespace Diesis.Tool.Machines;

/// <summary>A kernel that can run the root file system's init: ours, or the Linux that it is compared with.</summary>
/// <param name="File">What QEMU loads.</param>
/// <param name="CommandLine">What it needs on its command line.</param>
internal sealed record GuestKernel(string Name, string File, string CommandLine)
{
    internal static GuestKernel Diesis(Image image) => new("Diesis", image.WithSymbols, "");

    /// <summary>Linux ends a machine by resetting it, as init asks; a panic resets it, too.</summary>
    internal static GuestKernel Linux(string file, string version) =>
        new("Linux " + version, file, "console=ttyS0 quiet loglevel=0 panic=-1 rdinit=/init mitigations=off random.trust_cpu=on tsc=reliable");
}

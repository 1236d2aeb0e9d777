using Diesis.Tool.Building;
using Diesis.Tool.Machines;

namespace Diesis.Tool.Roots;

/// <summary>Debian's Linux kernel for virtual machines: what Diesis is compared with.</summary>
internal static class LinuxKernel
{
    private const string Package = "linux-image-cloud-amd64";
    private const string Image = "linux-image-6.";

    /// <summary>Preconditions: the build lock is held.</summary>
    internal static async Task<GuestKernel> FetchAsync(Repository repository)
    {
        // The package depends on what an installed system wants of a kernel; here only the kernel's file counts.
        IReadOnlyList<DebianPackage> packages = await new DebianPackages(repository, Terminal.Report)
            .FetchAsync([Package], Dependencies.With, name => name.StartsWith(Image, StringComparison.Ordinal));
        DebianPackage package = packages.FirstOrDefault()
            ?? throw new ToolException($"the package {Package} brings no {Image}…: the comparison is with Debian 12's Linux");
        string folder = Path.Combine(repository.Out, "linux");
        string output = Path.Combine(folder, "vmlinuz");
        await new StepEngine(repository, Terminal.Report).RunAsync(new Step(
            "linux-kernel",
            $"Unpacking Linux {package.Version}",
            package.Name,
            [package.File],
            [output],
            context => ToolProcess.RunAsync(
                "bash",
                [
                    "-c", "set -o pipefail; dpkg-deb --fsys-tarfile \"$1\" | tar -x -O --wildcards './boot/vmlinuz-*' >\"$2\"", "unpack",
                    package.File, context.Temporary(output),
                ])));
        return GuestKernel.Linux(output, package.Version);
    }
}

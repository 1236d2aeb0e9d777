using Diesis.Tool.Building;
using Diesis.Tool.Machines;

namespace Diesis.Tool.Media;

/// <summary>Makes what a machine starts from.</summary>
internal static class BootMedia
{
    /// <summary>The ways to start that ./diesis run --boot knows.</summary>
    internal static readonly string[] Ways = ["direct", "uefi", "iso"];

    /// <param name="name">Of the image; media for different kernels must not get into each other's way.</param>
    internal static async Task<BootMedium> MakeAsync(Repository repository, MachineOptions machine, Image kernel, string name, CancellationToken cancellation)
    {
        switch (machine.Boot)
        {
            case "iso":
                using (await BuildLock.EnterAsync(repository, Terminal.Report, cancellation))
                {
                    return new BootMedium.Iso(await GrubIso.MakeAsync(repository, kernel, name, machine.CommandLine, GrubEntry.Graphics, machine.Initrd));
                }

            case "uefi":
                using (await BuildLock.EnterAsync(repository, Terminal.Report, cancellation))
                {
                    return new BootMedium.UefiDisk(await UefiDisk.MakeAsync(repository, kernel, name, machine.CommandLine, machine.Initrd));
                }

            default:
                return new BootMedium.Direct(kernel.WithSymbols, machine.Initrd);
        }
    }
}

using System.Globalization;
using System.Text;
using Diesis.Tool.Building;

namespace Diesis.Tool.Media;

/// <summary>A disk image whose one FAT partition has the UEFI loader, the kernel and the command line: as a stick would have them.</summary>
internal static class UefiDisk
{
    private const int SectorBytes = 512;

    /// <summary>FAT's own tables, and enough clusters for FAT16.</summary>
    private const long SpareBytes = 16 << 20;

    /// <summary>The path of the image. Preconditions: the build lock is held.</summary>
    /// <param name="variation">Tells disks of one kernel apart that differ in what is on them.</param>
    internal static async Task<string> MakeAsync(Repository repository, Image kernel, string name, string commandLine, string? initrd = null, string variation = "uefi")
    {
        string loader = await UefiLoader.BuildAsync(repository);
        string folder = Path.Combine(repository.Out, "images", name, initrd is null ? variation : variation + "-initrd");
        string output = Path.Combine(folder, "diesis.img");
        string commandLineFile = Path.Combine(folder, "cmdline.txt");
        List<(string Source, string Target)> files =
        [
            (loader, "::/EFI/BOOT/BOOTX64.EFI"), (kernel.Executable, "::/diesis/kernel.elf"), (commandLineFile, "::/diesis/cmdline.txt"),
        ];
        if (initrd is not null)
        {
            files.Add((initrd, "::/diesis/initramfs.img"));
        }

        await new StepEngine(repository, Terminal.Report).RunAsync(new Step(
            Path.GetFileName(folder) + "-" + name,
            $"Making the UEFI disk of {name}",
            commandLine,
            [loader, kernel.Executable, .. initrd is null ? (string[])[] : [initrd]],
            [output],
            async context =>
            {
                Directory.CreateDirectory(folder);
                await File.WriteAllTextAsync(commandLineFile, commandLine, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                string image = context.Temporary(output);
                long bytes = SpareBytes + files.Sum(file => new FileInfo(file.Source).Length);
                string sectors = (bytes / SectorBytes / 1024 * 1024).ToString(CultureInfo.InvariantCulture);
                await ToolProcess.RunAsync("mformat", ["-C", "-i", image, "-T", sectors, "-h", "16", "-s", "63", "-v", "DIESIS", "::"]);
                await ToolProcess.RunAsync("mmd", ["-i", image, "::/EFI", "::/EFI/BOOT", "::/diesis"]);
                foreach ((string source, string target) in files)
                {
                    await ToolProcess.RunAsync("mcopy", ["-i", image, source, target]);
                }
            }));
        return output;
    }
}

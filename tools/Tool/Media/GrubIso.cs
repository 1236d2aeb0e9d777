using Diesis.Tool.Building;

namespace Diesis.Tool.Media;

/// <summary>Which entry of GRUB's menu starts by itself.</summary>
internal enum GrubEntry
{
    Graphics,
    Text,
}

/// <summary>
/// A hybrid ISO image with GRUB and the kernel: it starts from a CD and, written to it as it is, from a USB stick; by BIOS and by UEFI.
/// </summary>
internal static class GrubIso
{
    private const string Maker = "grub-mkrescue";

    /// <summary>What our menu uses; the rest of GRUB would make the image ten times as large.</summary>
    private const string Modules =
        "normal multiboot2 iso9660 fat search all_video gfxterm boot echo configfile part_gpt part_msdos part_acorn part_amiga part_apple part_bsd"
        + " part_dfly part_dvh part_plan part_sun part_sunpc";

    /// <summary>The path of the image. Preconditions: the build lock is held.</summary>
    internal static async Task<string> MakeAsync(Repository repository, Image kernel, string name, string commandLine, GrubEntry entry, string? initrd = null)
    {
        string folder = Path.Combine(repository.Out, "images", name, (entry == GrubEntry.Text ? "iso-text" : "iso") + (initrd is null ? "" : "-initrd"));
        string output = Path.Combine(folder, "diesis.iso");
        string menu = Menu(commandLine, entry, initrd is not null);
        await new StepEngine(repository, Terminal.Report).RunAsync(new Step(
            $"{Path.GetFileName(folder)}-{name}",
            $"Making the ISO image of {name}",
            menu + Modules,
            [kernel.Executable, .. initrd is null ? (string[])[] : [initrd]],
            [output],
            async context =>
            {
                string root = Path.Combine(folder, "root");
                Directory.CreateDirectory(Path.Combine(root, "boot", "grub"));
                Directory.CreateDirectory(Path.Combine(root, "diesis"));
                File.Copy(kernel.Executable, Path.Combine(root, "diesis", "kernel.elf"), overwrite: true);
                if (initrd is not null)
                {
                    File.Copy(initrd, Path.Combine(root, "diesis", "initramfs.img"), overwrite: true);
                }

                await File.WriteAllTextAsync(Path.Combine(root, "boot", "grub", "grub.cfg"), menu);
                await ToolProcess.RunAsync(
                    Maker,
                    [
                        $"--output={context.Temporary(output)}", $"--install-modules={Modules}", "--locales=", "--fonts=", "--themes=",
                        root, "--", "-volid", "DIESIS",
                    ]);
                Directory.Delete(root, recursive: true);
            }));
        return output;
    }

    /// <summary>GRUB's configuration ("GNU GRUB manual", section 6). The kernel's header sets the screen's mode, so ours comes after it.</summary>
    internal static string Menu(string commandLine, GrubEntry entry, bool hasInitrd = false)
    {
        string words = string.Concat(CommandLineText.Words(commandLine).Select(word => " " + Quoted(word)));
        string module = hasInitrd ? "\n    module2 /diesis/initramfs.img initramfs" : "";
        return $$"""
            set default={{(int)entry}}
            set timeout=1
            insmod all_video
            menuentry "Diesis" {
                multiboot2 /diesis/kernel.elf{{words}}{{module}}
                set gfxpayload=1024x768x32,1024x768,auto
            }
            menuentry "Diesis on a text screen" {
                multiboot2 /diesis/kernel.elf{{words}}{{module}}
                set gfxpayload=text
            }

            """;
    }

    /// <summary>Nothing is special to GRUB between single quotes but the quote itself.</summary>
    private static string Quoted(string word) => "'" + word.Replace("'", "'\\''") + "'";
}

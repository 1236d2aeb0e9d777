using Diesis.Tool.Building;

namespace Diesis.Tool.Roots;

/// <summary>
/// Makes the guest's root as an archive that the loader hands over: Debian's busybox and dash, the files of user/Root, the packages asked for.
/// What is made from the same things is made once.
/// </summary>
internal sealed class RootFileSystem(Repository repository, Action<string> report)
{
    /// <summary>In the record of the build: a change here makes the roots anew.</summary>
    private const string Format = "2";

    private const string Skeleton = "user/Root";

    /// <summary>Always there, and without what they depend on: dash needs nothing of its dependencies but the C library.</summary>
    private static readonly string[] s_base = ["busybox-static", "dash", "libc6"];

    /// <summary>Essential packages are on every Debian system, so that none names the descriptions of terminals as what it depends on.</summary>
    private static readonly string[] s_terminals = ["ncurses-base"];

    private const string TerminalLibrary = "libtinfo6";

    /// <summary>As Debian's slim container images: nobody reads them there.</summary>
    private static readonly string[] s_left =
    [
        "./usr/share/doc", "./usr/share/man", "./usr/share/info", "./usr/share/locale", "./usr/share/lintian", "./usr/share/groff", "./usr/share/menu",
        "./usr/share/bug", "./usr/share/doc-base",
    ];

    /// <summary>Of the C library when nothing asks for more: character sets, and libraries for debugging and for ancient programs.</summary>
    private static readonly string[] s_leftOfBase =
    [
        "./usr/lib/x86_64-linux-gnu/gconv", "*/libmvec.so*", "*/libc_malloc_debug.so*", "*/libmemusage.so*", "*/libpcprofile.so*", "*/libthread_db.so*",
        "*/libBrokenLocale.so*", "*/libanl.so*", "*/libnsl.so*", "*/libnss_hesiod.so*", "*/libnss_compat.so*",
    ];

    /// <summary>Directories, each with its mode.</summary>
    private static readonly (string Path, UnixFileMode Mode)[] s_directories =
    [
        ("usr/bin", Everyone), ("usr/sbin", Everyone), ("usr/lib", Everyone), ("usr/lib64", Everyone), ("usr/local/bin", Everyone), ("usr/local/sbin", Everyone),
        ("usr/share", Everyone), ("dev", Everyone), ("etc", Everyone), ("home", Everyone), (UserHome, Everyone), ("mnt", Everyone), ("media", Everyone),
        ("opt", Everyone), ("srv", Everyone), ("run", Everyone), ("var/cache", Everyone), ("var/lib", Everyone), ("var/log", Everyone), ("var/spool", Everyone),
        ("proc", ReadOnly), ("sys", ReadOnly), ("root", Owner), ("tmp", Shared), ("var/tmp", Shared),
    ];

    private static readonly (string Path, string Target)[] s_links =
    [
        ("bin", "usr/bin"), ("sbin", "usr/sbin"), ("lib", "usr/lib"), ("lib64", "usr/lib64"), ("var/run", "/run"), ("var/lock", "/run/lock"),
        ("etc/mtab", "/proc/self/mounts"),
    ];

    /// <summary>Applets that busybox names and that are something else here.</summary>
    private static readonly string[] s_leftApplets = ["linuxrc", "sbin/init", "bin/rpm", "usr/bin/rpm2cpio", "usr/bin/dpkg", "usr/bin/dpkg-deb"];

    private const string UserHome = "home/user";
    private const string UserOwner = "1000:1000";
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode ReadOnly =
        UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
    private const UnixFileMode Everyone = ReadOnly | UnixFileMode.UserWrite;
    private const UnixFileMode Shared = Everyone | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite | UnixFileMode.StickyBit;

    private readonly StepEngine _engine = new(repository, report);

    /// <summary>Preconditions: the build lock is held.</summary>
    /// <param name="init">The program that the kernel starts, /init; null for none.</param>
    internal async Task<RootArchive> BuildAsync(RootOptions options, string? init)
    {
        return options.Folder is string folder ? await FromFolderAsync(folder) : await DefaultAsync(options.Packages, init);
    }

    private async Task<RootArchive> DefaultAsync(IReadOnlyList<string> names, string? init)
    {
        DebianPackages debian = new(repository, report);
        IReadOnlyList<DebianPackage> basis = await debian.FetchAsync(s_base, Dependencies.Without);
        IReadOnlyList<DebianPackage> added = names.Count == 0 ? [] : await debian.FetchAsync(names, Dependencies.With);
        if (added.Any(package => package.Name == TerminalLibrary))
        {
            added = [.. added.UnionBy(await debian.FetchAsync(s_terminals, Dependencies.Without), package => package.Name)];
        }

        string name = names.Count == 0 ? "default" : "packages-" + Fingerprint.OfText(string.Join(' ', names.Order(StringComparer.Ordinal)))[..12];
        string skeleton = repository.At(Skeleton);
        string[] files = [.. Directory.EnumerateFiles(skeleton, "*", SearchOption.AllDirectories)];
        RootArchive archive = RootArchive.At(Path.Combine(repository.Out, "roots", name));
        await _engine.RunAsync(new Step(
            "root-" + name,
            "Making the root file system" + (names.Count == 0 ? "" : $" with {string.Join(", ", names)}"),
            Format + string.Join(' ', s_left) + string.Join(' ', s_leftOfBase),
            [.. files, .. basis.Concat(added).Select(package => package.File), .. init is null ? (string[])[] : [init]],
            [archive.File, archive.NameList],
            async context =>
            {
                string root = Path.Combine(repository.Out, "roots", name, "root");
                Remove(root);
                MakeDirectories(root);
                foreach (DebianPackage package in basis.Where(package => added.All(other => other.Name != package.Name)))
                {
                    await UnpackAsync(package, root, [.. s_left, .. s_leftOfBase]);
                }

                foreach (DebianPackage package in added)
                {
                    await UnpackAsync(package, root, s_left);
                }

                foreach (string file in files)
                {
                    Copy(file, Path.Combine(root, Path.GetRelativePath(skeleton, file)), file.EndsWith("/shadow", StringComparison.Ordinal) ? Owner : Everyone);
                }

                await LinkAppletsAsync(root);
                if (init is not null)
                {
                    Copy(init, Path.Combine(root, "init"), Everyone, isProgram: true);
                    File.CreateSymbolicLink(Path.Combine(root, "usr/sbin/init"), "/init");
                }

                await File.WriteAllLinesAsync(
                    Path.Combine(root, "etc", "diesis-packages"), basis.Concat(added).Select(package => $"{package.Name} {package.Version}").Distinct().Order(StringComparer.Ordinal));
                SetModes(root);
                await PackAsync(root, context.Temporary(archive.File), context.Temporary(archive.NameList));
                Remove(root);
            }));
        return archive;
    }

    /// <summary>A folder as it is. Its files' sizes and times tell whether it changed: reading all of a distribution takes too long.</summary>
    private async Task<RootArchive> FromFolderAsync(string folder)
    {
        IReadOnlyList<string> names = CpioArchive.Names(folder);
        string content = string.Join('\n', names.Select(name => new FileInfo(Path.Combine(folder, name)))
            .Select(file => $"{file.FullName} {(file.Exists ? file.Length : 0)} {file.LastWriteTimeUtc.Ticks} {file.UnixFileMode} {file.LinkTarget}"));
        string key = "folder-" + Fingerprint.OfText(folder)[..12];
        RootArchive archive = RootArchive.At(Path.Combine(repository.Out, "roots", key));
        await _engine.RunAsync(new Step(
            "root-" + key,
            $"Packing {folder}",
            Fingerprint.OfText(content),
            [],
            [archive.File, archive.NameList],
            async context =>
            {
                // Who is not root has unpacked it without the owners.
                await CpioArchive.WriteAsync(folder, names, Environment.IsPrivilegedProcess ? null : CpioArchive.Root, context.Temporary(archive.File));
                await File.WriteAllLinesAsync(context.Temporary(archive.NameList), names);
            }));
        return archive;
    }

    private static void MakeDirectories(string root)
    {
        foreach ((string path, _) in s_directories)
        {
            Directory.CreateDirectory(Path.Combine(root, path));
        }

        foreach ((string path, string target) in s_links)
        {
            File.CreateSymbolicLink(Path.Combine(root, path), target);
        }
    }

    private static void SetModes(string root)
    {
        foreach ((string path, UnixFileMode mode) in s_directories)
        {
            File.SetUnixFileMode(Path.Combine(root, path), mode);
        }
    }

    /// <summary>dpkg-deb's own unpacking would replace the links /bin, /lib and so on by directories.</summary>
    private static Task UnpackAsync(DebianPackage package, string root, IEnumerable<string> left)
    {
        string exclude = string.Join(' ', left.Select(pattern => $"--exclude='{pattern}'"));
        string command = $"set -o pipefail; dpkg-deb --fsys-tarfile \"$1\" | tar -x -p --no-same-owner --keep-directory-symlink {exclude} -C \"$2\"";
        return ToolProcess.RunAsync("bash", ["-c", command, "unpack", package.File, root]);
    }

    private static void Copy(string source, string target, UnixFileMode mode, bool isProgram = false)
    {
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(source, target, overwrite: true);
        File.SetUnixFileMode(target, isProgram ? mode : mode & ~Execute);
    }

    /// <summary>Links every applet of busybox that no package has brought. busybox is static, so that it runs here to name them.</summary>
    private static async Task LinkAppletsAsync(string root)
    {
        ToolProcess.Result result = await ToolProcess.CaptureAsync(Path.Combine(root, "usr/bin/busybox"), ["--list-full"]);
        foreach (string applet in result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Except(s_leftApplets))
        {
            string path = Path.Combine(root, applet);
            if (!Path.Exists(path) && new FileInfo(path).LinkTarget is null)
            {
                File.CreateSymbolicLink(path, "/bin/busybox");
            }
        }
    }

    private static async Task PackAsync(string root, string output, string nameList)
    {
        IReadOnlyList<string> names = CpioArchive.Names(root);
        bool IsUsers(string name) => name == UserHome || name.StartsWith(UserHome + "/", StringComparison.Ordinal);
        string roots = output + ".root";
        string users = output + ".user";
        await CpioArchive.WriteAsync(root, [.. names.Where(name => !IsUsers(name))], CpioArchive.Root, roots);
        await CpioArchive.WriteAsync(root, [.. names.Where(IsUsers)], UserOwner, users);
        await CpioArchive.ConcatenateAsync([roots, users], output);
        await File.WriteAllLinesAsync(nameList, names);
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

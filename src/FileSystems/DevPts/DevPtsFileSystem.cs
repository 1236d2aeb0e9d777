using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Ttys.Pseudo;

namespace Diesis.FileSystems.DevPts;

/// <summary>The file system of pseudo-terminals (pts(4)): "ptmx", whose opening makes a pair, and a device file for each slave.</summary>
/// <remarks>
/// The first one mounted is the system's, whose masters /dev/ptmx opens; it is the same one when it is mounted again, unless "newinstance" asks for
/// another.
/// </remarks>
public sealed class DevPtsFileSystem : FileSystem
{
    private readonly DevPtsDirectory _root;
    private DevPtsOptions _options;

    private DevPtsFileSystem(in DevPtsOptions options)
        : base("devpts")
    {
        _options = options;
        Terminals = new DevPtsTerminals(this);
        _root = new DevPtsDirectory(this);
    }

    public override FileSystemMagic Magic => FileSystemMagic.DEVPTS_SUPER_MAGIC;

    public override Inode RootInode => _root;

    /// <summary>Names come and go by themselves.</summary>
    public override bool RemembersAbsence => false;

    public override bool NeedsRevalidation => true;

    public override string Options => _options.Text;

    internal DevPtsTerminals Terminals { get; }

    internal ref readonly DevPtsOptions Settings => ref _options;

    /// <summary>Lets mount(2) make them.</summary>
    public static void Register() => FileSystemTypes.Register("devpts", FileSystemBacking.Virtual, static (_, options) => Make(options));

    private static Result<FileSystem> Make(ReadOnlySpan<byte> text)
    {
        DevPtsOptions options = DevPtsOptions.Default;
        Errno error = options.Parse(text);
        if (error != Errno.None)
            return error;
        if (!options.IsNewInstance && PseudoTerminalHome.System is DevPtsTerminals terminals)
            return terminals.FileSystem;
        DevPtsFileSystem made = new(options);
        PseudoTerminalHome.System ??= made.Terminals;
        return made;
    }

    public override Errno Remount(ReadOnlySpan<byte> text)
    {
        DevPtsOptions changed = _options;
        Errno error = changed.Parse(text);
        if (error == Errno.None)
            _options = changed;
        return error;
    }
}

using System;
using System.Text;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;

namespace Diesis.FileSystems.DevPts;

/// <summary>The one directory: "ptmx" and numbers.</summary>
internal sealed class DevPtsDirectory : Inode
{
    private const ulong RootNumber = 1;
    private const int LongestNumber = 10;
    private const FileMode Permissions = FileMode.S_IFDIR | (FileMode)0x1ed;

    private readonly DevPtsFileSystem _fileSystem;
    private readonly DevPtsMaster _master;

    internal DevPtsDirectory(DevPtsFileSystem fileSystem)
        : base(fileSystem, RootNumber, new NewNode(Permissions, 0, 0))
    {
        _fileSystem = fileSystem;
        _master = new DevPtsMaster(fileSystem);
        SetLinks(2);
    }

    public override Result<Inode> Lookup(FileName name)
    {
        if (name.Equals("ptmx"u8))
            return _master;
        if (!TryReadIndex(name.Bytes, out int index) || _fileSystem.Terminals.Slave(index) is not DevPtsSlave slave)
            return Errno.ENOENT;
        return slave;
    }

    public override Errno List(ref long position, ref DirectoryWriter writer)
    {
        const long MasterPosition = DirectoryWriter.FirstPosition;
        const long FirstSlave = MasterPosition + 1;
        if (position <= MasterPosition)
        {
            if (!writer.Add("ptmx"u8, _master, FirstSlave))
                return writer.Error;
            position = FirstSlave;
        }
        Span<byte> text = stackalloc byte[LongestNumber + 1];
        foreach (int index in _fileSystem.Terminals.Indices())
        {
            if (FirstSlave + index < position || _fileSystem.Terminals.Slave(index) is not DevPtsSlave slave)
                continue;
            int length = Encoding.UTF8.GetBytes(index.ToString(), text);
            if (!writer.Add(text.Slice(0, length), slave, FirstSlave + index + 1))
                return writer.Error;
            position = FirstSlave + index + 1;
        }
        return Errno.None;
    }

    private static bool TryReadIndex(ReadOnlySpan<byte> name, out int index)
    {
        index = 0;
        if (name.Length is 0 or >= LongestNumber || (name[0] == '0' && name.Length != 1))
            return false;
        foreach (byte digit in name)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            index = index * 10 + digit - '0';
        }
        return true;
    }
}

/// <summary>"ptmx": opening it makes a pseudo-terminal of this instance.</summary>
internal sealed class DevPtsMaster : Inode
{
    private const ulong MasterNumber = 2;
    private const uint MasterMinor = 2;

    private readonly DevPtsFileSystem _fileSystem;

    internal DevPtsMaster(DevPtsFileSystem fileSystem)
        : base(fileSystem, MasterNumber, new NewNode(FileMode.S_IFCHR | fileSystem.Settings.MasterMode, 0, 0, new DeviceNumber(Core.Ttys.TtyDevices.AuxiliaryMajor, MasterMinor))) =>
        _fileSystem = fileSystem;

    public override Result<OpenFile> Open(Location location, OpenFlags flags) => _fileSystem.Terminals.OpenMaster(this, location, flags);
}

/// <summary>A slave's device file.</summary>
internal sealed class DevPtsSlave : Inode
{
    private const ulong FirstNumber = 3;

    private readonly DevPtsFileSystem _fileSystem;
    private readonly int _index;

    internal DevPtsSlave(DevPtsFileSystem fileSystem, int index, in NewNode node)
        : base(fileSystem, FirstNumber + (ulong)index, in node)
    {
        _fileSystem = fileSystem;
        _index = index;
    }

    /// <summary>The master has been closed.</summary>
    internal bool IsGone { get; set; }

    public override bool IsStale => IsGone;

    public override Result<OpenFile> Open(Location location, OpenFlags flags) => _fileSystem.Terminals.OpenSlave(_index, this, location, flags);
}

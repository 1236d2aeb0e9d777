using System;
using Diesis.Abi;

namespace Diesis.Core.Files;

/// <content>What file systems implement. Permissions have been checked, and names are neither "." nor "..".</content>
public abstract partial class Inode
{
    private const int DefaultBlockSize = 4096;

    /// <summary>Whether what a dentry says of this inode still holds; for file systems whose contents come and go by themselves, as processes do.</summary>
    public virtual bool IsStale => false;

    /// <summary>The inode that a name in this directory leads to; ENOENT. Preconditions: <see cref="Lock"/> is held.</summary>
    public virtual Result<Inode> Lookup(FileName name) => Errno.ENOTDIR;

    /// <summary>Makes a file, directory, FIFO, socket or device file by its mode's type. Preconditions: <see cref="Lock"/> is held, the name is free.</summary>
    public virtual Result<Inode> Create(FileName name, in NewNode node) => Errno.EPERM;

    /// <summary>Makes a file without a name (O_TMPFILE): no links.</summary>
    public virtual Result<Inode> CreateUnnamed(in NewNode node) => Errno.EOPNOTSUPP;

    /// <summary>symlink(2). Preconditions: as <see cref="Create"/>.</summary>
    public virtual Result<Inode> SymbolicLink(FileName name, ReadOnlySpan<byte> target, in NewNode node) => Errno.EPERM;

    /// <summary>link(2). Preconditions: both inodes' locks are held, the name is free.</summary>
    public virtual Errno Link(FileName name, Inode target) => Errno.EPERM;

    /// <summary>unlink(2). Preconditions: both inodes' locks are held; <paramref name="target"/> is what the name leads to, and no directory.</summary>
    public virtual Errno Unlink(FileName name, Inode target) => Errno.EPERM;

    /// <summary>rmdir(2); ENOTEMPTY. Preconditions: as <see cref="Unlink"/>, with a directory.</summary>
    public virtual Errno RemoveDirectory(FileName name, Inode target) => Errno.EPERM;

    /// <summary>rename(2), from this directory.</summary>
    /// <param name="source">What the name here leads to.</param>
    /// <param name="replaced">What the new name leads to, if anything.</param>
    /// <remarks>Preconditions: the locks of both directories and of <paramref name="replaced"/> are held; kinds and ancestry have been checked.</remarks>
    public virtual Errno Rename(FileName name, Inode source, Inode newDirectory, FileName newName, Inode? replaced, RenameFlags flags) => Errno.EPERM;

    /// <summary>Writes a directory's entries from a position on. Preconditions: <see cref="Lock"/> is held.</summary>
    /// <param name="position">At least <see cref="DirectoryWriter.FirstPosition"/>; "." and ".." have been written.</param>
    public virtual Errno List(ref long position, ref DirectoryWriter writer) => Errno.ENOTDIR;

    /// <summary>What a symbolic link says. The bytes are not to be changed.</summary>
    public virtual Result<byte[]> ReadLink() => Errno.EINVAL;

    /// <summary>Where a link leads that is more than a text, as /proc/self/exe: a pinned location. False: <see cref="ReadLink"/> says it.</summary>
    public virtual bool IsMagicLink => false;

    /// <summary>Follows a link for which <see cref="IsMagicLink"/> holds.</summary>
    public virtual Errno FollowMagicLink(out Location target)
    {
        target = default;
        return Errno.ENOENT;
    }

    public virtual void GetAttributes(out InodeAttributes attributes)
    {
        attributes.FileSystem = FileSystem.Device;
        attributes.Number = Number;
        attributes.Mode = Mode;
        attributes.Links = Links;
        attributes.Owner = Owner;
        attributes.Group = Group;
        attributes.Device = Device;
        attributes.Size = Size;
        attributes.BlockSize = DefaultBlockSize;
        attributes.Blocks = Blocks;
        attributes.AccessTime = AccessTime;
        attributes.ModificationTime = ModificationTime;
        attributes.ChangeTime = ChangeTime;
        attributes.BirthTime = BirthTime;
        attributes.Flags = StatxAttributes.None;
    }

    /// <summary>Units of 512 bytes that the file occupies.</summary>
    protected virtual long Blocks => 0;

    /// <summary>Changes attributes. Preconditions: <see cref="Lock"/> is held.</summary>
    public virtual Errno SetAttributes(in AttributeChange change)
    {
        if ((change.Changed & ChangedAttributes.Mode) != 0)
            Mode = Type | change.Mode;
        if ((change.Changed & ChangedAttributes.Owner) != 0)
            Owner = change.Owner;
        if ((change.Changed & ChangedAttributes.Group) != 0)
            Group = change.Group;
        if ((change.Changed & ChangedAttributes.AccessTime) != 0)
            AccessTime = change.AccessTime;
        if ((change.Changed & ChangedAttributes.ModificationTime) != 0)
            ModificationTime = change.ModificationTime;
        TouchChanged();
        return Errno.None;
    }

    /// <summary>Sets a regular file's length; what is new reads as zeros. Preconditions: <see cref="Lock"/> is held.</summary>
    public virtual Errno Truncate(long size) => Errno.EINVAL;

    /// <summary>fallocate(2). Preconditions: <see cref="Lock"/> is held; offset and length have been checked.</summary>
    public virtual Errno Allocate(FallocateMode mode, long offset, long length) => Errno.EOPNOTSUPP;

    /// <summary>Opens what is here; special files go their own way (<see cref="SpecialFiles"/>).</summary>
    /// <param name="location">Pinned; the open file takes the pin over if this succeeds.</param>
    public virtual Result<OpenFile> Open(Location location, OpenFlags flags) => IsDirectory
        ? new DirectoryFile(this, location, flags)
        : SpecialFiles.Open(this, location, flags);

    /// <summary>Copies an extended attribute's value (getxattr(2)); with an empty span, its length alone. ENODATA, ERANGE.</summary>
    public virtual Result<int> GetExtendedAttribute(FileName name, Span<byte> value) => Errno.EOPNOTSUPP;

    /// <summary>setxattr(2). Preconditions: <see cref="Lock"/> is held.</summary>
    public virtual Errno SetExtendedAttribute(FileName name, ReadOnlySpan<byte> value, XattrFlags flags) => Errno.EOPNOTSUPP;

    public virtual Errno RemoveExtendedAttribute(FileName name) => Errno.EOPNOTSUPP;

    /// <summary>Names with a 0 after each (listxattr(2)); with an empty span, the length alone.</summary>
    public virtual Result<int> ListExtendedAttributes(Span<byte> names) => 0;

    /// <summary>Seals of a memory file; null where there cannot be any.</summary>
    public virtual FileSeals? Seals
    {
        get => null;
        set
        {
        }
    }

    /// <summary>Has everything written to where it lasts.</summary>
    public virtual Errno Synchronize() => Errno.None;
}

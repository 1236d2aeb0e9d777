using System.Threading;
using Diesis.Abi;

namespace Diesis.Core.Files;

/// <summary>What files stand on that are in no directory: pipes, sockets, eventfd and their like.</summary>
public sealed class AnonymousInode : Inode
{
    private static long s_lastNumber;

    /// <param name="kind">What /proc/self/fd shows: "pipe", "socket", which get their number with it, or "anon_inode:[eventfd]" as it is.</param>
    public AnonymousInode(string kind, FileMode mode, uint owner = 0, uint group = 0)
        : base(AnonymousFileSystem.Instance, (ulong)Interlocked.Increment(ref s_lastNumber), new NewNode(mode, owner, group)) => Kind = kind;

    public string Kind { get; }

    /// <summary>As readlink(2) of /proc/self/fd shows it.</summary>
    public string Text => Kind.Contains(':') ? Kind : $"{Kind}:[{Number}]";

    /// <summary>A place for an inode that is in no directory, so that it can be opened again by way of /proc/self/fd.</summary>
    public static Location LocationOf(Inode inode) => new(AnonymousFileSystem.Instance.Mount, new Dentry(inode));

    /// <summary>Pipes can be opened again; nothing else can.</summary>
    public override Result<OpenFile> Open(Location location, OpenFlags flags) =>
        Type == FileMode.S_IFIFO ? SpecialFiles.Open(this, location, flags) : Errno.ENXIO;

    /// <summary>Gives them a number of a device; mounted nowhere.</summary>
    private sealed class AnonymousFileSystem() : FileSystem("anon_inodefs")
    {
        private static AnonymousFileSystem? s_instance;

        internal static AnonymousFileSystem Instance
        {
            get
            {
                if (s_instance is { } instance)
                    return instance;
                Interlocked.CompareExchange(ref s_instance, new AnonymousFileSystem(), null);
                return s_instance;
            }
        }

        public override FileSystemMagic Magic => FileSystemMagic.ANON_INODE_FS_MAGIC;

        private Mount? _mount;
        private AnonymousInode? _root;

        /// <summary>What such places are seen through.</summary>
        internal Mount Mount
        {
            get
            {
                if (_mount is { } mount)
                    return mount;
                Interlocked.CompareExchange(ref _mount, MountNamespace.NewHiddenMount(this, "anon_inodefs"u8), null);
                return _mount;
            }
        }

        public override Inode RootInode => _root ??= new AnonymousInode("anon_inode:/", FileMode.S_IFDIR);
    }
}

using System.Threading;
using Diesis.Abi;

namespace Diesis.Core.Files;

/// <summary>What files stand on that are in no directory: pipes, sockets, eventfd and their like.</summary>
public sealed class AnonymousInode : Inode
{
    private static long s_lastNumber;

    /// <param name="kind">What /proc/self/fd shows: "pipe", "socket", which get their number with it, or "anon_inode:[eventfd]" as it is.</param>
    public AnonymousInode(string kind, FileMode mode, uint owner = 0, uint group = 0)
        : base(AnonymousFileSystem.Of(kind), (ulong)Interlocked.Increment(ref s_lastNumber), new NewNode(mode, owner, group)) => Kind = kind;

    public string Kind { get; }

    /// <summary>As readlink(2) of /proc/self/fd shows it.</summary>
    public string Text => Kind.Contains(':') ? Kind : $"{Kind}:[{Number}]";

    /// <summary>A place for an inode that is in no directory, so that it can be opened again by way of /proc/self/fd.</summary>
    public static Location LocationOf(Inode inode) => new(AnonymousFileSystem.Of("").Mount, new Dentry(inode));

    /// <summary>Pipes can be opened again; nothing else can.</summary>
    public override Result<OpenFile> Open(Location location, OpenFlags flags) =>
        Type == FileMode.S_IFIFO ? SpecialFiles.Open(this, location, flags) : Errno.ENXIO;

    /// <summary>Gives them a number of a device; mounted nowhere. Pipes and sockets have one of their own, as statfs(2) tells.</summary>
    private sealed class AnonymousFileSystem(string typeName, FileSystemMagic magic) : FileSystem(typeName)
    {
        private static AnonymousFileSystem? s_others;
        private static AnonymousFileSystem? s_pipes;
        private static AnonymousFileSystem? s_sockets;

        internal static AnonymousFileSystem Of(string kind) => kind switch
        {
            "pipe" => Find(ref s_pipes, "pipefs", FileSystemMagic.PIPEFS_MAGIC),
            "socket" => Find(ref s_sockets, "sockfs", FileSystemMagic.SOCKFS_MAGIC),
            _ => Find(ref s_others, "anon_inodefs", FileSystemMagic.ANON_INODE_FS_MAGIC),
        };

        private static AnonymousFileSystem Find(ref AnonymousFileSystem? made, string typeName, FileSystemMagic magic)
        {
            if (Volatile.Read(ref made) is { } found)
                return found;
            Interlocked.CompareExchange(ref made, new AnonymousFileSystem(typeName, magic), null);
            return made;
        }

        public override FileSystemMagic Magic => magic;

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

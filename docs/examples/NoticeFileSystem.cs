using System;
using System.Threading;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Files.Virtual;

namespace Diesis.Examples;

/// <summary>A file system: <c>mount -t noticefs none /mnt</c> shows a notice that all may read and root may replace, and how often it was read.</summary>
/// <remarks>Locks: none. The notice is an array that is replaced whole; a reader keeps the one that it found.</remarks>
public sealed class NoticeFileSystem : VirtualFileSystem
{
    private const int Longest = 1000;

    private byte[] _notice = "Nothing to report."u8.ToArray();
    private long _reads;

    private NoticeFileSystem()
        : base("noticefs")
    {
        VirtualDirectory root = new(this, NextNumber());
        root.Setting("notice", Show, Replace);
        root.Text("reads", text => text.Add(Volatile.Read(ref _reads)).End());
        RootInode = root;
    }

    /// <summary>What statfs(2) tells: "note".</summary>
    public override FileSystemMagic Magic => (FileSystemMagic)0x6e6f7465;

    public override Inode RootInode { get; }

    /// <summary>Lets mount(2) make them; src/Boot/BootFiles.cs would call this.</summary>
    public static void Register() => FileSystemTypes.Register("noticefs", FileSystemBacking.Virtual, static (_, _) => new NoticeFileSystem());

    private void Show(VirtualText text)
    {
        Interlocked.Increment(ref _reads);
        text.Add(Volatile.Read(ref _notice)).End();
    }

    private Errno Replace(ReadOnlySpan<byte> text)
    {
        if (text.Length > Longest)
            return Errno.EFBIG;
        Volatile.Write(ref _notice, text.ToArray());
        return Errno.None;
    }
}

using System.Text;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Files.Virtual;
using Diesis.Core.Processes;

namespace Diesis.FileSystems.Proc;

/// <summary>/proc/PID/ns: which namespaces a process is in; there is one of each kind, with the number that Linux gives the first.</summary>
internal sealed class NamespaceDirectory(ProcFileSystem fileSystem, ulong number, UserThread thread) : ThreadInode(fileSystem, number, PrivateDirectory, thread)
{
    private const ulong FirstNumber = 1 << 9;

    /// <summary>PROC_DYNAMIC_FIRST plus what each kind has in Linux' proc_ns.h.</summary>
    private static (string Name, uint Number) Kind(int index) => index switch
    {
        0 => ("cgroup", 4026531835),
        1 => ("ipc", 4026531839),
        2 => ("mnt", 4026531841),
        3 => ("net", 4026531840),
        4 => ("pid", 4026531836),
        5 => ("user", 4026531837),
        _ => ("uts", 4026531838),
    };

    private const int Kinds = 7;

    public override Result<Inode> Lookup(FileName name)
    {
        for (int i = 0; i < Kinds; i++)
        {
            (string text, uint identity) = Kind(i);
            if (name.Equals(Encoding.UTF8.GetBytes(text)))
                return new WrittenLink(FileSystem, NumberOf(i), () => Encoding.UTF8.GetBytes($"{text}:[{identity}]"));
        }
        return Errno.ENOENT;
    }

    public override Errno List(ref long position, ref DirectoryWriter writer)
    {
        for (int i = (int)(position - DirectoryWriter.FirstPosition); i < Kinds; i++)
        {
            long next = i + 1 + DirectoryWriter.FirstPosition;
            if (!writer.Add(Encoding.UTF8.GetBytes(Kind(i).Name), NumberOf(i), DirentType.DT_LNK, next))
                return writer.Error;
            position = next;
        }
        return Errno.None;
    }

    private ulong NumberOf(int index) => ThreadDirectory.NumberFor(Thread.Id, FirstNumber + (ulong)index);
}

using Diesis.Abi;
using Diesis.Core.Files;

namespace Diesis.Core.Ipc.Events;

/// <summary>Inodes of files that are in no directory and live as long as their open file.</summary>
public static class AnonymousInodes
{
    /// <param name="kind">As readlink(2) of /proc/self/fd shows it.</param>
    public static AnonymousInode Make(string kind) => new(kind, FileMode.S_IRUSR | FileMode.S_IWUSR);
}

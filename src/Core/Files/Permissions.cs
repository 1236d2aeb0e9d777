using Diesis.Abi;
using Diesis.Core.Security;

namespace Diesis.Core.Files;

/// <summary>Who may do what with a file (path_resolution(7), capabilities(7), inode(7)).</summary>
public static class Permissions
{
    private const FileMode SearchableByAll = FileMode.AnyExecute;

    /// <summary>Checks permission bits: EACCES.</summary>
    public static Errno Check(Inode inode, Credentials credentials, AccessModes wanted)
    {
        FileMode mode = inode.Mode;
        uint bits = (uint)mode;
        if (credentials.FileSystemUser == inode.Owner)
            bits >>= 6;
        else if (((bits >> 3 ^ bits) & (uint)wanted) != 0 && credentials.IsInGroup(inode.Group))
            bits >>= 3;
        if (((uint)wanted & ~bits & 7) == 0)
            return Errno.None;
        return Override(mode, credentials, wanted);
    }

    /// <summary>Whether a directory's names may be looked up.</summary>
    public static Errno CheckSearch(Inode directory, Credentials credentials) =>
        (directory.Mode & SearchableByAll) == SearchableByAll ? Errno.None : Check(directory, credentials, AccessModes.X_OK);

    /// <summary>Whether names may be made in a directory.</summary>
    public static Errno CheckCreate(Location directory, Credentials credentials)
    {
        if (directory.Mount.IsReadOnly)
            return Errno.EROFS;
        Errno error = Check(directory.Inode, credentials, AccessModes.W_OK | AccessModes.X_OK);
        return error == Errno.None && directory.Inode.Links == 0 ? Errno.ENOENT : error;
    }

    /// <summary>Whether a name may be taken out of a directory: also by the sticky bit's rule.</summary>
    public static Errno CheckDelete(Location directory, Inode target, Credentials credentials)
    {
        Errno error = CheckCreate(directory, credentials);
        if (error != Errno.None)
            return error;
        Inode parent = directory.Inode;
        if ((parent.Mode & FileMode.S_ISVTX) == 0 || credentials.FileSystemUser == target.Owner || credentials.FileSystemUser == parent.Owner)
            return Errno.None;
        return credentials.Has(Capability.CAP_FOWNER) ? Errno.None : Errno.EPERM;
    }

    /// <summary>Whether someone counts as a file's owner: by id or by CAP_FOWNER.</summary>
    public static bool IsOwner(Inode inode, Credentials credentials) =>
        credentials.FileSystemUser == inode.Owner || credentials.Has(Capability.CAP_FOWNER);

    /// <summary>What a new file in a directory gets: owners, and set-group-id's inheritance (inode(7)).</summary>
    public static NewNode ForNew(Inode directory, Credentials credentials, FileMode mode, DeviceNumber device = default)
    {
        uint group = credentials.FileSystemGroup;
        if ((directory.Mode & FileMode.S_ISGID) != 0)
        {
            group = directory.Group;
            if ((mode & FileMode.S_IFMT) == FileMode.S_IFDIR)
                mode |= FileMode.S_ISGID;
            else if ((mode & (FileMode.S_ISGID | FileMode.S_IXGRP)) == (FileMode.S_ISGID | FileMode.S_IXGRP) &&
                !credentials.IsInGroup(group) && !credentials.Has(Capability.CAP_FSETID))
                mode &= ~FileMode.S_ISGID;
        }
        return new NewNode(mode, credentials.FileSystemUser, group, device);
    }

    /// <summary>A mode without the set-id bits that a write or a change of owner takes away.</summary>
    public static FileMode WithoutSetId(FileMode mode)
    {
        mode &= ~FileMode.S_ISUID;
        return (mode & FileMode.S_IXGRP) != 0 ? mode & ~FileMode.S_ISGID : mode;
    }

    /// <summary>Whether a write by these credentials would have to clear set-id bits.</summary>
    public static bool LosesSetId(FileMode mode, Credentials? credentials) =>
        (mode & (FileMode.S_ISUID | FileMode.S_ISGID)) != 0 && WithoutSetId(mode) != mode && credentials?.Has(Capability.CAP_FSETID) != true;

    private static Errno Override(FileMode mode, Credentials credentials, AccessModes wanted)
    {
        bool isDirectory = (mode & FileMode.S_IFMT) == FileMode.S_IFDIR;
        bool mayRead = (wanted & AccessModes.W_OK) == 0 && (isDirectory || wanted == AccessModes.R_OK);
        if (mayRead && credentials.Has(Capability.CAP_DAC_READ_SEARCH))
            return Errno.None;
        bool mayAll = isDirectory || (wanted & AccessModes.X_OK) == 0 || (mode & FileMode.AnyExecute) != 0;
        return mayAll && credentials.Has(Capability.CAP_DAC_OVERRIDE) ? Errno.None : Errno.EACCES;
    }
}

namespace Diesis.Abi;

/// <summary>Limits of names (linux/limits.h).</summary>
public static class PathLimits
{
    /// <summary>Bytes of a name in a directory.</summary>
    public const int NAME_MAX = 255;

    /// <summary>Bytes of a path, with the zero at its end.</summary>
    public const int PATH_MAX = 4096;

    /// <summary>Bytes of an extended attribute's name.</summary>
    public const int XATTR_NAME_MAX = 255;

    /// <summary>Bytes of an extended attribute's value.</summary>
    public const int XATTR_SIZE_MAX = 65536;

    /// <summary>Bytes of the list of a file's extended attributes.</summary>
    public const int XATTR_LIST_MAX = 65536;

    /// <summary>What one read or write moves at most: INT_MAX rounded down to a page.</summary>
    public const int MAX_RW_COUNT = 0x7fff_f000;
}

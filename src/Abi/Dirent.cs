namespace Diesis.Abi;

/// <summary>Types of directory entries: a file mode's type, shifted (readdir(3)).</summary>
public enum DirentType : byte
{
    DT_UNKNOWN = 0,
    DT_FIFO = 1,
    DT_CHR = 2,
    DT_DIR = 4,
    DT_BLK = 6,
    DT_REG = 8,
    DT_LNK = 10,
    DT_SOCK = 12,
}

/// <summary>Where the parts of struct linux_dirent64 and of struct linux_dirent are (getdents(2)); the name follows, with a zero at its end.</summary>
public static class DirentLayout
{
    public const int InodeOffset = 0;
    public const int PositionOffset = 8;
    public const int LengthOffset = 16;
    public const int TypeOffset64 = 18;
    public const int NameOffset64 = 19;
    public const int NameOffsetOld = 18;
    public const int Alignment = 8;
}

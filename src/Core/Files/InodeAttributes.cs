using System;
using Diesis.Abi;

namespace Diesis.Core.Files;

/// <summary>What stat(2) tells. Times are nanoseconds since 1970.</summary>
public struct InodeAttributes
{
    public DeviceNumber FileSystem;
    public ulong Number;
    public FileMode Mode;
    public uint Links;
    public uint Owner;
    public uint Group;
    public DeviceNumber Device;
    public long Size;
    public uint BlockSize;

    /// <summary>Units of 512 bytes.</summary>
    public long Blocks;
    public long AccessTime;
    public long ModificationTime;
    public long ChangeTime;
    public long BirthTime;
    public StatxAttributes Flags;
}

/// <summary>Which attributes <see cref="AttributeChange"/> changes.</summary>
[Flags]
public enum ChangedAttributes
{
    None = 0,
    Mode = 1,
    Owner = 2,
    Group = 4,
    AccessTime = 8,
    ModificationTime = 0x10,
}

/// <summary>A change of attributes that has been allowed (chmod(2), chown(2), utimensat(2)).</summary>
public struct AttributeChange
{
    public ChangedAttributes Changed;

    /// <summary>Permissions with set-id and sticky bits; the type stays.</summary>
    public FileMode Mode;
    public uint Owner;
    public uint Group;
    public long AccessTime;
    public long ModificationTime;
}

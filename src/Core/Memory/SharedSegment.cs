using Diesis.Abi;
using Diesis.Core.Security;

namespace Diesis.Core.Memory;

/// <summary>A System V shared memory segment (shmget(2)). Guarded by <see cref="SharedSegments"/>' lock.</summary>
public sealed class SharedSegment
{
    /// <summary>SHM_DEST: the segment goes with its last attachment.</summary>
    private const uint DestroyedMode = 0x200;
    private const uint LockedMode = 0x400;

    private bool _isLocked;

    internal SharedSegment(int id, int key, ulong bytes, SharedMemory memory, Credentials creator, uint mode, int process, long now)
    {
        Id = id;
        Key = key;
        Bytes = bytes;
        Memory = memory;
        User = CreatorUser = creator.EffectiveUser;
        Group = CreatorGroup = creator.EffectiveGroup;
        Mode = mode;
        Creator = process;
        ChangeTime = now;
    }

    public int Id { get; }

    /// <summary>0 for a private one, and one that has been removed.</summary>
    public int Key { get; private set; }

    public ulong Bytes { get; }

    public bool IsRemoved { get; private set; }

    /// <summary>The nine permission bits.</summary>
    public uint Mode { get; private set; }

    internal SharedMemory Memory { get; }

    internal uint User { get; private set; }

    internal uint Group { get; private set; }

    internal uint CreatorUser { get; }

    internal uint CreatorGroup { get; }

    internal int Creator { get; }

    internal int LastUser { get; set; }

    internal long AttachTime { get; set; }

    internal long DetachTime { get; set; }

    internal long ChangeTime { get; private set; }

    /// <summary>Mappings that there are: all references but the segment's own, which goes at its removal.</summary>
    internal int Attachments => Memory.References - (IsRemoved ? 0 : 1);

    /// <summary>Whether a program may use it in a way.</summary>
    /// <param name="wanted">4 to read, 2 to write.</param>
    internal bool Allows(Credentials who, uint wanted)
    {
        uint granted = who.EffectiveUser == User || who.EffectiveUser == CreatorUser ? Mode >> 6
            : who.IsInGroup(Group) || who.IsInGroup(CreatorGroup) ? Mode >> 3 : Mode;
        return (wanted & ~granted & 7) == 0 || who.Has(Capability.CAP_IPC_OWNER);
    }

    internal bool IsOwnedBy(Credentials who) => who.EffectiveUser == User || who.EffectiveUser == CreatorUser || who.Has(Capability.CAP_SYS_ADMIN);

    internal void Change(uint user, uint group, uint mode, long now)
    {
        User = user;
        Group = group;
        Mode = mode & 0x1ff;
        ChangeTime = now;
    }

    internal void SetLocked(bool isLocked) => _isLocked = isLocked;

    internal void Remove()
    {
        IsRemoved = true;
        Key = 0;
        Memory.Release();
    }

    internal ShmStatus Status => new()
    {
        Permissions = new IpcPermissions
        {
            Key = Key, User = User, Group = Group, CreatorUser = CreatorUser, CreatorGroup = CreatorGroup,
            Mode = Mode | (IsRemoved ? DestroyedMode : 0) | (_isLocked ? LockedMode : 0), Sequence = (ushort)(Id / SharedSegments.Maximum),
        },
        Bytes = Bytes, AttachTime = AttachTime, DetachTime = DetachTime, ChangeTime = ChangeTime,
        Creator = Creator, LastUser = LastUser, Attachments = (ulong)Attachments,
    };
}

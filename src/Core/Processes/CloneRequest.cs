using Diesis.Abi;
using Diesis.Platform.Users;

namespace Diesis.Core.Processes;

/// <summary>What fork, vfork, clone and clone3 have in common: how the new thread differs from its maker.</summary>
public struct CloneRequest
{
    /// <summary>Without the signal.</summary>
    public CloneFlags Flags { get; set; }

    /// <summary>Sent to the parent at the end; None for no signal.</summary>
    public Signal ExitSignal { get; set; }

    /// <summary>The child's stack pointer; null for the maker's.</summary>
    public UserAddress StackPointer { get; set; }

    /// <summary>Base of FS, for CLONE_SETTLS.</summary>
    public ulong ThreadPointer { get; set; }

    public UserAddress ParentThreadId { get; set; }

    public UserAddress ChildThreadId { get; set; }

    /// <summary>Where the new pidfd goes, for CLONE_PIDFD.</summary>
    public UserAddress PidFd { get; set; }
}

using Diesis.Abi;
using Diesis.Core.Files;

namespace Diesis.Core.Security;

/// <summary>Whom a program acts for, by its file's set-id bits and the rules for capabilities (execve(2), capabilities(7)).</summary>
internal static class ExecuteCredentials
{
    private const uint NoRoot = 1 << 0;

    /// <summary>The credentials that a program begins with.</summary>
    /// <param name="mayGain">Whether set-id bits count: not on a mount with nosuid, nor for a process that gave that up (PR_SET_NO_NEW_PRIVS).</param>
    /// <param name="isSecure">Whether the program must not trust its environment (AT_SECURE).</param>
    internal static Credentials For(Credentials caller, Inode program, bool mayGain, out bool isSecure)
    {
        uint user = caller.EffectiveUser;
        uint group = caller.EffectiveGroup;
        if (mayGain && (program.Mode & FileMode.S_ISUID) != 0)
            user = program.Owner;
        if (mayGain && (program.Mode & (FileMode.S_ISGID | FileMode.S_IXGRP)) == (FileMode.S_ISGID | FileMode.S_IXGRP))
            group = program.Group;
        bool changesId = user != caller.RealUser || group != caller.RealGroup;
        bool isRoot = (caller.SecureBits & NoRoot) == 0 && (user == 0 || caller.RealUser == 0);
        bool changesUser = user != caller.EffectiveUser || group != caller.EffectiveGroup;
        CapabilitySet ambient = changesUser ? CapabilitySet.Empty : caller.Ambient;
        CapabilitySet permitted = isRoot ? caller.Inheritable | caller.Bounding : ambient;
        CapabilitySet effective = isRoot && user == 0 ? permitted : ambient;
        isSecure = changesId;
        return caller with
        {
            EffectiveUser = user,
            SavedUser = user,
            FileSystemUser = user,
            EffectiveGroup = group,
            SavedGroup = group,
            FileSystemGroup = group,
            Permitted = permitted,
            Effective = effective,
            Ambient = ambient,
            SecureBits = caller.SecureBits & ~(uint)(1 << 4),
        };
    }
}

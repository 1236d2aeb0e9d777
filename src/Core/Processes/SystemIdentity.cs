using System;
using System.Text;
using Diesis.Abi;
using Diesis.Platform.Locks;

namespace Diesis.Core.Processes;

/// <summary>What the system calls itself (uname(2)). Programs look at the name and the release, so both are Linux'.</summary>
/// <remarks>Locks: the names' own, for they change while others read (rank ProcessNumbers: nothing is taken under it).</remarks>
public static class SystemIdentity
{
    public const string System = "Linux";

    /// <summary>The version of Linux whose calls there are, and our name.</summary>
    public const string Release = "6.1.0-diesis";

    public const string Version = "#1 SMP PREEMPT";
    public const string Machine = "x86_64";

    private static SpinLock s_lock = new(LockRank.ProcessNumbers);
    private static SystemNameText s_node;
    private static SystemNameText s_domain;

    /// <summary>Once, before the first program.</summary>
    internal static void Initialize()
    {
        SetNode("diesis"u8);
        SetDomain("(none)"u8);
    }

    /// <param name="name">At most 64 bytes.</param>
    public static void SetNode(ReadOnlySpan<byte> name)
    {
        using SpinLock.Scope held = s_lock.Enter();
        Put(name, ref s_node);
    }

    /// <param name="name">At most 64 bytes.</param>
    public static void SetDomain(ReadOnlySpan<byte> name)
    {
        using SpinLock.Scope held = s_lock.Enter();
        Put(name, ref s_domain);
    }

    /// <summary>The host's name as text, for /proc.</summary>
    public static string Node
    {
        get
        {
            SystemName name = Describe();
            ReadOnlySpan<byte> text = name.Node;
            return Encoding.UTF8.GetString(text[..text.IndexOf((byte)0)]);
        }
    }

    /// <summary>The domain's name as text, for /proc.</summary>
    public static string Domain
    {
        get
        {
            SystemName name = Describe();
            ReadOnlySpan<byte> text = name.Domain;
            return Encoding.UTF8.GetString(text[..text.IndexOf((byte)0)]);
        }
    }

    public static SystemName Describe()
    {
        SystemName name = default;
        Put("Linux"u8, ref name.System);
        Put("6.1.0-diesis"u8, ref name.Release);
        Put("#1 SMP PREEMPT"u8, ref name.Version);
        Put("x86_64"u8, ref name.Machine);
        using SpinLock.Scope held = s_lock.Enter();
        name.Node = s_node;
        name.Domain = s_domain;
        return name;
    }

    private static void Put(ReadOnlySpan<byte> text, ref SystemNameText to)
    {
        Span<byte> room = to;
        room.Clear();
        text.CopyTo(room);
    }
}

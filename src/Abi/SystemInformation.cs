using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>One text of <see cref="SystemName"/>: 64 bytes and a NUL.</summary>
[InlineArray(Bytes)]
public struct SystemNameText
{
    public const int Bytes = 65;

    private byte _first;
}

/// <summary>struct new_utsname (uname(2)): 390 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SystemName
{
    public SystemNameText System;
    public SystemNameText Node;
    public SystemNameText Release;
    public SystemNameText Version;
    public SystemNameText Machine;
    public SystemNameText Domain;
}

/// <summary>struct sysinfo (sysinfo(2)): 112 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Size = 112)]
public struct SystemInformation
{
    /// <summary>Loads are fixed-point numbers with so many bits behind the point.</summary>
    public const int SI_LOAD_SHIFT = 16;

    /// <summary>Seconds.</summary>
    public long Uptime;
    public ulong Load1;
    public ulong Load5;
    public ulong Load15;
    public ulong TotalMemory;
    public ulong FreeMemory;
    public ulong SharedMemory;
    public ulong BufferMemory;
    public ulong TotalSwap;
    public ulong FreeSwap;
    public ushort Processes;
    private readonly ushort _padding;
    public ulong TotalHigh;
    public ulong FreeHigh;
    public uint Unit;
}

/// <summary>Magic numbers and commands of reboot(2).</summary>
public static class RebootCommand
{
    public const uint LINUX_REBOOT_MAGIC1 = 0xfee1_dead;
    public const uint LINUX_REBOOT_MAGIC2 = 672274793;
    public const uint LINUX_REBOOT_MAGIC2A = 85072278;
    public const uint LINUX_REBOOT_MAGIC2B = 369367448;
    public const uint LINUX_REBOOT_MAGIC2C = 537993216;

    public const uint RESTART = 0x0123_4567;
    public const uint HALT = 0xcdef_0123;
    public const uint CAD_ON = 0x89ab_cdef;
    public const uint CAD_OFF = 0;
    public const uint POWER_OFF = 0x4321_fedc;
    public const uint RESTART2 = 0xa1b2_c3d4;
    public const uint SW_SUSPEND = 0xd000_fce2;
    public const uint KEXEC = 0x4558_4543;
}

/// <summary>Actions of syslog(2).</summary>
public enum SystemLogAction
{
    SYSLOG_ACTION_CLOSE = 0,
    SYSLOG_ACTION_OPEN = 1,
    SYSLOG_ACTION_READ = 2,
    SYSLOG_ACTION_READ_ALL = 3,
    SYSLOG_ACTION_READ_CLEAR = 4,
    SYSLOG_ACTION_CLEAR = 5,
    SYSLOG_ACTION_CONSOLE_OFF = 6,
    SYSLOG_ACTION_CONSOLE_ON = 7,
    SYSLOG_ACTION_CONSOLE_LEVEL = 8,
    SYSLOG_ACTION_SIZE_UNREAD = 9,
    SYSLOG_ACTION_SIZE_BUFFER = 10,
}

/// <summary>Flags of getrandom(2).</summary>
public static class RandomFlags
{
    public const uint GRND_NONBLOCK = 1;
    public const uint GRND_RANDOM = 2;
    public const uint GRND_INSECURE = 4;
}

using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>struct __user_cap_header_struct (capget(2)).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct CapabilityHeader
{
    public const uint _LINUX_CAPABILITY_VERSION_1 = 0x1998_0330;
    public const uint _LINUX_CAPABILITY_VERSION_2 = 0x2007_1026;
    public const uint _LINUX_CAPABILITY_VERSION_3 = 0x2008_0522;

    public uint Version;
    public int Pid;
}

/// <summary>struct __user_cap_data_struct: 32 capabilities of each set.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct CapabilityData
{
    public uint Effective;
    public uint Permitted;
    public uint Inheritable;
}

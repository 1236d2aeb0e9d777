using System;
using Diesis.Abi;

namespace Diesis.Syscalls;

/// <summary>How much of a call there is.</summary>
internal enum Support
{
    Full,

    /// <summary>Something that its man page names is missing; the attribute says what.</summary>
    Partial,
}

/// <summary>Makes a static method a system call: its first parameter is the caller, the others are the call's arguments in order, at most six.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SyscallAttribute(SyscallNumber number, Support support, string? missing = null) : Attribute
{
    public SyscallNumber Number { get; } = number;

    public Support Support { get; } = support;

    public string? Missing { get; } = missing;
}

/// <summary>The argument is the address of a string: traces show the string.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class UserStringAttribute : Attribute;

/// <summary>The argument is a mode: traces show it in octal digits.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class OctalAttribute : Attribute;

/// <summary>What is behind an address, so that a trace can show it.</summary>
internal enum TraceShape
{
    /// <summary>Bytes that the caller gives; the next argument is their number.</summary>
    InputBytes,

    /// <summary>Bytes that the call returns, as many as its result says.</summary>
    OutputBytes,

    /// <summary>A list of strings that ends with null.</summary>
    Strings,

    /// <summary>struct timespec that the caller gives.</summary>
    InputTime,

    /// <summary>struct timespec that the call returns.</summary>
    OutputTime,

    /// <summary>Two descriptors that the call returns.</summary>
    DescriptorPair,

    /// <summary>A status of wait(2).</summary>
    WaitStatus,

    /// <summary>struct stat.</summary>
    FileStatus,

    /// <summary>A request of ioctl(2), no address.</summary>
    Request,
}

/// <summary>Traces show what the argument means.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class ShowsAttribute(TraceShape shape) : Attribute
{
    public TraceShape Shape { get; } = shape;
}

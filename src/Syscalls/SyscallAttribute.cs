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

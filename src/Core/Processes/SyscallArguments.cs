namespace Diesis.Core.Processes;

/// <summary>The six arguments of a system call: RDI, RSI, RDX, R10, R8, R9 (System V ABI for x86-64, appendix A.2.1).</summary>
public readonly struct SyscallArguments(ulong first, ulong second, ulong third, ulong fourth, ulong fifth, ulong sixth)
{
    public ulong First { get; } = first;

    public ulong Second { get; } = second;

    public ulong Third { get; } = third;

    public ulong Fourth { get; } = fourth;

    public ulong Fifth { get; } = fifth;

    public ulong Sixth { get; } = sixth;
}

using Diesis.Platform.Users;

namespace Diesis.Core.Processes;

/// <summary>The six arguments of a system call: RDI, RSI, RDX, R10, R8, R9 (System V ABI for x86-64, appendix A.2.1), where the program's registers are.</summary>
public readonly ref struct SyscallArguments(ref readonly UserRegisters registers)
{
    private readonly ref readonly UserRegisters _registers = ref registers;

    public ulong First => _registers.Rdi;

    public ulong Second => _registers.Rsi;

    public ulong Third => _registers.Rdx;

    public ulong Fourth => _registers.R10;

    public ulong Fifth => _registers.R8;

    public ulong Sixth => _registers.R9;
}

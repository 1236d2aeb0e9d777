using Diesis.Abi;
using Diesis.Platform.Users;

namespace Diesis.Core;

/// <summary>What a system call leaves in RAX: a value, or an error number negated (System V ABI for x86-64, appendix A.2).</summary>
public readonly struct SyscallResult
{
    /// <summary>Values from here to -1 are errors.</summary>
    private const long LowestError = -4095;

    private SyscallResult(long raw) => Raw = raw;

    public long Raw { get; }

    public bool IsError => Raw is < 0 and >= LowestError;

    public Errno Error => IsError ? (Errno)(-Raw) : Errno.None;

    public static SyscallResult FromRaw(long raw) => new(raw);

    public static implicit operator SyscallResult(Errno error) => new(-(long)error);

    public static implicit operator SyscallResult(int value) => new(value);

    public static implicit operator SyscallResult(uint value) => new(value);

    public static implicit operator SyscallResult(long value) => new(value);

    public static implicit operator SyscallResult(nuint value) => new((long)value);

    public static implicit operator SyscallResult(UserAddress value) => new((long)value.Value);

    public static implicit operator SyscallResult(Result<int> result) => new(result.IsSuccess ? result.Value : -(long)result.Error);

    public static implicit operator SyscallResult(Result<long> result) => new(result.IsSuccess ? result.Value : -(long)result.Error);

    public static implicit operator SyscallResult(Result<nuint> result) => new(result.IsSuccess ? (long)result.Value : -(long)result.Error);

    public static implicit operator SyscallResult(Result<UserAddress> result) => new(result.IsSuccess ? (long)result.Value.Value : -(long)result.Error);
}

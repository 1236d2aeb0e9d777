using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

// What stands behind addresses. An address that cannot be read is shown as it is, and so is one that a failed call would have filled.
internal ref partial struct TraceLine
{
    private const int LongestBytes = 48;
    private const int MostStrings = 12;
    private const int CoreDumped = 0x80;

    private enum StringEnd
    {
        Whole,
        CutOff,
    }

    internal void InputBytes(ulong address, ulong count)
    {
        Span<byte> bytes = stackalloc byte[(int)ulong.Min(count, LongestBytes)];
        if (address == 0 || _caller.Memory.CopyIn(new UserAddress(address), bytes) != Errno.None)
        {
            Address(address);
            return;
        }
        Separate();
        Quoted(bytes, count <= LongestBytes ? StringEnd.Whole : StringEnd.CutOff);
    }

    internal void OutputBytes(ulong address, SyscallResult result)
    {
        if (result.IsError)
            Address(address);
        else
            InputBytes(address, (ulong)result.Raw);
    }

    /// <summary>argv of execve(2).</summary>
    internal void Strings(ulong address)
    {
        if (address == 0 || _caller.Memory.Read(new UserAddress(address), out ulong next) != Errno.None)
        {
            Address(address);
            return;
        }
        Separate();
        Append("["u8);
        _hasArgument = false;
        for (int i = 0; next != 0; i++)
        {
            if (i == MostStrings)
            {
                Append(", ..."u8);
                break;
            }
            String(next);
            address += sizeof(ulong);
            if (_caller.Memory.Read(new UserAddress(address), out next) != Errno.None)
                break;
        }
        Append("]"u8);
        _hasArgument = true;
    }

    internal void InputTime(ulong address)
    {
        if (address == 0 || _caller.Memory.Read(new UserAddress(address), out Timespec time) != Errno.None)
        {
            Address(address);
            return;
        }
        Separate();
        Append("{tv_sec="u8);
        Number(time.Seconds);
        Append(", tv_nsec="u8);
        Number(time.Nanoseconds);
        Append("}"u8);
    }

    internal void OutputTime(ulong address, SyscallResult result)
    {
        if (result.IsError)
            Address(address);
        else
            InputTime(address);
    }

    internal void DescriptorPair(ulong address, SyscallResult result)
    {
        if (result.IsError || _caller.Memory.Read(new UserAddress(address), out ulong pair) != Errno.None)
        {
            Address(address);
            return;
        }
        Separate();
        Append("["u8);
        Number((int)pair);
        Append(", "u8);
        Number((int)(pair >> 32));
        Append("]"u8);
    }

    internal void WaitStatus(ulong address, SyscallResult result)
    {
        if (result.IsError || result.Raw == 0 || address == 0 || _caller.Memory.Read(new UserAddress(address), out int status) != Errno.None)
        {
            Address(address);
            return;
        }
        Separate();
        int signal = status & 0x7f;
        int code = status >> 8 & 0xff;
        if (status == 0xffff)
            Append("[{WIFCONTINUED(s)}]"u8);
        else if (signal == 0x7f)
            Coded("[{WIFSTOPPED(s) && WSTOPSIG(s) == "u8, code);
        else if (signal != 0)
            Coded((status & CoreDumped) != 0 ? "[{WCOREDUMP(s) && WTERMSIG(s) == "u8 : "[{WIFSIGNALED(s) && WTERMSIG(s) == "u8, signal);
        else
            Coded("[{WIFEXITED(s) && WEXITSTATUS(s) == "u8, code);
    }

    internal void FileStatus(ulong address, SyscallResult result)
    {
        if (result.IsError || _caller.Memory.Read(new UserAddress(address), out Stat status) != Errno.None)
        {
            Address(address);
            return;
        }
        Separate();
        Append("{st_mode="u8);
        Append((FileMode)(status.st_mode & (uint)FileMode.S_IFMT) switch
        {
            FileMode.S_IFDIR => "S_IFDIR|"u8,
            FileMode.S_IFREG => "S_IFREG|"u8,
            FileMode.S_IFCHR => "S_IFCHR|"u8,
            FileMode.S_IFBLK => "S_IFBLK|"u8,
            FileMode.S_IFIFO => "S_IFIFO|"u8,
            FileMode.S_IFLNK => "S_IFLNK|"u8,
            FileMode.S_IFSOCK => "S_IFSOCK|"u8,
            _ => ""u8,
        });
        _hasArgument = false;
        Octal(status.st_mode & ~(uint)FileMode.S_IFMT);
        Append(", st_size="u8);
        Number(status.st_size);
        Append(", ...}"u8);
    }

    internal void Request(ulong value)
    {
        TtyRequest request = (TtyRequest)value;
        string name = request.ToString();
        if (name[0] is >= '0' and <= '9')
        {
            Address(value);
            return;
        }
        Separate();
        for (int i = 0; i < name.Length; i++)
            AppendByte((byte)name[i]);
    }

    private void Coded(scoped ReadOnlySpan<byte> text, int code)
    {
        Append(text);
        Number(code);
        Append("}]"u8);
    }

    private void Quoted(scoped ReadOnlySpan<byte> bytes, StringEnd end)
    {
        Append("\""u8);
        foreach (byte value in bytes)
            AppendEscaped(value);
        Append(end == StringEnd.Whole ? "\""u8 : "\"..."u8);
    }
}

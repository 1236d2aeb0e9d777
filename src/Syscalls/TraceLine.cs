using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>One line of a trace while it is written. What does not fit is cut off.</summary>
internal ref partial struct TraceLine
{
    private const int LongestString = 64;
    private const int CurrentDirectory = -100;

    private readonly Span<byte> _room;
    private readonly UserThread _caller;
    private int _length;
    private bool _hasArgument;
    private ulong _flagsLeft;
    private bool _hasFlag;

    internal TraceLine(Span<byte> room, UserThread caller)
    {
        _room = room;
        _caller = caller;
    }

    internal readonly ReadOnlySpan<byte> Text => _room[.._length];

    internal void Begin(ReadOnlySpan<byte> name)
    {
        Append(name);
        Append("("u8);
    }

    internal void Unknown(int number, SyscallArguments arguments)
    {
        Append("syscall_"u8);
        Number(number);
        Append("("u8);
        Address(arguments.First);
        Address(arguments.Second);
        Address(arguments.Third);
    }

    internal void Signed(ulong value) => Signed((long)value);

    internal void Signed(long value)
    {
        Separate();
        Number(value);
    }

    internal void Unsigned(ulong value)
    {
        Separate();
        if ((long)value < 0)
            Hexadecimal(value);
        else
            Number((long)value);
    }

    internal void Octal(ulong value)
    {
        Separate();
        Append("0"u8);
        if (value == 0)
            return;
        int shift = 0;
        while (value >> shift >= 8)
            shift += 3;
        for (; shift >= 0; shift -= 3)
            AppendByte((byte)('0' + (value >> shift & 7)));
    }

    internal void Address(ulong value)
    {
        Separate();
        if (value == 0)
            Append("NULL"u8);
        else
            Hexadecimal(value);
    }

    internal void Directory(int descriptor)
    {
        if (descriptor != CurrentDirectory)
        {
            Signed(descriptor);
            return;
        }
        Separate();
        Append("AT_FDCWD"u8);
    }

    internal void String(ulong address)
    {
        Span<byte> text = stackalloc byte[LongestString];
        Errno error = _caller.Memory.CopyString(new UserAddress(address), text, out int length);
        if (error is not (Errno.None or Errno.ENAMETOOLONG))
        {
            Address(address);
            return;
        }
        Separate();
        Quoted(text[..length], error == Errno.None ? StringEnd.Whole : StringEnd.CutOff);
    }

    internal void BeginFlags(ulong value)
    {
        Separate();
        _flagsLeft = value;
        _hasFlag = false;
    }

    internal void Flag(ulong mask, ReadOnlySpan<byte> name)
    {
        if ((_flagsLeft & mask) != mask)
            return;
        _flagsLeft &= ~mask;
        if (_hasFlag)
            Append("|"u8);
        Append(name);
        _hasFlag = true;
    }

    internal void EndFlags(ReadOnlySpan<byte> none)
    {
        if (_flagsLeft != 0)
        {
            if (_hasFlag)
                Append("|"u8);
            Hexadecimal(_flagsLeft);
        }
        else if (!_hasFlag)
        {
            Append(none);
        }
    }

    internal void Name(ReadOnlySpan<byte> name)
    {
        Separate();
        Append(name);
    }

    internal void End(SyscallResult result)
    {
        Append(") = "u8);
        if (result.IsError)
        {
            Append("-1 "u8);
            string name = result.Error.ToString();
            for (int i = 0; i < name.Length; i++)
                AppendByte((byte)name[i]);
        }
        else if ((ulong)result.Raw >= UserAddress.Lowest * 16)
        {
            Hexadecimal((ulong)result.Raw);
        }
        else
        {
            Number(result.Raw);
        }
    }

    private void Separate()
    {
        if (_hasArgument)
            Append(", "u8);
        _hasArgument = true;
    }

    private void Hexadecimal(ulong value)
    {
        Append("0x"u8);
        int shift = 60;
        while (shift > 0 && value >> shift == 0)
            shift -= 4;
        for (; shift >= 0; shift -= 4)
            AppendByte("0123456789abcdef"u8[(int)(value >> shift & 15)]);
    }

    private void Number(long value)
    {
        Span<byte> digits = stackalloc byte[20];
        int at = digits.Length;
        ulong left = value < 0 ? 0UL - (ulong)value : (ulong)value;
        do
        {
            digits[--at] = (byte)('0' + left % 10);
            left /= 10;
        }
        while (left != 0);
        if (value < 0)
            AppendByte((byte)'-');
        Append(digits[at..]);
    }

    private void AppendEscaped(byte value)
    {
        switch (value)
        {
            case (byte)'\n':
                Append("\\n"u8);
                break;
            case (byte)'\t':
                Append("\\t"u8);
                break;
            case (byte)'\r':
                Append("\\r"u8);
                break;
            case (byte)'"' or (byte)'\\':
                AppendByte((byte)'\\');
                AppendByte(value);
                break;
            case >= 0x20 and < 0x7f:
                AppendByte(value);
                break;
            default:
                AppendByte((byte)'\\');
                AppendByte((byte)('0' + (value >> 6)));
                AppendByte((byte)('0' + (value >> 3 & 7)));
                AppendByte((byte)('0' + (value & 7)));
                break;
        }
    }

    private void Append(scoped ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(bytes.Length, _room.Length - _length);
        bytes[..count].CopyTo(_room[_length..]);
        _length += count;
    }

    private void AppendByte(byte value)
    {
        if (_length < _room.Length)
            _room[_length++] = value;
    }
}

using System;
using Diesis.Abi;
using Diesis.Platform.Users;

namespace Diesis.Core.Loading;

/// <summary>The arguments and environment of a program that is about to begin: strings one after the other, each with its NUL.</summary>
internal sealed class ArgumentBlock
{
    /// <summary>The longest string, NUL included (MAX_ARG_STRLEN).</summary>
    private const int LongestString = 32 * 4096;

    private const int InitialBytes = 2048;

    private readonly int _limit;
    private byte[] _bytes = new byte[InitialBytes];
    private int _environmentStart;

    /// <param name="limit">Strings and the pointers to them take no more bytes.</param>
    internal ArgumentBlock(int limit) => _limit = limit;

    internal int Length { get; private set; }

    internal int ArgumentCount { get; private set; }

    internal int EnvironmentCount { get; private set; }

    internal ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    internal ReadOnlySpan<byte> Arguments => _bytes.AsSpan(0, EnvironmentCount == 0 ? Length : _environmentStart);

    internal ReadOnlySpan<byte> Environment => _bytes.AsSpan(Arguments.Length, Length - Arguments.Length);

    internal Errno AddArgument(ReadOnlySpan<byte> text)
    {
        Errno error = Append(text);
        if (error == Errno.None)
            ArgumentCount++;
        return error;
    }

    internal Errno AddEnvironment(ReadOnlySpan<byte> text)
    {
        if (EnvironmentCount == 0)
            _environmentStart = Length;
        Errno error = Append(text);
        if (error == Errno.None)
            EnvironmentCount++;
        return error;
    }

    /// <summary>Puts others in the place of the first argument, as a script's interpreter wants it.</summary>
    internal Errno ReplaceFirst(ReadOnlySpan<byte> interpreter, ReadOnlySpan<byte> argument, ReadOnlySpan<byte> script)
    {
        ArgumentBlock changed = new(_limit);
        Errno error = changed.AddArgument(interpreter);
        if (error == Errno.None && !argument.IsEmpty)
            error = changed.AddArgument(argument);
        if (error == Errno.None)
            error = changed.AddArgument(script);
        ReadOnlySpan<byte> rest = Arguments;
        for (int i = 0; i < ArgumentCount && error == Errno.None; i++)
        {
            int length = rest.IndexOf((byte)0);
            if (i > 0)
                error = changed.AddArgument(rest[..length]);
            rest = rest[(length + 1)..];
        }
        rest = Environment;
        for (int i = 0; i < EnvironmentCount && error == Errno.None; i++)
        {
            int length = rest.IndexOf((byte)0);
            error = changed.AddEnvironment(rest[..length]);
            rest = rest[(length + 1)..];
        }
        if (error != Errno.None)
            return error;
        _bytes = changed._bytes;
        _environmentStart = changed._environmentStart;
        Length = changed.Length;
        ArgumentCount = changed.ArgumentCount;
        return Errno.None;
    }

    /// <summary>Copies the strings that two arrays of pointers lead to; a null array is an empty one.</summary>
    /// <returns>EFAULT, E2BIG.</returns>
    internal Errno Read(UserMemory memory, UserAddress arguments, UserAddress environment)
    {
        Errno error = ReadArray(memory, arguments, isEnvironment: false);
        if (error == Errno.None && ArgumentCount == 0)
            error = AddArgument(default);
        return error == Errno.None ? ReadArray(memory, environment, isEnvironment: true) : error;
    }

    private Errno ReadArray(UserMemory memory, UserAddress array, bool isEnvironment)
    {
        if (array.IsNull)
            return Errno.None;
        for (nuint at = 0; ; at += sizeof(ulong))
        {
            Errno error = memory.Read(array + at, out ulong pointer);
            if (error != Errno.None)
                return error;
            if (pointer == 0)
                return Errno.None;
            if (isEnvironment && EnvironmentCount == 0)
                _environmentStart = Length;
            error = ReadString(memory, new UserAddress(pointer));
            if (error != Errno.None)
                return error;
            if (isEnvironment)
                EnvironmentCount++;
            else
                ArgumentCount++;
        }
    }

    private Errno ReadString(UserMemory memory, UserAddress from)
    {
        while (true)
        {
            int room = Math.Min(_bytes.Length - Length, LongestString);
            Errno error = memory.CopyString(from, _bytes.AsSpan(Length, room), out int length);
            if (error == Errno.None)
            {
                // The NUL fits, since the copy ended before the room did.
                Length += length;
                _bytes[Length++] = 0;
                return UsedBytes > _limit ? Errno.E2BIG : Errno.None;
            }
            if (error != Errno.ENAMETOOLONG)
                return error;
            if (room == LongestString || UsedBytes + room > _limit)
                return Errno.E2BIG;
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }
    }

    private long UsedBytes => Length + ((long)ArgumentCount + EnvironmentCount) * sizeof(ulong);

    private Errno Append(ReadOnlySpan<byte> text)
    {
        if (text.Length >= LongestString || UsedBytes + text.Length + 1 > _limit)
            return Errno.E2BIG;
        while (Length + text.Length + 1 > _bytes.Length)
            Array.Resize(ref _bytes, _bytes.Length * 2);
        text.CopyTo(_bytes.AsSpan(Length));
        Length += text.Length;
        _bytes[Length++] = 0;
        return Errno.None;
    }
}

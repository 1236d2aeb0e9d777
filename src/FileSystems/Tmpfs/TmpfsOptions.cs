using System;
using Diesis.Abi;
using Diesis.Platform.Memory;

namespace Diesis.FileSystems.Tmpfs;

/// <summary>The options of a tmpfs (tmpfs(5)).</summary>
internal struct TmpfsOptions
{
    private const long PageBytes = FrameNumber.FrameBytes;

    /// <summary>Pages that all files may have together; 0 for no limit.</summary>
    internal long Pages;

    /// <summary>Inodes that there may be; 0 for no limit.</summary>
    internal long Inodes;

    /// <summary>Of the root directory.</summary>
    internal FileMode Mode;
    internal uint Owner;
    internal uint Group;

    /// <summary>Whether the limits were given, and are shown.</summary>
    internal bool HasPages;
    internal bool HasInodes;
    internal bool HasMode;

    /// <param name="memoryPages">Of the machine: what percentages are of, and half of it the default limit.</param>
    internal static TmpfsOptions Default(long memoryPages) => new()
    {
        Pages = memoryPages / 2,
        Inodes = memoryPages / 2,
        Mode = FileMode.S_ISVTX | FileMode.Permissions,
    };

    /// <summary>Reads options over what is there. EINVAL for what it does not know.</summary>
    internal Errno Parse(ReadOnlySpan<byte> text, long memoryPages)
    {
        while (!text.IsEmpty)
        {
            int comma = text.IndexOf((byte)',');
            ReadOnlySpan<byte> option = comma < 0 ? text : text[..comma];
            text = comma < 0 ? default : text[(comma + 1)..];
            if (!option.IsEmpty && !ParseOne(option, memoryPages))
                return Errno.EINVAL;
        }
        return Errno.None;
    }

    private bool ParseOne(ReadOnlySpan<byte> option, long memoryPages)
    {
        int equals = option.IndexOf((byte)'=');
        ReadOnlySpan<byte> name = equals < 0 ? option : option[..equals];
        ReadOnlySpan<byte> value = equals < 0 ? default : option[(equals + 1)..];
        long number;
        if (name.SequenceEqual("size"u8))
        {
            HasPages = true;
            if (!value.IsEmpty && value[^1] == (byte)'%')
            {
                if (!TryReadNumber(value[..^1], 10, out number))
                    return false;
                Pages = memoryPages * number / 100;
                return true;
            }
            if (!TryReadSize(value, out number))
                return false;
            Pages = (number + PageBytes - 1) / PageBytes;
            return true;
        }
        if (name.SequenceEqual("nr_blocks"u8))
        {
            HasPages = true;
            return TryReadSize(value, out Pages);
        }
        if (name.SequenceEqual("nr_inodes"u8))
        {
            HasInodes = true;
            return TryReadSize(value, out Inodes);
        }
        if (name.SequenceEqual("mode"u8))
        {
            HasMode = true;
            bool isMode = TryReadNumber(value, 8, out number);
            Mode = (FileMode)number & FileMode.Changeable;
            return isMode;
        }
        if (name.SequenceEqual("uid"u8))
        {
            bool isId = TryReadNumber(value, 10, out number);
            Owner = (uint)number;
            return isId;
        }
        if (name.SequenceEqual("gid"u8))
        {
            bool isId = TryReadNumber(value, 10, out number);
            Group = (uint)number;
            return isId;
        }

        // What chooses between ways of storing that are not here changes nothing that a program sees.
        return name.SequenceEqual("huge"u8) || name.SequenceEqual("mpol"u8) || name.SequenceEqual("inode64"u8) || name.SequenceEqual("inode32"u8) ||
            name.SequenceEqual("noswap"u8);
    }

    private static bool TryReadSize(ReadOnlySpan<byte> text, out long value)
    {
        int shift = text.IsEmpty ? 0 : (text[^1] | 0x20) switch
        {
            'k' => 10,
            'm' => 20,
            'g' => 30,
            't' => 40,
            _ => 0,
        };
        if (!TryReadNumber(shift == 0 ? text : text[..^1], 10, out value) || value > long.MaxValue >> shift)
            return false;
        value <<= shift;
        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> text, int radix, out long value)
    {
        const long TooLarge = long.MaxValue / 16;
        value = 0;
        foreach (byte digit in text)
        {
            int number = digit - '0';
            if ((uint)number >= (uint)radix || value > TooLarge)
                return false;
            value = value * radix + number;
        }
        return !text.IsEmpty;
    }
}

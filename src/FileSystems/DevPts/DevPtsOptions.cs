using System;
using Diesis.Abi;

namespace Diesis.FileSystems.DevPts;

/// <summary>The options of devpts (mount(8)).</summary>
internal struct DevPtsOptions
{
    internal bool HasOwner;
    internal uint Owner;
    internal bool HasGroup;
    internal uint Group;

    /// <summary>Of slaves.</summary>
    internal FileMode Mode;

    /// <summary>Of "ptmx".</summary>
    internal FileMode MasterMode;

    internal bool IsNewInstance;

    internal static DevPtsOptions Default => new() { Mode = (FileMode)0x180, MasterMode = FileMode.None };

    /// <summary>As /proc/mounts shows them.</summary>
    internal readonly string Text
    {
        get
        {
            string text = "";
            if (HasOwner)
                text += $",uid={Owner}";
            if (HasGroup)
                text += $",gid={Group}";
            return text + $",mode={Convert.ToString((int)Mode, 8)},ptmxmode={Convert.ToString((int)MasterMode, 8).PadLeft(3, '0')}";
        }
    }

    /// <summary>Reads options over what is there. EINVAL for what it does not know.</summary>
    internal Errno Parse(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            int comma = text.IndexOf((byte)',');
            ReadOnlySpan<byte> option = comma < 0 ? text : text[..comma];
            text = comma < 0 ? default : text[(comma + 1)..];
            if (!option.IsEmpty && !ParseOne(option))
                return Errno.EINVAL;
        }
        return Errno.None;
    }

    private bool ParseOne(ReadOnlySpan<byte> option)
    {
        int equals = option.IndexOf((byte)'=');
        if (equals < 0)
        {
            IsNewInstance |= option.SequenceEqual("newinstance"u8);
            return option.SequenceEqual("newinstance"u8);
        }
        ReadOnlySpan<byte> name = option[..equals];
        ReadOnlySpan<byte> value = option[(equals + 1)..];
        if (name.SequenceEqual("mode"u8))
            return TryReadMode(value, out Mode);
        if (name.SequenceEqual("ptmxmode"u8))
            return TryReadMode(value, out MasterMode);
        if (name.SequenceEqual("uid"u8))
        {
            HasOwner = TryReadNumber(value, 10, out Owner);
            return HasOwner;
        }
        if (name.SequenceEqual("gid"u8))
        {
            HasGroup = TryReadNumber(value, 10, out Group);
            return HasGroup;
        }

        // A bound on the number of pseudo-terminals of one instance; there is one for all.
        return name.SequenceEqual("max"u8) && TryReadNumber(value, 10, out _);
    }

    private static bool TryReadMode(ReadOnlySpan<byte> text, out FileMode mode)
    {
        bool isNumber = TryReadNumber(text, 8, out uint number);
        mode = (FileMode)number & FileMode.Permissions;
        return isNumber;
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> text, uint radix, out uint value)
    {
        value = 0;
        foreach (byte digit in text)
        {
            uint number = (uint)digit - '0';
            if (number >= radix || value > (uint.MaxValue - number) / radix)
                return false;
            value = value * radix + number;
        }
        return !text.IsEmpty;
    }
}

using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>struct termios of the kernel (asm-generic/termbits.h): what TCGETS and TCSETS carry. The C library's own structure is larger.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Termios
{
    public InputModes c_iflag;
    public OutputModes c_oflag;
    public ControlModes c_cflag;
    public LocalModes c_lflag;
    public byte c_line;
    public ControlCharacters c_cc;
}

/// <summary>struct termios2: <see cref="Termios"/> and the two speeds as numbers, for TCGETS2 and TCSETS2.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Termios2
{
    public Termios Basic;
    public uint c_ispeed;
    public uint c_ospeed;
}

/// <summary>c_cc: indexed by <see cref="ControlCharacter"/>. A character of 0 is switched off.</summary>
[InlineArray(Count)]
public struct ControlCharacters
{
    /// <summary>NCCS of the kernel.</summary>
    public const int Count = 19;

    private byte _first;
}

/// <summary>Places in c_cc.</summary>
public enum ControlCharacter
{
    VINTR = 0,
    VQUIT = 1,
    VERASE = 2,
    VKILL = 3,
    VEOF = 4,
    VTIME = 5,
    VMIN = 6,
    VSWTC = 7,
    VSTART = 8,
    VSTOP = 9,
    VSUSP = 10,
    VEOL = 11,
    VREPRINT = 12,
    VDISCARD = 13,
    VWERASE = 14,
    VLNEXT = 15,
    VEOL2 = 16,
}

/// <summary>c_iflag.</summary>
[Flags]
public enum InputModes : uint
{
    IGNBRK = 0x1,
    BRKINT = 0x2,
    IGNPAR = 0x4,
    PARMRK = 0x8,
    INPCK = 0x10,
    ISTRIP = 0x20,
    INLCR = 0x40,
    IGNCR = 0x80,
    ICRNL = 0x100,
    IUCLC = 0x200,
    IXON = 0x400,
    IXANY = 0x800,
    IXOFF = 0x1000,
    IMAXBEL = 0x2000,
    IUTF8 = 0x4000,
}

/// <summary>c_oflag.</summary>
[Flags]
public enum OutputModes : uint
{
    OPOST = 0x1,
    OLCUC = 0x2,
    ONLCR = 0x4,
    OCRNL = 0x8,
    ONOCR = 0x10,
    ONLRET = 0x20,
    OFILL = 0x40,
    OFDEL = 0x80,
    TABDLY = 0x1800,

    /// <summary>TAB3: tabs become spaces.</summary>
    XTABS = 0x1800,
}

/// <summary>c_cflag.</summary>
[Flags]
public enum ControlModes : uint
{
    B0 = 0,
    B9600 = 0xd,
    B38400 = 0xf,
    B115200 = 0x1002,

    /// <summary>Where the speed's code stands.</summary>
    CBAUD = 0x100f,
    CS8 = 0x30,
    CSIZE = 0x30,
    CSTOPB = 0x40,
    CREAD = 0x80,
    PARENB = 0x100,
    PARODD = 0x200,
    HUPCL = 0x400,
    CLOCAL = 0x800,

    /// <summary>The speed stands in c_ospeed.</summary>
    BOTHER = 0x1000,
}

/// <summary>c_lflag.</summary>
[Flags]
public enum LocalModes : uint
{
    ISIG = 0x1,
    ICANON = 0x2,
    XCASE = 0x4,
    ECHO = 0x8,
    ECHOE = 0x10,
    ECHOK = 0x20,
    ECHONL = 0x40,
    NOFLSH = 0x80,
    TOSTOP = 0x100,
    ECHOCTL = 0x200,
    ECHOPRT = 0x400,
    ECHOKE = 0x800,
    FLUSHO = 0x1000,
    PENDIN = 0x4000,
    IEXTEN = 0x8000,
    EXTPROC = 0x10000,
}

/// <summary>struct winsize: rows and columns in characters, and the same in pixels, which nobody fills.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct WindowSize : IEquatable<WindowSize>
{
    public ushort ws_row;
    public ushort ws_col;
    public ushort ws_xpixel;
    public ushort ws_ypixel;

    public readonly bool Equals(WindowSize other) =>
        ws_row == other.ws_row && ws_col == other.ws_col && ws_xpixel == other.ws_xpixel && ws_ypixel == other.ws_ypixel;

    public override readonly bool Equals(object? other) => other is WindowSize size && Equals(size);

    public override readonly int GetHashCode() => (ws_row << 16) | ws_col;
}

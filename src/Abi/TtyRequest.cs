namespace Diesis.Abi;

/// <summary>ioctl requests of terminals: ioctl_tty(2), and those of ioctl_console(2) that a program meets.</summary>
public enum TtyRequest : uint
{
    TCGETS = 0x5401,
    TCSETS = 0x5402,
    TCSETSW = 0x5403,
    TCSETSF = 0x5404,
    TCGETA = 0x5405,
    TCSETA = 0x5406,
    TCSETAW = 0x5407,
    TCSETAF = 0x5408,
    TCSBRK = 0x5409,
    TCXONC = 0x540a,
    TCFLSH = 0x540b,
    TIOCEXCL = 0x540c,
    TIOCNXCL = 0x540d,
    TIOCSCTTY = 0x540e,
    TIOCGPGRP = 0x540f,
    TIOCSPGRP = 0x5410,
    TIOCOUTQ = 0x5411,
    TIOCSTI = 0x5412,
    TIOCGWINSZ = 0x5413,
    TIOCSWINSZ = 0x5414,
    TIOCMGET = 0x5415,
    TIOCMBIS = 0x5416,
    TIOCMBIC = 0x5417,
    TIOCMSET = 0x5418,
    TIOCGSOFTCAR = 0x5419,
    TIOCSSOFTCAR = 0x541a,

    /// <summary>TIOCINQ is the same.</summary>
    FIONREAD = 0x541b,
    TIOCLINUX = 0x541c,
    TIOCCONS = 0x541d,
    TIOCGSERIAL = 0x541e,
    TIOCSSERIAL = 0x541f,
    TIOCPKT = 0x5420,
    FIONBIO = 0x5421,
    TIOCNOTTY = 0x5422,
    TIOCSETD = 0x5423,
    TIOCGETD = 0x5424,
    TCSBRKP = 0x5425,
    TIOCSBRK = 0x5427,
    TIOCCBRK = 0x5428,
    TIOCGSID = 0x5429,
    TIOCVHANGUP = 0x5437,
    FIONCLEX = 0x5450,
    FIOCLEX = 0x5451,
    FIOASYNC = 0x5452,
    TCGETS2 = 0x802c542a,
    TCSETS2 = 0x402c542b,
    TCSETSW2 = 0x402c542c,
    TCSETSF2 = 0x402c542d,
    TIOCGPTN = 0x80045430,
    TIOCSPTLCK = 0x40045431,
    TIOCGDEV = 0x80045432,
    TIOCGPKT = 0x80045438,
    TIOCGPTLCK = 0x80045439,
    TIOCGEXCL = 0x80045440,
    TIOCGPTPEER = 0x5441,

    // Consoles.
    KDGKBTYPE = 0x4b33,
    KDSETMODE = 0x4b3a,
    KDGETMODE = 0x4b3b,
    KDGKBMODE = 0x4b44,
    KDSKBMODE = 0x4b45,
    KDGETLED = 0x4b31,
    KDSETLED = 0x4b32,
    VT_OPENQRY = 0x5600,
    VT_GETMODE = 0x5601,
    VT_SETMODE = 0x5602,
    VT_GETSTATE = 0x5603,
    VT_RELDISP = 0x5605,
    VT_ACTIVATE = 0x5606,
    VT_WAITACTIVE = 0x5607,
}

/// <summary>The argument of TCXONC: what tcflow(3) asks for.</summary>
public enum TtyFlow
{
    TCOOFF = 0,
    TCOON = 1,
    TCIOFF = 2,
    TCION = 3,
}

/// <summary>The argument of TCFLSH: what tcflush(3) throws away.</summary>
public enum TtyFlush
{
    TCIFLUSH = 0,
    TCOFLUSH = 1,
    TCIOFLUSH = 2,
}

/// <summary>Packet mode's control byte (ioctl_tty(2), TIOCPKT): what has happened at the other end.</summary>
[System.Flags]
public enum PacketStatus : byte
{
    TIOCPKT_DATA = 0,
    TIOCPKT_FLUSHREAD = 1,
    TIOCPKT_FLUSHWRITE = 2,
    TIOCPKT_STOP = 4,
    TIOCPKT_START = 8,
    TIOCPKT_NOSTOP = 16,
    TIOCPKT_DOSTOP = 32,
    TIOCPKT_IOCTL = 64,
}

using Diesis.Abi;

namespace Diesis.Core.Terminals.Lines;

/// <summary>What a terminal is set to when it is first opened: Linux's tty_std_termios.</summary>
public static class TermiosDefaults
{
    internal const byte Start = 0x11;
    internal const byte Stop = 0x13;

    /// <summary>38400 baud, eight bits, canonical with echo. A serial line or console adds what is its own.</summary>
    public static Termios Make()
    {
        Termios settings = new()
        {
            c_iflag = InputModes.ICRNL | InputModes.IXON,
            c_oflag = OutputModes.OPOST | OutputModes.ONLCR,
            c_cflag = ControlModes.B38400 | ControlModes.CS8 | ControlModes.CREAD | ControlModes.HUPCL,
            c_lflag = LocalModes.ISIG | LocalModes.ICANON | LocalModes.ECHO | LocalModes.ECHOE | LocalModes.ECHOK | LocalModes.ECHOCTL
                | LocalModes.ECHOKE | LocalModes.IEXTEN,
        };
        Set(ref settings, ControlCharacter.VINTR, 0x03);
        Set(ref settings, ControlCharacter.VQUIT, 0x1c);
        Set(ref settings, ControlCharacter.VERASE, 0x7f);
        Set(ref settings, ControlCharacter.VKILL, 0x15);
        Set(ref settings, ControlCharacter.VEOF, 0x04);
        Set(ref settings, ControlCharacter.VTIME, 0);
        Set(ref settings, ControlCharacter.VMIN, 1);
        Set(ref settings, ControlCharacter.VSTART, Start);
        Set(ref settings, ControlCharacter.VSTOP, Stop);
        Set(ref settings, ControlCharacter.VSUSP, 0x1a);
        Set(ref settings, ControlCharacter.VREPRINT, 0x12);
        Set(ref settings, ControlCharacter.VDISCARD, 0x0f);
        Set(ref settings, ControlCharacter.VWERASE, 0x17);
        Set(ref settings, ControlCharacter.VLNEXT, 0x16);
        return settings;
    }

    private static void Set(ref Termios settings, ControlCharacter key, byte value) => settings.c_cc[(int)key] = value;
}

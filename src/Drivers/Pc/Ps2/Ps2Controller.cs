using Diesis.Core.Logging;
using Diesis.Platform.Devices;
using Diesis.Platform.Time;

namespace Diesis.Drivers.Pc.Ps2;

/// <summary>The 8042: two serial lines, for a keyboard and for a mouse, behind one pair of ports (IBM PS/2 Technical Reference, "Keyboard/Auxiliary Device Controller").</summary>
/// <remarks>
/// At the start it is asked and told by polling, with its interrupts off; later bytes come by interrupts on two lines, and the status
/// register says from which device. Locks: none here; the drivers on top order their writes.
/// </remarks>
internal sealed class Ps2Controller
{
    private const int Data = 0;
    private const int StatusOrCommand = 4;
    private const ushort FirstPort = 0x60;

    private const byte OutputFull = 0x01;
    private const byte InputFull = 0x02;
    private const byte FromMouse = 0x20;

    private const byte WriteConfiguration = 0x60;
    private const byte DisableMouse = 0xa7;
    private const byte EnableMouse = 0xa8;
    private const byte TestMouse = 0xa9;
    private const byte TestController = 0xaa;
    private const byte TestKeyboard = 0xab;
    private const byte DisableKeyboard = 0xad;
    private const byte EnableKeyboard = 0xae;
    private const byte NextToMouse = 0xd4;

    private const byte KeyboardInterrupt = 0x01;
    private const byte MouseInterrupt = 0x02;
    private const byte MouseClockOff = 0x20;
    private const byte Translates = 0x40;

    private const byte Passed = 0x55;
    private const byte LineWorks = 0x00;
    private const long Patience = 50_000_000;
    private const long ResetPatience = 700_000_000;

    private readonly PortRange _ports = new(FirstPort, StatusOrCommand + 1);

    internal bool HasKeyboardLine { get; private set; }

    internal bool HasMouseLine { get; private set; }

    /// <summary>Tests the controller and its lines; both are silent at return. Null where there is none.</summary>
    internal static Ps2Controller? Find()
    {
        Ps2Controller controller = new();
        return controller.Test() ? controller : null;
    }

    /// <summary>Takes a byte that a device sent; false when there is none.</summary>
    /// <param name="isMouse">Which device.</param>
    internal bool TryTake(out byte value, out bool isMouse)
    {
        byte status = _ports.Read8(StatusOrCommand);
        isMouse = (status & FromMouse) != 0;
        value = 0;
        if (status == byte.MaxValue || (status & OutputFull) == 0)
            return false;
        value = _ports.Read8(Data);
        return true;
    }

    /// <summary>Sends a byte to the keyboard; false when the controller takes none.</summary>
    internal bool TryWriteKeyboard(byte value)
    {
        if (!WaitForRoom())
            return false;
        _ports.Write8(Data, value);
        return true;
    }

    internal bool TryWriteMouse(byte value) => TryCommand(NextToMouse) && TryWriteKeyboard(value);

    /// <summary>Has the controller deliver a byte as if a device had sent it, interrupt and all: for tests.</summary>
    internal bool TryPretend(bool fromMouse, byte value)
    {
        const byte AsIfFromKeyboard = 0xd2;
        const byte AsIfFromMouse = 0xd3;
        return TryCommand(fromMouse ? AsIfFromMouse : AsIfFromKeyboard) && TryWriteKeyboard(value);
    }

    /// <summary>Waits for a byte, whoever sends it; -1 when none comes in time.</summary>
    internal int Wait(long nanoseconds)
    {
        long start = Clock.Monotonic;
        do
        {
            if (TryTake(out byte value, out _))
                return value;
        }
        while (Clock.Monotonic - start < nanoseconds);
        return -1;
    }

    /// <summary>Sends a byte to a device and waits for its acknowledgement.</summary>
    internal bool TryAsk(bool mouse, byte value)
    {
        const int Acknowledged = 0xfa;
        const int SendAgain = 0xfe;
        for (int attempt = 0; attempt < 3; attempt++)
        {
            if (!(mouse ? TryWriteMouse(value) : TryWriteKeyboard(value)))
                return false;
            int answer = Wait(Patience);
            if (answer == Acknowledged)
                return true;
            if (answer != SendAgain)
                return false;
        }
        return false;
    }

    /// <summary>Resets a device, which then tells that it passed its own test.</summary>
    internal bool TryReset(bool mouse)
    {
        const byte Reset = 0xff;
        const int TestPassed = 0xaa;
        return TryAsk(mouse, Reset) && Wait(ResetPatience) == TestPassed;
    }

    /// <summary>Lets the lines that are in use interrupt; the controller translates the keyboard's codes to set 1.</summary>
    internal void EnableInterrupts(bool keyboard, bool mouse)
    {
        byte configuration = Translates;
        if (keyboard)
            configuration |= KeyboardInterrupt;
        if (mouse)
            configuration |= MouseInterrupt;
        else
            configuration |= MouseClockOff;
        Configure(configuration);
    }

    private bool Test()
    {
        if (!TryCommand(DisableKeyboard) || !TryCommand(DisableMouse))
            return false;
        Drain();
        if (!TryCommand(TestController) || Wait(Patience) != Passed)
            return false;

        // A test may have reset it: off with the interrupts and the translation's doubts.
        Configure(Translates);
        HasKeyboardLine = TryCommand(TestKeyboard) && Wait(Patience) == LineWorks;
        HasMouseLine = TryCommand(TestMouse) && Wait(Patience) == LineWorks;
        if (HasKeyboardLine)
            TryCommand(EnableKeyboard);
        if (HasMouseLine)
            TryCommand(EnableMouse);
        Drain();
        Log.Debug("ps2", $"keyboard line {HasKeyboardLine}, mouse line {HasMouseLine}");
        return HasKeyboardLine || HasMouseLine;
    }

    private void Configure(byte value)
    {
        if (TryCommand(WriteConfiguration))
            TryWriteKeyboard(value);
    }

    /// <summary>What was typed before anybody listened.</summary>
    private void Drain()
    {
        const int Most = 64;
        for (int i = 0; i < Most && TryTake(out _, out _); i++)
        {
        }
    }

    private bool TryCommand(byte command)
    {
        if (!WaitForRoom())
            return false;
        _ports.Write8(StatusOrCommand, command);
        return true;
    }

    private bool WaitForRoom()
    {
        long start = Clock.Monotonic;
        while ((_ports.Read8(StatusOrCommand) & InputFull) != 0)
        {
            if (Clock.Monotonic - start > Patience)
                return false;
        }
        return true;
    }
}

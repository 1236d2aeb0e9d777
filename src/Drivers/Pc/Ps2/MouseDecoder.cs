using Diesis.Core.Input;

namespace Diesis.Drivers.Pc.Ps2;

/// <summary>The kinds of PS/2 mouse, by the number that they answer to "identify".</summary>
internal enum MouseProtocol
{
    /// <summary>Three bytes.</summary>
    Plain = 0,

    /// <summary>Four bytes, with a wheel (Microsoft IntelliMouse).</summary>
    Wheel = 3,
}

/// <summary>Bytes from a PS/2 mouse to movements (IBM PS/2 Technical Reference, "Mouse").</summary>
/// <remarks>A packet's first byte has bit 3 set: a byte that lacks it where a packet should begin is skipped until the two are in step.</remarks>
internal struct MouseDecoder(MouseProtocol protocol)
{
    private const int InStep = 0x08;
    private const int NegativeX = 0x10;
    private const int NegativeY = 0x20;
    private const int Overflow = 0xc0;
    private const int ButtonMask = 7;

    private readonly int _packetBytes = protocol == MouseProtocol.Wheel ? 4 : 3;
    private int _count;
    private byte _first;
    private byte _second;
    private byte _third;

    /// <summary>Bytes that belonged to no packet.</summary>
    internal int Skipped { get; private set; }

    internal bool TryTake(byte value, out MouseEvent movement)
    {
        movement = default;
        switch (_count)
        {
            case 0:
                if ((value & InStep) == 0)
                {
                    Skipped++;
                    return false;
                }
                _first = value;
                break;
            case 1:
                _second = value;
                break;
            case 2:
                _third = value;
                break;
        }
        _count++;
        if (_count < _packetBytes)
            return false;

        _count = 0;
        // The wheel's byte has four bits of sign and number; buttons four and five in the others are not looked at.
        int wheel = _packetBytes == 4 ? ((value & 0x0f) ^ 8) - 8 : 0;
        MouseButtons buttons = (MouseButtons)(_first & ButtonMask);
        if ((_first & Overflow) != 0)
        {
            movement = new MouseEvent(0, 0, wheel, buttons);
            return true;
        }
        int x = _second - ((_first & NegativeX) != 0 ? 256 : 0);
        int y = _third - ((_first & NegativeY) != 0 ? 256 : 0);
        movement = new MouseEvent(x, y, wheel, buttons);
        return true;
    }
}

using Diesis.Core.Input;

namespace Diesis.Drivers.Pc.Ps2;

/// <summary>Scan code set: 1 is what the controller makes of 2, which the keyboard sends.</summary>
internal enum ScanCodeSet
{
    One = 1,
    Two = 2,
}

/// <summary>Bytes from a PS/2 keyboard to keys that go down and come up.</summary>
/// <remarks>
/// Prefixes: E0 another table, E1 the Pause key's two codes, F0 (set 2) the key comes up; in set 1 that is the code's highest bit. A byte
/// that fits nothing ends what has begun, so the decoder is in step again with the next key.
/// </remarks>
internal struct ScanCodeDecoder(ScanCodeSet set)
{
    private const byte ExtendedPrefix = 0xe0;
    private const byte PausePrefix = 0xe1;
    private const byte UpPrefix = 0xf0;
    private const byte UpBit = 0x80;

    private readonly ScanCodeSet _set = set;
    private bool _extended;
    private bool _up;

    /// <summary>Codes that still belong to the Pause key.</summary>
    private int _pauseCodes;

    /// <summary>Takes a byte.</summary>
    /// <returns>Whether it ended a scan code.</returns>
    internal bool TryTake(byte value, out KeyChange change)
    {
        change = default;
        switch (value)
        {
            case ExtendedPrefix:
                _extended = true;
                _pauseCodes = 0;
                return false;
            case PausePrefix:
                _pauseCodes = 2;
                _extended = false;
                return false;
            case UpPrefix when _set == ScanCodeSet.Two:
                _up = true;
                return false;
        }

        bool up = _up;
        bool extended = _extended;
        _up = false;
        _extended = false;
        int code = value;
        if (_set == ScanCodeSet.One)
        {
            up = (value & UpBit) != 0;
            code &= ~UpBit;
        }
        if (_pauseCodes != 0)
            return TakePause(code, up, out change);

        KeyCode key = (_set, extended) switch
        {
            (ScanCodeSet.One, false) => ScanCodeTables.Set1(code),
            (ScanCodeSet.One, true) => ScanCodeTables.Extended1(code),
            (_, false) => ScanCodeTables.Set2(code),
            _ => ScanCodeTables.Extended2(code),
        };
        change = new KeyChange(key, up ? KeyDirection.Up : KeyDirection.Down);
        return key != KeyCode.None;
    }

    /// <summary>Pause sends Control and NumLock behind E1, down and at once up, and nothing when it is let go.</summary>
    private bool TakePause(int code, bool up, out KeyChange change)
    {
        const int Control1 = 0x1d;
        const int NumLock1 = 0x45;
        const int Control2 = 0x14;
        const int NumLock2 = 0x77;
        change = new KeyChange(KeyCode.Pause, up ? KeyDirection.Up : KeyDirection.Down);
        _pauseCodes--;
        if (_pauseCodes == 1 && code is Control1 or Control2)
            return false;
        bool complete = _pauseCodes == 0 && code is NumLock1 or NumLock2;
        _pauseCodes = 0;
        return complete;
    }
}

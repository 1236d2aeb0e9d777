using System;
using Diesis.Abi;

namespace Diesis.Core.Ttys;

/// <summary>The codes of speeds in c_cflag.</summary>
internal static class TtySpeeds
{
    private static ReadOnlySpan<uint> Low => [0, 50, 75, 110, 134, 150, 200, 300, 600, 1200, 1800, 2400, 4800, 9600, 19200, 38400];

    private static ReadOnlySpan<uint> High =>
        [0, 57600, 115200, 230400, 460800, 500000, 576000, 921600, 1000000, 1152000, 1500000, 2000000, 2500000, 3000000, 3500000, 4000000];

    /// <summary>Bits a second.</summary>
    internal static uint Of(ControlModes modes)
    {
        uint code = (uint)(modes & ControlModes.CBAUD);
        return (code & (uint)ControlModes.BOTHER) != 0 ? High[(int)(code & 0xf)] : Low[(int)code];
    }
}

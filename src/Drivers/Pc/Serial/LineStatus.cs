using System;

namespace Diesis.Drivers.Pc.Serial;

/// <summary>The line status register (PC16550D, section 8.4).</summary>
[Flags]
internal enum LineStatus : byte
{
    DataReady = 0x01,

    /// <summary>A byte was lost, since nobody fetched the one before.</summary>
    Overrun = 0x02,
    ParityError = 0x04,
    FramingError = 0x08,

    /// <summary>The line was held low for longer than a byte takes.</summary>
    Break = 0x10,
    TransmitterReady = 0x20,
    TransmitterEmpty = 0x40,
}

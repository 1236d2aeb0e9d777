namespace Diesis.Drivers.Pc.Serial;

/// <summary>The registers of a 16550 (National Semiconductor PC16550D, section 8) by their offset.</summary>
internal static class UartRegister
{
    /// <summary>Read: the byte that arrived. Written: the byte to send. With the divisor's access on: its low half.</summary>
    internal const int Data = 0;

    /// <summary>With the divisor's access on: its high half.</summary>
    internal const int InterruptEnable = 1;

    /// <summary>Read.</summary>
    internal const int InterruptIdentity = 2;

    /// <summary>Written.</summary>
    internal const int FifoControl = 2;
    internal const int LineControl = 3;
    internal const int ModemControl = 4;
    internal const int LineStatus = 5;
    internal const int ModemStatus = 6;
    internal const int Scratch = 7;

    internal const int Count = 8;
}

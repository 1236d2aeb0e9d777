namespace Diesis.Drivers.Pc.Serial;

/// <summary>Whether a port hears itself (PC16550D, section 8.6.4).</summary>
internal enum LoopMode
{
    Off,
    On,
}

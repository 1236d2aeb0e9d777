namespace Diesis.Platform.Devices.Pci;

/// <summary>An entry of a function's list of capabilities.</summary>
/// <param name="Id">What it is; extended capabilities have numbers of their own.</param>
/// <param name="Offset">Where it is in the configuration space; from 0x100 on it is an extended one.</param>
public readonly record struct PciCapability(ushort Id, ushort Offset)
{
    public bool IsExtended => Offset >= PciRegister.FirstExtended;
}

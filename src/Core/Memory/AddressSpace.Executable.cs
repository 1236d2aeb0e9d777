using Diesis.Core.Files;

namespace Diesis.Core.Memory;

public sealed partial class AddressSpace
{
    /// <summary>The program's file (/proc/PID/exe), which is held as long as the address space lives.</summary>
    public OpenFile? Executable { get; private set; }

    /// <summary>Names the program's file, once. The reference is taken over.</summary>
    internal void SetExecutable(OpenFile file) => Executable = file;

    private void CopyExecutableTo(AddressSpace child)
    {
        Executable?.Retain();
        child.Executable = Executable;
    }
}

using Diesis.Abi;
using Diesis.Core.Files;

namespace Diesis.Core.Memory;

public sealed partial class AddressSpace
{
    /// <summary>The program's file (/proc/PID/exe), which is held as long as the address space lives.</summary>
    public OpenFile? Executable { get; private set; }

    /// <summary>Names the program's file, once, which nobody may write to from now on.</summary>
    /// <returns>ETXTBSY when somebody has it open for writing.</returns>
    internal Errno SetExecutable(OpenFile file)
    {
        if (!file.Inode.TryDenyWriters())
            return Errno.ETXTBSY;
        file.Retain();
        Executable = file;
        return Errno.None;
    }

    private void CopyExecutableTo(AddressSpace child)
    {
        // There are no writers, so this cannot fail.
        if (Executable is OpenFile file)
            _ = child.SetExecutable(file);
    }

    private void ReleaseExecutable()
    {
        if (Executable is not OpenFile file)
            return;
        file.Inode.AllowWriters();
        file.Release();
    }
}

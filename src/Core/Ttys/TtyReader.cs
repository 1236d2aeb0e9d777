using Diesis.Abi;
using Diesis.Core.Files;

namespace Diesis.Core.Ttys;

/// <summary>An open file that is an end of a terminal: what of it a call looks at while it waits.</summary>
internal abstract class TtyReader(Inode inode, OpenFlags flags, Location location) : OpenFile(inode, flags, location)
{
    public override bool IsStream => true;

    /// <summary>The terminal was hung up since the file was opened.</summary>
    internal abstract bool IsHungUp { get; }

    /// <summary>Whether it is the end at which programs sit, rather than a pseudo-terminal's master.</summary>
    internal abstract bool IsSlaveSide { get; }
}

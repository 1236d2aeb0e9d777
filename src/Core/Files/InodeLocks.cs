namespace Diesis.Core.Files;

/// <summary>The locks that programs hold on a file.</summary>
internal sealed class InodeLocks
{
    /// <summary>A descriptor of a table has been closed: the record locks that belong to that table go (fcntl_locking(2)).</summary>
    internal void ReleaseOwner(FileTable table)
    {
    }

    /// <summary>An open file has been given back: its flock(2) lock and the locks that belong to it alone go.</summary>
    internal void ReleaseDescription(OpenFile file)
    {
    }
}
